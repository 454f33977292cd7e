"""The database's own guards, and the ledger."""

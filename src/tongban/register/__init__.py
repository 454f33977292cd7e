"""The register of acts: audit trail, due work and ledger leaf in one."""

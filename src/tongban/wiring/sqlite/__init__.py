"""Django's SQLite, with a queue for writers: SQLite itself knows only trying again (docs/decisions/0011)."""

"""SQLite takes a text of any length; in tests it refuses what is longer than its column, as PostgreSQL does."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Every column of characters gets its length as a check of the database, in the tables that tests make."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    longest = 'LENGTH("%(column)s") <= %(max_length)s'
    DatabaseWrapper.data_type_check_constraints |= {"CharField": longest, "SlugField": longest}

"""Which database a run uses, and which tests know none."""

from __future__ import annotations

from pathlib import Path

import pytest

ONCE = ("tests/rules", "tests/tools")
"""Folders whose tests know no database at all."""


def active() -> str:
    """`sqlite` or `postgresql`."""
    from django.db import connection

    return connection.vendor


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give SQLite a real file: a database in memory knows neither WAL nor the locks that the house relies on."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs once; set aside what belongs to the other database, with its reason in the report."""
    folders = [config.rootpath / folder for folder in ONCE]
    for item in items:
        if any(Path(item.path).is_relative_to(folder) for folder in folders):
            item.add_marker(pytest.mark.once)
        only = item.get_closest_marker("only_on")
        if only and only.args[0] != active():
            item.add_marker(pytest.mark.skip(reason=f"only on {only.args[0]}"))

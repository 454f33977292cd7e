"""Which database a run uses, and which tests know none."""

from __future__ import annotations

import os
import random
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from math import gcd
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

ONCE = ("tests/rules", "tests/tools")
"""Folders whose tests know no database at all."""
SHARES = {
    "tests/rules/test_sights.py": {},
    "tests/rules": {"once": (0, 1 / 10)},
    "tests/architecture": {"sqlite": (0, 1 / 2), "postgresql": (1 / 2, 1)},
    "tests/journeys/test_the_story_in_a_browser.py": {},
    "tests/journeys": {"once": (0, 1 / 15)},
    "tests/entrances/test_canary.py": {"postgresql": (0, 1 / 24)},
    "tests/entrances": {"once": (0, 1 / 14), "sqlite": (0, 1 / 40), "postgresql": (1 / 40, 3 / 80)},
    "tests/attacks/test_attack_by_every_link.py": {"sqlite": (0, 1 / 2), "postgresql": (1 / 2, 3 / 4)},
    "tests/attacks": {"once": (0, 1 / 5), "sqlite": (0, 1 / 28), "postgresql": (1 / 28, 3 / 56)},
    "tests/acts": {"once": (0, 1 / 8), "sqlite": (0, 1 / 28), "postgresql": (1 / 28, 3 / 56)},
    "tests/faults": {"once": (0, 1 / 4), "sqlite": (0, 1 / 4), "postgresql": (1 / 4, 5 / 12)},
}
"""Which share of a folder's tests `make test` runs on which database, or of those that run once; the first entry that
holds a test counts. Always told are the story in a browser, the million looks at the table of visibility, and the
canaries on SQLite. What the house is built like is looked at on one of the two databases; of rules a tenth is tried,
of acts and attacks one in twenty-eight on SQLite and half as many on PostgreSQL; of pages, which read what acts wrote,
one in forty; one of two drawn readers follows every link; one of the four tests that kill platforms for minutes.
`make test-all` runs all tests on SQLite, and twice this share on PostgreSQL.
"""
WIDTHS = {"sample": 1, "wide": 2}
"""By TONGBAN_TIER: how many times the share."""
GOLDEN = 0.618
"""Steps of this part of a circle come nowhere near an earlier one for as long as possible."""


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


@pytest.fixture
def committed(transactional_db: None) -> None:
    """A database of the test's own, copied from the migrated one, in which commits are real.

    Threads of the test must close their connections (`connections.close_all()`).
    """


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Stand in for pytest-django's fixture, which flushes: the register refuses DELETE and TRUNCATE.

    The name matters: pytest-django makes the database of a run only when a test in it asks for one by a name it knows.
    """
    with own_database(django_db_blocker, tmp_path):
        yield


@contextmanager
def own_database(blocker: DjangoDbBlocker, folder: Path) -> Iterator[None]:
    """A copy of the migrated database, for as long as the block runs."""
    with blocker.unblock(), copied_database(folder) as name, standing_on(name):
        yield


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """The name of a copy of the database of now, which lies in `folder` where it is a file."""
    from django.db import connection, connections

    connections.close_all()
    copy = _copied_file if connection.vendor == "sqlite" else _copied_database
    with copy(connection.settings_dict["NAME"], folder) as name:
        yield name


@contextmanager
def standing_on(name: str) -> Iterator[None]:
    """All that asks the database while the block runs asks the one of this name."""
    from django.db import connection, connections

    original = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original


@contextmanager
def _copied_file(original: str, folder: Path) -> Iterator[str]:
    name = str(folder / "committed.sqlite3")
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(name)) as target:
        source.backup(target)
    yield name


@contextmanager
def _copied_database(original: str, folder: Path) -> Iterator[str]:
    """PostgreSQL copies a database on the server; nobody may be connected to the original meanwhile."""
    import psycopg
    from django.db import connection

    del folder
    settings = connection.settings_dict
    name = f"{original}_{secrets.token_hex(4)}"
    known = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    with psycopg.connect(**known, password=settings["PASSWORD"], dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs once, set aside what belongs to the other database with its reason."""
    folders = [config.rootpath / folder for folder in ONCE]
    for item in items:
        if any(Path(item.path).is_relative_to(folder) for folder in folders):
            item.add_marker(pytest.mark.once)
        only = item.get_closest_marker("only_on")
        if only and only.args[0] != active():
            item.add_marker(pytest.mark.skip(reason=f"only on {only.args[0]}"))
    if os.environ.get("TONGBAN_TIER") in WIDTHS:
        lots = _lots(items, config.rootpath)
        left_out = {item for item in items if _left(item, config.rootpath, lots)}
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))


def _entry(item: pytest.Item, root: Path) -> str:
    """The entry of SHARES that holds the test; nothing where none does."""
    return _entry_of(item.path, root)


@cache
def _entry_of(file: Path, root: Path) -> str:
    return next((place for place in SHARES if file.is_relative_to(root / place)), "")


def _kind(item: pytest.Item) -> str:
    """Where the test runs: once, on one of the databases only, or on both."""
    only = item.get_closest_marker("only_on")
    return "once" if item.get_closest_marker("once") else f"only on {only.args[0]}" if only else "both"


def _lots(items: list[pytest.Item], root: Path) -> dict[pytest.Item, float]:
    """Each test's lot in [0, 1) by TONGBAN_SEED, the same in every worker and on both databases.

    The tests of one entry and kind lie evenly apart, those of one file far from each other: a share of the lots is that
    share of every file, so that no seed draws all the long tests at once.
    """
    seed = os.environ.get("TONGBAN_SEED", "0")
    families: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        families[_entry(item, root), _kind(item)].append(item)
    lots: dict[pytest.Item, float] = {}
    for name, family in families.items():
        size = len(family)
        ordered = sorted(family, key=lambda item: (str(item.path), random.Random(f"{seed}:{item.nodeid}").random()))
        step = next(number for number in range(round(size * GOLDEN), 2 * size + 1) if gcd(number, size) == 1)
        begin = random.Random(f"{seed}:{name}").uniform(0, size)
        lots |= {item: (begin + place * step) % size / size for place, item in enumerate(ordered)}
    return lots


def _left(item: pytest.Item, root: Path, lots: dict[pytest.Item, float]) -> bool:
    """Whether this run leaves the test out."""
    entry, kind = _entry(item, root), _kind(item)
    if not entry or (kind == f"only on {active()}" and entry == "tests/architecture"):
        return False  # of the house nothing is left out, and this could not run on the other database
    low, high = SHARES[entry].get("once" if kind == "once" else active(), (0, 1))
    return not low <= lots[item] < low + (high - low) * WIDTHS[os.environ["TONGBAN_TIER"]]

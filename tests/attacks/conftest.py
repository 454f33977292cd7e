"""The world in which attackers move is built once in each process; every test finds it as it was built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.plugins.databases import copied_database, standing_on

if TYPE_CHECKING:  # models load after Django is set up, which is after this file
    from tests.attacks.world import World


@contextmanager
def kept_in(folder: Path, blocker: DjangoDbBlocker, build: Callable[[], World]) -> Iterator[tuple[str, World]]:
    """A world in a database of its own, and the name of that; `folder` for its file."""
    with blocker.unblock(), copied_database(folder) as name:
        with standing_on(name), transaction.atomic():
            world = build()
            connection.run_on_commit = []  # as in a test, where nothing is ever committed
        yield name, world


@contextmanager
def taken_up(built: tuple[str, World], blocker: DjangoDbBlocker) -> Iterator[World]:
    """That world as it was built; what happens in it meanwhile is taken back."""
    name, first = built
    with blocker.unblock(), standing_on(name), transaction.atomic():
        yield replace(first, browsers={who: _as_it_was(browser) for who, browser in first.browsers.items()})
        transaction.set_rollback(True)


def _as_it_was(browser: Client) -> Client:
    again = copy(browser)
    again.cookies, again.defaults = deepcopy(browser.cookies), dict(browser.defaults)
    return again


@pytest.fixture(scope="session")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, World]]:
    """The furnished world."""
    from tests.attacks.world import furnished

    with kept_in(tmp_path_factory.mktemp("attacked"), django_db_blocker, furnished) as made:
        yield made


@pytest.fixture
def world(transactional_db: None, built: tuple[str, World], django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The furnished world for one test.

    `transactional_db` is asked for by its name: only then does pytest-django make a database for the run.
    """
    with taken_up(built, django_db_blocker) as world:
        yield world

"""Fixtures that every test of the platform may use; what they build with is in `tests/builders.py`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
import pytest_django

if TYPE_CHECKING:  # models load after Django is set up, which is after this file
    from tests.builders import House


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Keep the two regions' courts in the test database itself: every house stands on them."""
    with django_db_blocker.unblock():
        from tests.builders import host

        host("渝", "川")


_tests = itertools.count(1)


@pytest.fixture(autouse=True)
def own_counts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test counts of attempts of its own: who was made to wait in one test is let in in the next."""
    file = tmp_path_factory.getbasetemp() / f"counts-{next(_tests)}.sqlite3"
    monkeypatch.setattr("django.conf.settings.TONGBAN_COUNTS", file)


@pytest.fixture
def house(db: None) -> House:
    """A furnished platform in a transaction that is rolled back: two regions' courts, two people, staff."""
    from tests.builders import furnish

    return furnish()


@pytest.fixture
def committed_house(committed: None) -> House:
    """The same on a database of the test's own, where commits are real: for threads, kills and triggers."""
    from tests.builders import furnish

    return furnish()

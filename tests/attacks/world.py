"""The world in which attackers move: that of the canaries, with everybody's browser and all that addresses can name."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max

from tests.entrances.canary_onward import onward
from tests.entrances.canary_people import World, peopled
from tests.entrances.canary_worlds import here
from tongban.register.models import Entry

WHOLE = os.environ.get("TONGBAN_TIER") == "all"
PASSING = frozenset({"django_session", "django_migrations"})
"""Tables that a look may write."""


def furnished() -> World:
    """Two cases, a filing, drafts; parties, strangers and staff of two courts."""
    return peopled(*here())


def furnished_onward(folder: Path, patch: pytest.MonkeyPatch) -> World:
    """Cases on their further way: money, papers on every way, evidence, hearings, offices; nearly as many readers."""
    return peopled(*onward(folder, patch))


def draw(name: str) -> random.Random:
    """Chance that the run's seed repeats."""
    return random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:{name}")


def state() -> dict[str, str]:
    """Every table of the database, each by the digest of its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in PASSING:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of tables, by the database itself
                rows = sorted(map(repr, cursor.fetchall()))
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def entries() -> int:
    """The newest entry of the register."""
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


def rows() -> dict[str, int]:
    """How many rows each table of the house has."""
    return {
        table._meta.label: table._default_manager.count()
        for table in apps.get_models()
        if table.__module__.startswith("tongban.")
    }

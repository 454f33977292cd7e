"""Time is an argument: only the composition root asks the clock (house.md, laws 2 and 7)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, dotted, imported, python_files

pytestmark = pytest.mark.once

ASKS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "timezone.now",
    "timezone.localtime",
    "timezone.localdate",
}
IMPORTS = {
    "time.time",
    "time.time_ns",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.db.models.functions.Now",
}
FIELDS_THAT_ASK = {"auto_now", "auto_now_add"}
MAY_ASK = ("wiring/", "kernel/ids.py", "cli/demo/gateway.py", "cli/demo/treasury.py")
"""The one clock; UUIDv7, which orders rows and dates nothing; gateway and treasury for trying, foreign programs."""


def asks_the_clock(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every place where a module asks what time it is, by itself, in the database or by a field."""
    yield from ((name, line) for name, line in imported(tree) if name in IMPORTS)
    for node in ast.walk(tree):
        match node:
            case ast.Attribute() if ".".join(dotted(node).split(".")[-2:]) in ASKS and not _converts(node, tree):
                yield dotted(node), node.lineno
            case ast.keyword(arg=arg) if arg in FIELDS_THAT_ASK:
                yield arg, node.value.lineno


def _converts(node: ast.Attribute, tree: ast.Module) -> bool:
    """`localtime(moment)` and `localdate(moment)` convert a moment that they were given."""
    calls = (call for call in ast.walk(tree) if isinstance(call, ast.Call) and call.func is node)
    return node.attr in {"localtime", "localdate", "gmtime"} and any(call.args for call in calls)


def test_nothing_but_the_composition_root_asks_the_clock() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path, tree in python_files()
        if not str(path.relative_to(SOURCE)).startswith(MAY_ASK)
        for name, line in asks_the_clock(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(tz=datetime.UTC)",
        "import datetime as dt\nmodels.DateTimeField(default=dt.datetime.utcnow)",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from time import time\n",
        "from django.utils import timezone\nfield = DateTimeField(default=timezone.now)",
        "from django.utils.timezone import now\n",
        "from django.utils import timezone\ntimezone.localdate()",
        "models.DateTimeField(auto_now_add=True)",
        "from django.db.models.functions import Now\n",
    ],
)
def test_a_question_to_the_clock_is_caught(text: str) -> None:
    assert len(list(asks_the_clock(ast.parse(text)))) == 1


def test_a_conversion_of_a_given_moment_is_allowed() -> None:
    text = "from django.utils import timezone\ntimezone.localtime(moment)"
    assert list(asks_the_clock(ast.parse(text))) == []


def test_the_places_that_may_ask_exist() -> None:
    assert all((Path(SOURCE) / place).exists() for place in MAY_ASK)

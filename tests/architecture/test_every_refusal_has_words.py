"""Whoever is refused reads what is wrong and what to do now: every reason in the source has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from drawings import procedures

from tests.architecture.house import SOURCE, dotted, python_files
from tongban.cases.law import CONVERSIONS
from tongban.frame.words import Words

pytestmark = pytest.mark.once

NEVER_SHOWN = frozenset[str]()
"""Reasons that no person ever reads; each needs a comment here that says why."""


def reasons() -> Iterator[tuple[str, str]]:
    """Each reason with where it is given; a reason with a part worked out at run time stands as a pattern."""
    for path, tree in python_files():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "Refusal" and node.args:
                place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                yield from ((reason, place) for reason in texts(node.args[0]))


def texts(node: ast.expr) -> Iterator[str]:
    """The reasons that an expression can be, as patterns."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=body, orelse=other):
            yield from texts(body)
            yield from texts(other)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[a-z0-9_.]+" for p in parts)


def derived() -> Iterator[tuple[str, str]]:
    """What the tables of the procedures refuse with: wrong stage, wrong role, and each guard by its name."""
    for place, procedure in procedures().items():
        for what in ("not_at_this_stage", "not_your_act", *sorted(procedure.guards)):
            yield re.escape(f"{procedure.prefix}.{what}"), place
    for conversion in CONVERSIONS:
        for guard in sorted(conversion.needs):
            yield re.escape(f"{conversion.source.prefix}.{guard}"), f"{conversion.act} from {conversion.source.name}"


@cache
def words() -> dict[str, Words]:
    """All words of the house by their reason."""
    found: dict[str, Words] = {}
    for path in sorted(SOURCE.glob("*/wording.py")) + sorted(SOURCE.glob("*/wording/__init__.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        module = import_module(".".join(("tongban", *(part for part in parts if part != "__init__"))))
        found |= getattr(module, "REFUSALS", {})
    return found


def test_every_reason_has_words() -> None:
    known = words()
    missing = {
        f"{reason} ({place})"
        for reason, place in [*reasons(), *derived()]
        # The kernel's tables of moves make their reasons from a procedure's name: those are told one by one.
        if not place.startswith("kernel/moves.py")
        and reason not in NEVER_SHOWN
        and not any(re.fullmatch(reason, each) for each in known)
    }
    assert sorted(missing) == []


def test_words_say_what_is_wrong_and_what_to_do_now() -> None:
    empty = [reason for reason, told in words().items() if not str(told.says).strip() or not str(told.remedy).strip()]
    assert empty == []


def test_there_are_reasons_to_look_at() -> None:
    assert len(set(reasons())) > 50
    assert len(set(derived())) > 5

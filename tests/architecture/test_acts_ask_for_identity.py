"""Each act that somebody does on the portal or by the API names, in the table of levels, how surely the court must know
that person (在线诉讼规则 7), or stands here with the reason why it asks for nothing but signing in.

The table is read by facts: an act that records none with a row would pass the gate (`people/actions/gate.py`) unseen.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.architecture.house import SOURCE, python_files
from tongban.kernel.facts import Fact
from tongban.people.rules.levels import requirements

pytestmark = pytest.mark.once

DOORS = ("portal", "api")
WITHOUT: dict[str, frozenset[str]] = {
    "the proof itself, or the ways into the account: who that is, these acts ask": frozenset(
        {
            "cases.actions.join.join",
            "people.actions.access.end_sessions",
            "people.actions.heads.prove_head",
            "people.actions.licences.look_up_licence",
            "people.actions.licences.prove_licence",
            "people.actions.outside.link_outside",
            "people.actions.outside.unlink_outside",
            "people.actions.prove.end_face_check",
            "people.actions.prove.prove_again",
            "people.actions.prove.prove_by_platform",
        }
    ),
    "a person's own affairs, no act of litigation; the rules of disputes keep some from an account in doubt": frozenset(
        {
            "people.actions.companions.name_helper",
            "people.actions.companions.part",
            "people.actions.companions.set_rights",
            "people.actions.companions.state_ease",
            "people.actions.dispute.dispute_act",
            "privacy.actions.erase.erase_data",
            "privacy.actions.export.export_data",
        }
    ),
    "anybody may ask the court, and read what is open to the reader": frozenset(
        {
            "cooperation.actions.zone_asking.ask_for",
            "helpline.actions.asking.ask",
            "helpline.actions.asking.rate",
            "helpline.actions.asking.reopen",
            "helpline.actions.notices.choose_notices",
            "helpline.actions.notices.read_news",
            "register.actions.report.order_report",
        }
    ),
    "nothing is handed in yet: that is an act of its own, with a row": frozenset(
        {"cooperation.actions.bulk.send_table", "filing.actions.own_paper.start_from_paper"}
    ),
    "a mediator's, known from the court's register": frozenset(
        {
            "mediation.actions.early.accept_early",
            "mediation.actions.early.decline_early",
            "mediation.actions.early.hand_in_agreement",
            "mediation.actions.referral.decline",
        }
    ),
}
"""Acts without a row, by why."""


def _module(path: Any) -> Any:  # noqa: ANN401 - a module
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return importlib.import_module(".".join(parts).removesuffix(".__init__"))


@cache
def acts() -> dict[str, FunctionType]:
    """Every act that a page or an operation for persons may call, by its full name."""
    found = {}
    for path, _tree in python_files():
        if path.relative_to(SOURCE).parts[0] in DOORS:
            named = (inspect.unwrap(one) for one in vars(_module(path)).values() if isinstance(one, FunctionType))
            found |= {_name(one): one for one in named if _is_act(one)}
    return found


def _name(one: FunctionType) -> str:
    return f"{one.__module__.removeprefix('tongban.')}.{one.__name__}"


def _is_act(one: FunctionType) -> bool:
    return ".actions." in f"{one.__module__}." and "by" in inspect.signature(one).parameters


def facts_of(act: Callable[..., Any]) -> set[str]:
    """The facts that the act, or a step that it calls, may record."""
    seen: set[int] = set()
    return {one.NAME for one in _used(act, seen) if isinstance(one, type) and issubclass(one, Fact)}


def _used(one: Any, seen: set[int]) -> Iterator[Any]:  # noqa: ANN401 - whatever a module holds
    if id(one) in seen:
        return
    seen.add(id(one))
    yield one
    if isinstance(one, dict | tuple | frozenset):
        for other in one.values() if isinstance(one, dict) else one:
            yield from _used(other, seen)
    elif callable(one) and isinstance(inspect.unwrap(one), FunctionType):
        function = inspect.unwrap(one)
        if ".actions." in f"{function.__module__}.":
            for name in _names(function.__code__):
                if name in function.__globals__:
                    yield from _used(function.__globals__[name], seen)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _names(one)


def test_every_act_of_a_person_has_a_row_or_a_reason() -> None:
    rows = {one.fact for one in requirements()}
    recorded = {name: facts_of(one) for name, one in acts().items()}
    without = {name for name, facts in recorded.items() if facts and not facts & rows}
    assert without == set().union(*WITHOUT.values())


def test_no_reason_is_given_twice_and_the_walk_finds_the_acts() -> None:
    assert sum(map(len, WITHOUT.values())) == len(set().union(*WITHOUT.values()))
    assert len(acts()) > 40
    assert "filing_taken_back" in facts_of(acts()["filing.actions.taking_back.take_back_filing"])

"""A party's time runs from the service that the ledger proves, the court's from what happened: never from a look."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, dotted, python_files
from tongban.cases.rules.turns import TURNS, started_by_service
from tongban.cases.vocabulary import Track
from tongban.courts.law import period_rule
from tongban.delivery.rules.effects import periods_of
from tongban.delivery.vocabulary import Purpose
from tongban.kernel.periods import PeriodRule
from tongban.motions.rules.kinds import FROM_SERVICE

pytestmark = pytest.mark.once

SERVED = "served"
"""What the reactions to `PartyServed` call the moment of service."""
STARTED = {
    "delivery/actions/effects.py": (SERVED, "the papers of service reached the party (CPL 128; SI 99, 266)"),
    "judgments/actions/effect.py": (SERVED, "the judgment reached this party (CPL 171)"),
    "fees/actions/assess.py": (SERVED, "the notice to pay reached the payer (交纳办法 22)"),
    "delivery/actions/open_case.py": ("case.docketed_at", "the case was registered (CPL 128)"),
    "cases/actions/turn_periods.py": (SERVED, "the papers of a turn reached the party (CPL 174, 214, 227)"),
    "cases/actions/turns.py": ("since", "the turn was taken, or the case began (the table of its procedure)"),
    "cases/actions/clocks.py": ("case.docketed_at", "the case was registered (审限规定 8)"),
    "cases/actions/days_set.py": ("record.at", "the court set the last day anew (CPL 85(1); SI 213)"),
    "hearings/actions/session.py": ("at", "the hearing was closed, with the parties in it (CPL 150)"),
    "publication/actions/propose.py": ("start", "the judgment took effect (文书上网规定 7)"),
    "motions/actions/steps.py": ("since", "it was asked for, secured, or ruled (CPL 103; 交纳办法 22)"),
    "motions/actions/periods.py": (SERVED, "the decision reached this party (CPL 171(2); 财产保全规定 25)"),
    "mediation/actions/table.py": ("record.at", "the mediator was named or confirmed (在线调解规则 12-16)"),
}
"""Where periods of cases are started: from which moment, and which fact of the register that is."""
WORKED_OUT = {
    "delivery/actions/effects.py": {
        rule for purpose in Purpose for track in Track if track.first_instance for rule in periods_of(purpose, track)
    },
    "fees/actions/assess.py": {"fee_plaintiff", "fee_convert_ordinary", "fee_appeal_notice"},
    "cases/actions/turn_periods.py": {
        rule for track, acts in TURNS.items() for act in acts for rule in started_by_service(track, act)
    },
    "motions/actions/periods.py": set(FROM_SERVICE),
}
"""The periods of those places at which the id is worked out at run time."""


def starts() -> Iterator[tuple[str, ast.Call]]:
    """Each call that lets a period run."""
    for path, tree in python_files():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "start_clock":
                yield path.relative_to(SOURCE).as_posix(), node


def moment(call: ast.Call) -> str:
    """The expression from which the period is counted."""
    return next(ast.unparse(one.value) for one in call.keywords if one.arg == "start")


def rules_of(place: str, call: ast.Call) -> set[str]:
    """The ids of the periods that the call starts, as far as they stand in the module."""
    named = call.args[2]
    if isinstance(named, ast.Name):
        module = import_module(".".join(("tongban", *Path(place).with_suffix("").parts)))
        found = getattr(module, named.id, None)
        if isinstance(found, str):
            return {found}
    return WORKED_OUT.get(place, set())


def test_every_period_starts_from_the_fact_that_is_named_here() -> None:
    assert {place: moment(call) for place, call in starts()} == {place: told for place, (told, _why) in STARTED.items()}


def test_every_period_that_the_law_counts_from_service_starts_from_service() -> None:
    wrong = []
    for place, call in starts():
        for rule_id in rules_of(place, call):
            rule = period_rule(rule_id)
            assert isinstance(rule, PeriodRule), rule_id
            counted_from_service = "送达" in rule.start_event_zh or rule.start_event_zh.startswith("收到")
            if counted_from_service and moment(call) != SERVED:
                wrong.append(f"{place}: {rule_id} ({rule.start_event_zh})")
    assert wrong == []


def test_what_a_party_owes_after_papers_starts_from_their_service() -> None:
    owed = {rule for place, call in starts() if moment(call) == SERVED for rule in rules_of(place, call)}
    assert {"defence", "fee_plaintiff", "appeal_judgment"} <= owed

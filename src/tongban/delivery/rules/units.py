"""转交送达: papers reach soldiers and people in custody through their unit (CPL 92-94)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tongban.delivery.rules.papers import HOTLINE
from tongban.delivery.rules.ways import slip_problem
from tongban.delivery.vocabulary.visits import Unit, UnitEnd
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import PersonKind

LAW = "CPL 92, 93"
SIGNED = "CPL 94"
LONGEST = 120
"""Signs of the name of a unit, and of its address: house rule."""


def unit_flaws(unit: str, name: str, address: str, *, kind: str) -> tuple[Refusal, ...]:
    """Everything that is missing; `kind` of the recipient: only a natural person is in a unit."""
    found = [] if unit in set(Unit) else [Refusal("delivery.unit_kind_missing", LAW, ("unit",))]
    found += [
        Refusal("delivery.unit_unnamed", LAW, (field,), (("most", str(LONGEST)),))
        for field, text in (("name", name), ("address", address))
        if not 0 < len(text) <= LONGEST
    ]
    if kind != PersonKind.NATURAL:
        found.append(Refusal("delivery.unit_of_nobody", LAW, ("unit",)))
    return tuple(found)


def slip_flaws(end: str, day: date, *, sent: date, today: date) -> tuple[Refusal, ...]:
    """Why a return slip cannot be noted so; the day on it is that of the recipient's signature (CPL 94)."""
    found = [] if end in set(UnitEnd) else [Refusal("delivery.unit_end_missing", SIGNED, ("end",))]
    wrong = slip_problem(day, posted=sent, today=today)
    return (*found, *([wrong] if wrong else []))


def handing_on(
    *,
    court_name: str,
    number: str,
    unit: Unit,
    name: str,
    recipient: str,
    cause: str,
    titles: Sequence[str],
    dated: date,
) -> dict[str, Any]:
    """转交送达函, to the unit `name`, with a return slip."""
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": name,
        "recipient": recipient,
        "article": "第九十二条" if unit is Unit.ARMY else "第九十三条",
        "cause": cause,
        "papers": list(titles),
        "contact": HOTLINE,
    }

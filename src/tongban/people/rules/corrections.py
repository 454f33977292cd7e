"""Correcting a wrong name or identity number on record (个人信息保护法 46): seen at a counter, decided by two.

Whoever can change by whom a number is answered could hand one person's cases to another; hence nobody does it alone.
What stands in the file of a case stays as it was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal
from tongban.people.rules.identity_papers import check_paper
from tongban.people.vocabulary.corrections import CorrectionAct, CorrectionStage

LAW = "个人信息保护法 46"
LONGEST = {"evidence": 200, "reason": 400}
"""Signs of what the clerk writes; house rules."""
ASKERS = roles("clerk")
_DECIDERS = roles("clerk", "president")
_OTHER = frozenset({"other_person"})
CORRECTION = Procedure(
    name="correction",
    first=CorrectionStage.ASKED,
    last=frozenset({CorrectionStage.DONE, CorrectionStage.REFUSED}),
    moves=(
        Move(CorrectionAct.CONFIRM, CorrectionStage.ASKED, CorrectionStage.DONE, _DECIDERS, LAW, needs=_OTHER),
        Move(CorrectionAct.REFUSE, CorrectionStage.ASKED, CorrectionStage.REFUSED, _DECIDERS, LAW, needs=_OTHER),
    ),
)


def may_ask(
    role: str, told: Mapping[str, str], known: Mapping[str, str], *, kind: str, today: date, own: bool, staff: bool
) -> list[Refusal]:
    """Everything that stands against it that somebody in this function has a person's record corrected.

    `told`: name, id_kind, id_number, evidence and reason as the clerk wrote them; `known`: the first three as they are
    on record; `kind` of person; `own`: it is the clerk's own record; `staff`: the person holds a function at a court.
    """
    if role not in ASKERS:
        return [Refusal("correction.not_your_act", LAW, facts=(("by", "、".join(sorted(ASKERS))),))]
    if own or staff:
        return [Refusal("people.staff_record", LAW)]
    found = [] if told["name"] else [Refusal("people.name_missing", LAW, ("name",))]
    wrong = check_paper(kind, told["id_kind"], told["id_number"], today=today)
    found += [wrong] if wrong else []
    for field, most in LONGEST.items():
        if not 0 < len(told[field]) <= most:
            found.append(Refusal(f"people.correction_{field}", LAW, (field,), (("most", str(most)),)))
    if all(told[field] == known[field] for field in known):
        found.append(Refusal("people.nothing_to_correct", LAW, ("name", "id_number")))
    return found


def decider_holds(*, asked_by: UUID, by: UUID | None, person: UUID) -> dict[str, bool]:
    """Which conditions of the table hold for who decides: neither who asked, nor the person."""
    return {"other_person": by is not None and by not in (asked_by, person)}

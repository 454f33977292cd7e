"""Witnesses (CPL 75-77; SI 117-120; 证据规定 67-78): who may be one, the application, and the way through the hearing.

A witness is in the hearing only from being called in to being released (证据规定 72(2), 74(2)); what a witness sees
follows from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.cases.vocabulary import CaseView, ClockView
from tongban.cases.vocabulary.agents import AuthorityView
from tongban.cases.vocabulary.witnesses import WitnessAct, WitnessState, WitnessView
from tongban.kernel.moves import Move, Procedure, roles, stay
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal

APPLICATION = "SI 117(1); 证据规定 69"
HIDDEN = Refusal("cases.no_such_witness", "在线诉讼规则 38")
_SUMMONED = (WitnessState.SUMMONED, WitnessState.BOUND)
_JUDGE = roles("judge")
_ALONE = frozenset({"alone"})
WITNESSES = Procedure(
    name="witness",
    first=WitnessState.UNNAMED,
    last=frozenset({WitnessState.REFUSED, WitnessState.RELEASED, WitnessState.CONFIRMED}),
    moves=(
        Move(WitnessAct.APPLY, WitnessState.UNNAMED, WitnessState.APPLIED, roles("party"), APPLICATION),
        Move(
            WitnessAct.CALL,
            WitnessState.UNNAMED,
            WitnessState.GRANTED,
            _JUDGE,
            "SI 96(1), 117(2); 证据规定 69(3)",
            needs=frozenset({"ground_named"}),
        ),
        Move(WitnessAct.GRANT, WitnessState.APPLIED, WitnessState.GRANTED, _JUDGE, "证据规定 70(1)"),
        Move(WitnessAct.REFUSE, WitnessState.APPLIED, WitnessState.REFUSED, _JUDGE, "证据规定 70(2)"),
        Move(
            WitnessAct.SUMMON,
            WitnessState.GRANTED,
            WitnessState.SUMMONED,
            roles("office", "clerk", "judge"),
            "CPL 76; 证据规定 70(1)",
        ),
        *stay(_SUMMONED, WitnessAct.SUMMON, roles("office", "clerk", "judge"), "CPL 76; 证据规定 70(1)"),
        *stay(_SUMMONED, WitnessAct.JOIN, roles("witness"), "在线诉讼规则 7(1), 26"),
        Move(
            WitnessAct.SIGN,
            WitnessState.SUMMONED,
            WitnessState.BOUND,
            roles("witness", "clerk", "judge"),
            "SI 119; 证据规定 71(1)",
        ),
        Move(
            WitnessAct.CALL_IN,
            WitnessState.SUMMONED,
            WitnessState.TESTIFYING,
            _JUDGE,
            "SI 119, 120; 证据规定 71",
            needs=_ALONE | {"guarantee_signed"},
        ),
        Move(
            WitnessAct.CALL_IN,
            WitnessState.BOUND,
            WitnessState.TESTIFYING,
            _JUDGE,
            "CPL 141(ii); 证据规定 74(2)",
            needs=_ALONE,
        ),
        Move(
            WitnessAct.CALL_IN,
            WitnessState.RELEASED,
            WitnessState.TESTIFYING,
            _JUDGE,
            "证据规定 74(3)",
            needs=_ALONE,
        ),
        *stay((WitnessState.TESTIFYING,), WitnessAct.SHOW, _JUDGE, "CPL 71; 证据规定 74(1)"),
        Move(
            WitnessAct.RELEASE,
            WitnessState.TESTIFYING,
            WitnessState.RELEASED,
            roles("judge", "office"),
            "证据规定 72(2), 74(2)",
        ),
        Move(
            WitnessAct.CONFIRM,
            WitnessState.RELEASED,
            WitnessState.CONFIRMED,
            roles("witness", "clerk"),
            "CPL 150",
        ),
    ),
)
"""`alone`: no other witness is in the room, or the judge has them confronted; `guarantee_signed`: or none is needed."""
_LONGEST = {"name": 120, "occupation": 60, "phone": 40, "address": 200, "relation": 200, "proves": 400, "need": 400}
"""Characters; house rules."""
_ASKED = ("name", "relation", "proves", "need")
LONGEST_REASONS = 400


@dataclass(frozen=True, slots=True)
class Application:
    """What is told of a witness, in plain text; `id_number` may be empty."""

    name: str = ""
    occupation: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""
    relation: str = ""
    proves: str = ""
    need: str = ""

    def problems(self) -> list[Refusal]:
        """What is missing or too long, all at once (证据规定 69(2))."""
        law = "证据规定 69(2)"
        found = [Refusal(f"cases.witness_{name}_missing", law, (name,)) for name in _ASKED if not getattr(self, name)]
        if not self.phone and not self.address:
            found.append(Refusal("cases.witness_contact_missing", law, ("phone", "address")))
        for name, limit in _LONGEST.items():
            if len(getattr(self, name)) > limit:
                facts = (("limit", str(limit)),)
                found.append(Refusal("cases.too_long", "house rule: lengths of answers", (name,), facts))
        return found


def check_period(case: CaseView, party: UUID, clocks: Iterable[ClockView], today: date) -> Refusal | None:
    """Whether the party's evidence period is over (SI 117(1)); while none runs, nothing is late before the hearing."""
    rule = f"evidence_{case.track}"
    own = [c.due or c.due_at for c in clocks if c.rule == rule and c.owed_by == str(party)]
    ends = [day_of(end) for end in own if end]
    if not ends or today <= max(ends):
        return None
    return Refusal("cases.witness_too_late", APPLICATION, (), (("day", max(ends).isoformat()),))


def conflicts(
    case: CaseView, authorities: Iterable[AuthorityView], known: Iterable[WitnessView], number: str, person: UUID | None
) -> list[Refusal]:
    """Why this person is no witness of this case: a party, an agent, of its bench, or named as a witness already."""

    def same(one_number: str, one: UUID | None) -> bool:
        return bool(number and one_number == number) or (person is not None and one == person)

    found = []
    if any(same(p.id_number, p.person) for p in case.everybody):
        found.append(Refusal("cases.witness_is_party", "CPL 66(1)", ("id_number",)))
    if any(same(a.id_number, a.agent) for a in authorities):
        found.append(Refusal("cases.witness_is_agent", "CPL 61, 75", ("id_number",)))
    if person is not None and person in (case.judge, case.clerk):
        found.append(Refusal("cases.witness_of_this_court", "CPL 47; SI 43(iii)", ("id_number",)))
    if any(same(w.id_number, w.person) for w in known if w.state is not WitnessState.REFUSED):
        found.append(Refusal("cases.witness_named_before", APPLICATION, ("id_number",)))
    return found

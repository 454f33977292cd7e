"""At the gate of every act: a member of staff acts in a case that the person's function opens, and in no other.

The same that opens the file's pages opens its acts: who conducts the case, or has opened it for a stated task
(`rules/opening.py`). An act records at least one fact, so none passes by.
"""

from __future__ import annotations

from uuid import UUID

from tongban.cases.events import CaseMoved
from tongban.cases.models import Case
from tongban.cases.queries.mediators import mediators_of
from tongban.cases.queries.openings import cases_opened_by, meet, not_for
from tongban.cases.queries.recusals import stands_back_in
from tongban.cases.rules.opening import ABOUT_A_PERSON, Unopened, may_act
from tongban.cases.rules.procedures import OUT_OF_HAND
from tongban.cases.rules.recusals import stands_back
from tongban.frame.acts import Recording
from tongban.kernel.actor import ActorKind
from tongban.kernel.facts import Fact
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.vocabulary import STAFF_ROLES, Role


def check_case(recording: Recording, fact: Fact, case: UUID | None) -> None:
    """Refuse what a member of staff does in a case that is not open to the person in the function of the act.

    Nor does anybody act about a person whom he or she meets in a case, as the other party above all. Parties pass
    `standing.own_party`, office clocks act under their standing rule. A case that the act itself makes is open to it.
    `Unopened` names what needs no open case.
    """
    by = recording.by
    if by.kind is not ActorKind.PERSON or by.role not in STAFF_ROLES:
        return
    about: UUID | None = getattr(fact, "person", None) if fact.NAME in ABOUT_A_PERSON else None
    if about and by.person and meet(by.person, about):
        raise Refused(Refusal("people.own_hand", "CPL 47"))
    for one in {case, getattr(fact, "case", None)}:
        if one is None or one in recording.open_cases:
            continue
        if fact.NAME not in set(Unopened):
            _judge(recording, one, stood=fact.source if isinstance(fact, CaseMoved) else "")
        elif fact.NAME != Unopened.CASE_DOCKETED:
            continue
        recording.open_cases.add(one)


def go_on_urgently(recording: Recording, case: UUID) -> None:
    """A step: what this act does is urgent; whoever stands back until a recusal is decided does it too (CPL 48(2))."""
    by = recording.by
    if by.person and by.role in STAFF_ROLES and stands_back_in(case, by.person):
        _judge(recording, case, urgent=True)
        recording.open_cases.add(case)


def _judge(recording: Recording, case: UUID, *, stood: str = "", urgent: bool = False) -> None:
    """`stood`: the stage before the act, when the act has moved the case already."""
    by = recording.by
    row = Case.objects.filter(uid=case, court=by.court).only("judge", "clerk", "stage").first()
    if row is None or by.person is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    # A case that has no judge yet is any judge's of the court: somebody must be able to take it up (CPL 40).
    conducts = {Role.JUDGE: row.judge or by.person, Role.CLERK: row.clerk}.get(Role(by.role)) == by.person
    # Whoever became a party of the own case does nothing in it: somebody else gets it, on a party's word or without.
    if conducts and not_for(by.person, {case}):
        raise Refused(Refusal("people.own_hand", "CPL 47"))
    opened = not conducts and case in cases_opened_by(by.person, {by.role: frozenset({by.court})}, recording.at)
    require(may_act(by.role, conducts=conducts, opened=opened, mediated=by.person in mediators_of(case)))
    # Where nothing is decided within the case any more, a recusal is not either: nobody waits for that.
    waits = (stood or row.stage) not in OUT_OF_HAND
    if waits and not urgent and stands_back_in(case, by.person):
        raise Refused(stands_back())

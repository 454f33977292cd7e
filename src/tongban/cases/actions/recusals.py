"""What an application for recusal does to the work of whom it is about (CPL 48(2), 50): steps of the motion."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.offices import withdraw_from
from tongban.cases.events.offices import RecusalAsked
from tongban.cases.models import Case, Recusal
from tongban.cases.queries.offices import holder_of
from tongban.cases.rules.procedures.words import Do
from tongban.cases.rules.recusals import decider, state_after
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.offices import Decider, Office, RecusalState
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import appointments_of
from tongban.people.vocabulary import Role


def stand_back(
    record: Recording, case: CaseView, *, motion: UUID, party: UUID, office: Office | None, ground: str
) -> Decider:
    """A step: whoever holds `office` stands back from now on; returns who decides.

    Refused: the same party asked before about the same person on the same ground, and was turned down.
    """
    person = holder_of(case, office) if office else None
    held = appointments_of(person, at=record.at) if person else frozenset()
    decides = decider(office, of_president=(Role.PRESIDENT.value, case.court) in held)
    asking = case.party(party)
    line = asking.line if asking else {party}
    known = Recusal.objects.filter(case=case.uid, party__in=line, person=person, ground=ground)
    if person and known.filter(state__in=[RecusalState.STAYS, RecusalState.REVIEWED]).exists():
        raise Refused(Refusal("cases.recusal_refused_before", "CPL 50", ("tie",)))
    Recusal.objects.create(
        layer=Layer.STAFF,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        motion=motion,
        party=party,
        office=office or "",
        person=person,
        ground=ground,
        decides=decides,
        state=RecusalState.ASIDE,
        asked_at=record.at,
    )
    fact = RecusalAsked(
        case=case.uid, motion=motion, office=office or "", person=person, ground=ground, decides=decides
    )
    record(fact, under="CPL 48(2), 49", case=case.uid)
    return decides


def answer_recusal(record: Recording, case: CaseView, motion: UUID, do: Do, reasons: str) -> None:
    """A step: what was done about the application takes effect; when it was granted, somebody else gets the office."""
    row = locked(Recusal.objects.filter(motion=motion)).get()
    state = state_after(do)
    assert state is not None  # noqa: S101 - only acts with an effect come here
    row.state = state
    if state in (RecusalState.LEFT, RecusalState.STAYS):
        row.decided_by, row.decided_at = record.by.person, record.at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    # Somebody who has left the office meanwhile leaves nothing to be given to another.
    if state is RecusalState.LEFT and row.office and holder_of(case, Office(row.office)) == row.person:
        withdraw_from(record, case, Office(row.office), reasons)

"""Judge or clerk of a case are replaced: asked for, decided, carried out (CPL 47-50; 法发〔2018〕23号)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.drawing import Given, draw_office, keep_assignment
from tongban.cases.actions.move import lock_own_case
from tongban.cases.events.offices import OfficeChangeAsked, OfficeChanged, OfficeChangeRefused
from tongban.cases.models import Case, OfficeChange
from tongban.cases.queries.offices import NONE_THERE, barred_from, holder_of, office_stage
from tongban.cases.rules.offices import (
    LAW,
    OFFICE,
    asks_for_own,
    decides,
    ground_named,
    may_follow,
    why_holds,
)
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.offices import ChangeGround, ChangeState, If, Office, OfficeAct, Way
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import appointments_of, staff_uids
from tongban.people.vocabulary import Role


def ask_change(case: UUID, office: str, ground: str, reasons: str, *, by: Actor, at: datetime) -> UUID:
    """The judge of the case, or its clerk for the own office, asks the president for somebody else.

    Refused: no ground or reasons, a case that is over, another's office, a request that waits already.
    """
    with act(by=by, at=at) as record:
        view, kind, why = lock_own_case(record, case), _office(office), ground_named(ground)
        holds = why_holds(view, why, reasons) | {If.OWN_OFFICE: asks_for_own(by.role, kind)}
        law = _decided(view, kind, OfficeAct.ASK, by, holds)
        assert why is not None  # noqa: S101 - the table needs a ground
        row = _keep(view, kind, why, reasons, state=ChangeState.ASKED, at=at, asked_by=by.person)
        fact = OfficeChangeAsked(case=case, change=row.uid, office=kind, ground=why, reasons=_digest(reasons))
        record(fact, under=law, case=case)
    return row.uid


def decide_change(
    change: UUID, *, grant: bool, named: UUID | None = None, reference: str = "", by: Actor, at: datetime
) -> None:
    """The president grants the request or not. `named`: who gets the office; else chance decides.

    Refused: another function, a request that was decided, a president's own recusal without the committee's decision,
    somebody who may not get the office, nobody who could.
    """
    with act(by=by, at=at) as record:
        found = OfficeChange.objects.filter(uid=change, court=by.court).first()
        if found is None or found.case is None:
            raise Refused(NONE_THERE)
        view, kind = lock_own_case(record, found.case), Office(found.office)
        row, why = locked(OfficeChange.objects.filter(uid=change)).get(), ChangeGround(found.ground)
        if row.state != ChangeState.ASKED:
            raise Refused(Refusal("offices.decided_before", LAW))
        holds = why_holds(view, why, row.reasons) | _deciding(record, view, kind, why, reference)
        law = _decided(view, kind, OfficeAct.GRANT if grant else OfficeAct.REFUSE, by, holds)
        row.state = ChangeState.GRANTED if grant else ChangeState.REFUSED
        row.decided_by, row.decided_at, row.reference = by.person, at, reference.strip()
        row.save(update_fields=["state", "decided_by", "decided_at", "reference"])
        if grant:
            _pass_on(record, view, kind, why, row.reasons, named, law)
        else:
            record(OfficeChangeRefused(case=view.uid, change=change, office=kind), under=law, case=view.uid)


def replace_in_case(
    case: UUID,
    office: str,
    ground: str,
    reasons: str,
    *,
    named: UUID | None = None,
    reference: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """The president replaces judge or clerk without a request; the judge of the case a clerk who must withdraw.

    A case that nobody conducts gets somebody without a ground. The reasons are kept as those of a request that is
    granted, with nobody who asked. Returns who. Refused as `ask_change`, `decide_change`.
    """
    with act(by=by, at=at) as record:
        view, kind, why = lock_own_case(record, case), _office(office), ground_named(ground)
        holds = why_holds(view, why, reasons) | _deciding(record, view, kind, why, reference)
        if holder_of(view, kind) is None:
            why, reasons = None, ""
            holds |= {If.GROUND_NAMED: True, If.REASONS_GIVEN: True}
        law = _decided(view, kind, OfficeAct.REPLACE, by, holds)
        if why is not None:
            _keep(view, kind, why, reasons, state=ChangeState.GRANTED, at=at, by=by.person, reference=reference)
        return _pass_on(record, view, kind, why, reasons, named, law)


def withdraw_from(record: Recording, case: CaseView, office: Office, reasons: str) -> UUID:
    """A step: who holds the office withdraws as a party asked (CPL 47-50); chance gives it to somebody else.

    A change that was asked for on another ground has its answer with it.
    """
    asked = OfficeChange.objects.filter(case=case.uid, office=office, state=ChangeState.ASKED)
    if not asked.update(state=ChangeState.GRANTED, decided_by=record.by.person, decided_at=record.at):
        granted, by = ChangeState.GRANTED, record.by.person
        _keep(case, office, ChangeGround.RECUSAL, reasons, state=granted, at=record.at, by=by)
    return _pass_on(record, case, office, ChangeGround.RECUSAL, reasons, None, "CPL 47-50")


def _keep(  # noqa: PLR0913 - what the row consists of
    case: CaseView,
    office: Office,
    ground: ChangeGround,
    reasons: str,
    *,
    state: ChangeState,
    at: datetime,
    asked_by: UUID | None = None,
    by: UUID | None = None,
    reference: str = "",
) -> OfficeChange:
    """The request, or the decision `by` somebody without one, as the court keeps it for itself."""
    return OfficeChange.objects.create(
        layer=Layer.STAFF,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        office=office,
        before=holder_of(case, office),
        ground=ground,
        reasons=reasons.strip(),
        reference=reference.strip(),
        state=state,
        asked_by=asked_by,
        asked_at=at,
        decided_by=by,
        decided_at=at if by else None,
    )


def _office(office: str) -> Office:
    if office not in set(Office):
        raise Refused(Refusal("offices.office_unknown", LAW, ("office",)))
    return Office(office)


def _decided(case: CaseView, office: Office, what: OfficeAct, by: Actor, holds: dict[str, bool]) -> str:
    """The article under which the table allows the act; refused as it refuses."""
    move = OFFICE.decide(office_stage(case.uid, office), what, role=by.role, holds=guards(holds.items()))
    if isinstance(move, Refusal):
        raise Refused(move)
    return move.law


def _deciding(
    record: Recording, case: CaseView, office: Office, ground: ChangeGround | None, reference: str
) -> dict[str, bool]:
    held = appointments_of(case.judge, at=record.at) if case.judge else frozenset()
    of_president = (Role.PRESIDENT.value, case.court) in held
    conducts = record.by.person == case.judge
    return decides(record.by.role, office, ground, conducts=conducts, of_president=of_president, reference=reference)


def _pass_on(
    record: Recording,
    case: CaseView,
    office: Office,
    ground: ChangeGround | None,
    reasons: str,
    named: UUID | None,
    law: str,
) -> UUID:
    """The office passes on; who held it sees the file no more, who gets it does from this moment on."""
    before, barred, row = holder_of(case, office), barred_from(case, office), Case.objects.get(uid=case.uid)
    given: Given | None
    if named is not None:
        serves = named in staff_uids(case.court, office.value, at=record.at)
        require(may_follow(named, before=before, serves=serves, barred=named in barred))
        given = Given(named, office, row.division, Way.NAMED)
    else:
        given = draw_office(
            record,
            office,
            court=case.court,
            number=case.number,
            division=row.division,
            cause=case.cause,
            barred=barred,
        )
    if given is None:
        raise Refused(Refusal("offices.nobody_left", LAW, ("named",)))
    Case.objects.filter(uid=case.uid).update(**{office.value: given.person})
    keep_assignment(record, row, given, ground)
    fact = OfficeChanged(
        case=case.uid,
        office=office,
        before=before,
        after=given.person,
        way=given.way,
        ground=ground or "",
        reasons=_digest(reasons) if reasons.strip() else "",
    )
    record(fact, under=law, case=case.uid)
    return given.person


def _digest(reasons: str) -> str:
    return hashlib.sha256(reasons.strip().encode()).hexdigest()

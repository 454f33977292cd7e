"""Ordering a service of papers, noting arrivals and failures: the steps that all ways share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.queries import case_by_uid, dead_among, died_on
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.actions.tasks import open_task, settle
from tongban.delivery.events import (
    AttemptArrived,
    AttemptFailed,
    AttemptMade,
    DispatchOrdered,
    EarlierArrivalShown,
    PartyServed,
    ServiceFailed,
)
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper, PublicNotice
from tongban.delivery.rules.stages import SERVICE
from tongban.delivery.rules.ways import effective
from tongban.delivery.vocabulary import (
    OVER,
    Arrival,
    AttemptState,
    Channel,
    DispatchAct,
    DispatchState,
    Planned,
    Purpose,
)
from tongban.delivery.vocabulary.owed import TaskKind
from tongban.frame.acts import Recording, locked
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused, require

CAME_TOO_LATE, OVERTAKEN = "addressee_dead", "overtaken"
"""Why a way failed that led to somebody who had died, or whose papers went out anew, or say what holds no more."""


def order(
    record: Recording, case: UUID | CaseView, document_uid: UUID | Sequence[UUID], party_uid: UUID, purpose: str
) -> UUID:
    """A step: papers are to be served on a party; returns the dispatch's uid.

    They go out when all of them are made. The same papers ordered again for the same party and purpose give the same
    dispatch. Papers that must be signed first are ordered after their signature. Refused: no such party, no paper.
    """
    case = case_by_uid(case) if isinstance(case, UUID) else case
    papers = [document_uid] if isinstance(document_uid, UUID) else list(document_uid)
    party = party_of(case, party_uid)
    if not papers:
        raise Refused(Refusal("delivery.no_papers", "CPL 87"))
    known = _ordered_before(case, papers, party, purpose)
    if known is not None:
        return known
    dispatch = Dispatch.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        holder=party.person,
        party=party.uid,
        purpose=Purpose(purpose),
        ordered_at=record.at,
    )
    DispatchPaper.objects.bulk_create(
        DispatchPaper(dispatch=dispatch, document=uid, order=n) for n, uid in enumerate(papers, start=1)
    )
    fact = DispatchOrdered(case=case.uid, dispatch=dispatch.uid, party=party.uid, purpose=purpose, papers=tuple(papers))
    record(fact, under="CPL 87", case=case.uid)
    return dispatch.uid


def _ordered_before(case: CaseView, papers: list[UUID], party: PartyView, purpose: str) -> UUID | None:
    before = Dispatch.objects.filter(case=case.uid, party=party.uid, purpose=purpose)
    for row in before.exclude(state__in=OVER):
        if set(papers_of(row)) == set(papers):
            return row.uid
    return None


def papers_of(dispatch: Dispatch) -> tuple[UUID, ...]:
    """The papers of a dispatch, in order."""
    return tuple(DispatchPaper.objects.filter(dispatch=dispatch).order_by("order").values_list("document", flat=True))


def party_of(case: CaseView, uid: UUID) -> PartyView:
    """The party of the case with this uid. Raises `Refused`."""
    party = case.party(uid)
    if party is None:
        raise Refused(Refusal("delivery.no_such_party", "CPL 87"))
    return party


def office_viewer(court: str, at: datetime, case: UUID | None) -> Viewer:
    """The clerk's office itself at work in `case`, which sees its file."""
    return Viewer.office(court, at, case)


def move(record: Recording, dispatch: Dispatch, act: DispatchAct) -> Move:
    """A step: the dispatch moves by its table. The caller holds its lock. Raises `Refused`."""
    found = SERVICE.decide(dispatch.state, act, role=record.by.role)
    if isinstance(found, Refusal):
        raise Refused(found)
    dispatch.state = DispatchState(found.target)
    return found


def attempt(record: Recording, dispatch: Dispatch, way: Planned, address: str) -> Attempt:
    """A step: one way is taken. It is under way at once; letters, e-mails and messages wait for their turn."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    waits = way.channel in (Channel.LETTER, Channel.EMAIL, Channel.MESSAGE, Channel.SMS)
    row = Attempt.objects.create(
        layer=Layer.STAFF,
        court=dispatch.court,
        case=dispatch.case,
        dispatch=dispatch,
        channel=way.channel,
        state=AttemptState.QUEUED if waits else AttemptState.SENT,
        counts=way.counts,
        address=address,
        queued_at=record.at,
        sent_at=None if waits else record.at,
    )
    fact = AttemptMade(
        case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, channel=way.channel, counts=way.counts
    )
    record(fact, under="CPL 90, 91", case=dispatch.case)
    return row


def lock(uid: UUID) -> Dispatch:
    """The dispatch, locked until the act ends."""
    return locked(Dispatch.objects.filter(uid=uid)).get()


def arrived(
    record: Recording,
    dispatch: Dispatch,
    row: Attempt,
    *,
    at: datetime,
    law: str,
    evidence: str = "",
    whole_day: bool = False,
) -> None:
    """A step: the papers reached the party by this way. The first valid arrival is the service (在线诉讼规则 31(4)).

    A proof that comes in later and shows an earlier day is kept beside it and shown to a person: periods that people
    rely on do not move by themselves. What came after the recipient's death served nobody: it waits for the heirs.
    """
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    died = died_on(dispatch.party)
    if died is not None and died <= timezone.localtime(at).date():
        failed(record, dispatch, row, CAME_TOO_LATE, law="SI 55")
        return
    row.state, row.arrived_at, row.whole_day, row.evidence = AttemptState.ARRIVED, at, whole_day, evidence
    row.sent_at = row.sent_at or at
    row.save(update_fields=["state", "arrived_at", "whole_day", "evidence", "sent_at"])
    fact = AttemptArrived(
        case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, channel=row.channel, at=at, evidence=evidence
    )
    record(fact, under=law, case=dispatch.case)
    already = dispatch.served_at
    move(record, dispatch, DispatchAct.NOTE_ARRIVAL)
    if already is None:
        _served(record, dispatch, Arrival(Channel(row.channel), at, law, whole_day))
    else:
        _compare(record, dispatch, row, Arrival(Channel(row.channel), at, law, whole_day))
    settle(record, dispatch)


def _served(record: Recording, dispatch: Dispatch, arrival: Arrival) -> None:
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    dispatch.served_at, dispatch.served_by, dispatch.law = arrival.at, arrival.channel, arrival.law
    dispatch.whole_day = arrival.whole_day
    dispatch.save(update_fields=["state", "served_at", "served_by", "law", "whole_day"])
    fact = PartyServed(
        case=dispatch.case,
        dispatch=dispatch.uid,
        party=dispatch.party,
        purpose=dispatch.purpose,
        papers=papers_of(dispatch),
        channel=arrival.channel,
        served_at=arrival.at,
        whole_day=arrival.whole_day,
    )
    record(fact, under=arrival.law, case=dispatch.case)


def _compare(record: Recording, dispatch: Dispatch, row: Attempt, later: Arrival) -> None:
    assert dispatch.served_at is not None  # noqa: S101 - the caller has looked
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    noted = Arrival(
        Channel(dispatch.served_by), timezone.localtime(dispatch.served_at), dispatch.law, dispatch.whole_day
    )
    shown = Arrival(later.channel, timezone.localtime(later.at), later.law, later.whole_day)
    first = effective([noted, shown])
    if first is shown and shown.at.date() < noted.at.date():
        dispatch.earlier = shown.at.date()
        dispatch.save(update_fields=["earlier"])
        fact = EarlierArrivalShown(
            case=dispatch.case, dispatch=dispatch.uid, party=dispatch.party, day=dispatch.earlier
        )
        record(fact, under="在线诉讼规则 31(4)", case=dispatch.case)
        open_task(
            record,
            TaskKind.EARLIER_PROOF,
            court=dispatch.court,
            case=dispatch.case,
            dispatch=dispatch,
            attempt=row,
            says=dispatch.earlier.isoformat(),
        )


def failed(record: Recording, dispatch: Dispatch, row: Attempt, why: str, *, law: str) -> None:
    """A step: this way did not lead to the party. When no other is left, a person has to decide."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    row.state, row.why = AttemptState.FAILED, why
    row.save(update_fields=["state", "why"])
    fact = AttemptFailed(case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, channel=row.channel, why=why)
    record(fact, under=law, case=dispatch.case)
    left = Attempt.objects.filter(dispatch=dispatch, counts=True).exclude(state=AttemptState.FAILED)
    if dispatch.state == DispatchState.UNDER_WAY and not left.exists():
        move(record, dispatch, DispatchAct.NOTE_FAILURE)
        dispatch.save(update_fields=["state"])
        lost = ServiceFailed(case=dispatch.case, dispatch=dispatch.uid, party=dispatch.party, purpose=dispatch.purpose)
        record(lost, under=law, case=dispatch.case)
    settle(record, dispatch)


def take_back(record: Recording, papers: Collection[UUID]) -> None:
    """A step: what these papers say does not hold any more, so they are served no more; what was served stays so."""
    named = DispatchPaper.objects.filter(document__in=papers).values("dispatch")
    for row in locked(Dispatch.objects.filter(id__in=named).order_by("id")):
        if row.state in (DispatchState.SERVED, *OVER) or not set(papers_of(row)) <= set(papers):
            continue
        move(record, row, DispatchAct.TAKE_BACK)
        row.save(update_fields=["state"])
        for way in Attempt.objects.filter(dispatch=row, state=AttemptState.QUEUED):
            failed(record, row, way, OVERTAKEN, law="CPL 139")
        PublicNotice.objects.filter(attempt__dispatch=row, until__gt=record.at).update(until=record.at)
        settle(record, row)


def take_way(record: Recording, dispatch: Dispatch, act: DispatchAct, channel: Channel, address: str = "") -> Attempt:
    """A step: somebody takes a further way by hand. The caller holds the lock. Raises `Refused`."""
    require(_reaches_nobody(dispatch))
    move(record, dispatch, act)
    dispatch.save(update_fields=["state"])
    row = attempt(record, dispatch, Planned(channel), address)
    settle(record, dispatch)
    return row


def _reaches_nobody(dispatch: Dispatch) -> Refusal | None:
    """Nothing is served on the dead: the heirs are called, who are served then (SI 55)."""
    return Refusal("delivery.addressee_dead", "SI 55; CPL 87") if dead_among([dispatch.party]) else None


def own_dispatch(record: Recording, uid: UUID) -> Dispatch:
    """A step: a service of the actor's court, locked; its papers are made. Raises `Refused`."""
    row = locked(Dispatch.objects.filter(uid=uid, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_dispatch", "CPL 87"))
    return row

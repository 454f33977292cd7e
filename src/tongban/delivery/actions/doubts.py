"""Doubts about an arrival: mail that came back later, what a party says against it, and the judge's decision.

What counted goes on counting until a person has decided (SI 135(2); 在线诉讼规则 31(2); 邮寄送达规定 11(2)).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.standing import own_party
from tongban.cases.events import JoiningNotAwaited
from tongban.cases.law import TIME_TO_LINK
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.delivery.actions.dispatch import lock, move, order, papers_of
from tongban.delivery.actions.proofs import arrival_of, cuts_off, is_over, other_proof, still_earlier, take_proof
from tongban.delivery.actions.tasks import close_task, open_task
from tongban.delivery.events import DoubtDecided, MailBounced, ServiceContested
from tongban.delivery.models import Attempt, Dispatch, ServiceTask
from tongban.delivery.queries import reached
from tongban.delivery.queries.addresses import BOUNCED
from tongban.delivery.rules.doubts import Proven, doubt_flaws, words_flaw
from tongban.delivery.rules.effects import TIME_TO_JOIN, periods_of
from tongban.delivery.rules.returned import leans_on
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, DispatchState, Purpose
from tongban.delivery.vocabulary.owed import DoubtEnd, TaskKind
from tongban.delivery.vocabulary.post import Bounce
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

_BOUNCE, _EARLIEST = "SI 135(2)", "在线诉讼规则 31(4)"


def take_bounce(bounce: Bounce, *, at: datetime) -> None:
    """A mail server says that a message did not reach its mailbox. Told twice, it is one bounce.

    A service that rests on that message becomes a judge's task, and its day stays what it is until then. Where the
    papers also arrived by another way on the same day or before, and for reminders, it is only noted.
    """
    row = Attempt.objects.filter(uid=bounce.attempt, channel=Channel.EMAIL).select_related("dispatch").first()
    if row is None or not bounce.final:
        return
    with act(by=Actor.office(row.court, "SI 135: mail that came back is noted"), at=at) as record:
        dispatch = lock(row.dispatch.uid)
        row.refresh_from_db()
        if row.why.startswith(BOUNCED) or row.state == AttemptState.FAILED:
            raise NothingToDo
        assert dispatch.case is not None  # noqa: S101 - papers are served in a case
        row.why = f"{BOUNCED}{bounce.status}"[:40]
        row.save(update_fields=["why"])
        fact = MailBounced(
            case=dispatch.case,
            dispatch=dispatch.uid,
            attempt=row.uid,
            status=bounce.status,
            evidence=bounce.digest,
        )
        record(fact, under=_BOUNCE, case=dispatch.case)
        if row.counts and _rests_on(dispatch, row):
            _doubt(record, TaskKind.BOUNCED, dispatch, row, bounce.status, bounce.digest)


def contest_service(record: Recording, *, case: UUID, dispatch: str, says: str) -> None:
    """A step of a party: the papers did not reach it, or later than the court shows; a judge decides.

    Refused: no such papers of the party, nothing was served yet, no words.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    require(words_flaw(says, "says"))
    row = locked(Dispatch.objects.filter(reached(party), case=case, state=DispatchState.SERVED))
    found = next((one for one in row if str(one.uid) == dispatch), None)
    if found is None:
        raise Refused(Refusal("delivery.no_such_dispatch", "在线诉讼规则 38"))
    served = _arrivals(found).filter(channel=found.served_by, arrived_at=found.served_at).earliest("id")
    _doubt(record, TaskKind.CONTESTED, found, served, says.strip(), "")
    fact = ServiceContested(case=case, dispatch=found.uid, party=party.uid)
    record(fact, under="SI 135(2); 邮寄送达 11(2)", case=case)


def decide_doubt(task: UUID, end: str, *, reasons: str, by: Actor, at: datetime) -> None:
    """A judge decides, with reasons: the service stands, another proof of it counts, or it falls and the same papers
    are served anew. A proof that shows an earlier day the clerk takes or sets aside, too.

    When it falls, the periods that ran for the party from it end; when another proof counts, they begin on its day.
    Refused where others rely on a period that ran from it (a judgment, a ruling that may be appealed, a notice to pay):
    there the party's own period is restored instead (CPL 86); and where that day would cut the party off at once.
    """
    with act(by=by, at=at) as record:
        row = locked(ServiceTask.objects.filter(uid=task, court=by.court)).first()
        if row is None or row.dispatch_id is None or row.attempt_id is None:
            raise Refused(Refusal("delivery.no_such_task", _BOUNCE))
        dispatch = lock(Dispatch.objects.get(id=row.dispatch_id).uid)
        assert dispatch.case is not None  # noqa: S101 - papers are served in a case
        open_still = row.closed_at is None
        purpose, ran = Purpose(dispatch.purpose), _ran_from(dispatch)
        proof = other_proof(row) if end == DoubtEnd.COUNTS else None
        proven = Proven(proof is not None, is_over(dispatch), proof is not None and cuts_off(dispatch, proof, at))
        require(
            doubt_flaws(
                end,
                reasons,
                role=by.role,
                open_still=open_still,
                purpose=purpose,
                kind=TaskKind(row.kind),
                ran=ran,
                proven=proven,
            )
        )
        digest = hashlib.sha256(reasons.strip().encode()).hexdigest()
        fact = DoubtDecided(case=dispatch.case, dispatch=dispatch.uid, task=row.uid, end=end, reasons=digest)
        record(fact, under=_EARLIEST if row.kind == TaskKind.EARLIER_PROOF else _BOUNCE, case=dispatch.case)
        for one in _decided_with(row, end):
            close_task(record, one, end=end, reasons=reasons.strip(), digest=digest)
        if end == DoubtEnd.FALLS:
            _fall(record, dispatch)
        elif proof is not None:
            take_proof(record, dispatch, proof)
        dispatch.earlier = still_earlier(dispatch)
        dispatch.save(update_fields=["earlier"])


def _decided_with(row: ServiceTask, end: str) -> QuerySet[ServiceTask]:
    """Two doubts about one service end with one decision; each further proof has its own, unless the service falls."""
    found = ServiceTask.objects.filter(dispatch=row.dispatch, attempt__isnull=False, closed_at__isnull=True)
    if row.kind == TaskKind.EARLIER_PROOF:
        return found.filter(id=row.id)
    return found if end == DoubtEnd.FALLS else found.exclude(kind=TaskKind.EARLIER_PROOF)


def _ran_from(dispatch: Dispatch) -> bool:
    """Whether a period of the party, or of who took its place, began on the day of this service."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    day = timezone.localtime(dispatch.served_at).date() if dispatch.served_at else None
    stand = {str(one.uid) for one in case_by_uid(dispatch.case).stand_for(dispatch.party)}
    return any(one.owed_by in stand and one.started == day for one in clocks_of(dispatch.case))


def _fall(record: Recording, dispatch: Dispatch) -> None:
    """A step: the service falls and the papers go out anew to who stands there now; nobody is left without
    a service or a task.
    """
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    move(record, dispatch, DispatchAct.LET_FALL)
    dispatch.save(update_fields=["state"])
    case = case_by_uid(dispatch.case)
    rules, papers = periods_of(Purpose(dispatch.purpose), case.track), list(papers_of(dispatch))
    for party in case.stand_for(dispatch.party):
        for rule in rules:
            meet_clock(record, case.uid, rule, owed_by=str(party.uid))
        if TIME_TO_JOIN in rules and not party.joined:
            meet_clock(record, case.uid, TIME_TO_LINK, owed_by=str(party.uid))
            fact = JoiningNotAwaited(case=case.uid, party=party.uid)
            record(fact, under="在线诉讼规则 10", case=case.uid)
        order(record, case, papers, party.uid, dispatch.purpose)


def _doubt(record: Recording, kind: TaskKind, dispatch: Dispatch, row: Attempt, says: str, evidence: str) -> None:
    open_task(
        record,
        kind,
        court=dispatch.court,
        case=dispatch.case,
        dispatch=dispatch,
        attempt=row,
        says=says,
        evidence=evidence,
    )


def _arrivals(dispatch: Dispatch) -> QuerySet[Attempt]:
    return Attempt.objects.filter(dispatch=dispatch, state=AttemptState.ARRIVED)


def _rests_on(dispatch: Dispatch, row: Attempt) -> bool:
    if dispatch.state != DispatchState.SERVED:
        return False
    arrivals = {one.uid: arrival_of(one) for one in _arrivals(dispatch)}
    return row.uid in arrivals and leans_on(arrivals[row.uid], arrivals.values())

"""The court that asked another to serve or to print papers calls them back, as long as that court has not done it; the
service in its case then goes on by another way (CPL 91; SI 134).

A call is a signed message like the papers themselves. The asked court's office gives the papers back by its ordinary
answer, or notes that it is too late; both logs tell it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.cooperation.actions.log import lines_of, take_lines_of, write_line
from tongban.cooperation.actions.reading import MALFORMED, uid
from tongban.cooperation.actions.service_ask import LAWS, result_of
from tongban.cooperation.events import ServiceErrandCalledBack, ServiceErrandGoesOn, ServiceResultNoted
from tongban.cooperation.models import ServiceErrand
from tongban.cooperation.rules.service import AT_ENTRUSTED_COURT, AT_ENTRUSTING_COURT
from tongban.cooperation.vocabulary import SERVICE_CALLED_BACK
from tongban.cooperation.vocabulary.service import ErrandAct, ErrandKind, ErrandStage
from tongban.delivery.actions.elsewhere import take_result
from tongban.delivery.law import ENTRUSTED
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

_NO_SUCH = Refusal("cooperation.no_such_matter", "在线诉讼规则 38")


def call_back(errand: UUID, *, by: Actor, at: datetime) -> None:
    """Clerk or judge call papers back that another court has not served yet. What has not left yet ends at once.

    Refused: no such errand of this court, it was answered, called back before, or the papers are with the post.
    """
    with act(by=by, at=at) as record:
        row = locked(ServiceErrand.objects.filter(uid=errand, outgoing=True, court=by.court)).first()
        if row is None:
            raise Refused(_NO_SUCH)
        law = LAWS[ErrandKind(row.kind)]
        move = AT_ENTRUSTING_COURT.decide(row.stage, ErrandAct.CALL_BACK, role=by.role)
        if isinstance(move, Refusal):
            raise Refused(move)
        if row.called_back_at is not None:
            raise Refused(Refusal("cooperation.called_back_before", law))
        if row.posted_on is not None:
            raise Refused(Refusal("cooperation.with_the_post", law, facts=(("number", row.number),)))
        row.called_back_at, row.stage = at, move.target
        write_line(record, row.errand, "", "called_back", court=row.from_court)
        envelope = None
        if row.stage == ErrandStage.ANSWERED:
            told = _given_back(record)
            row.result, row.answered_at = result_of(told, ()), at
            take_result(record, row.attempt, told)
        elif row.peer:
            envelope = send(record, peer=row.peer, kind=SERVICE_CALLED_BACK, body=_body(row))
        row.save(update_fields=["stage", "called_back_at", "result", "answered_at"])
        record(ServiceErrandCalledBack(errand=row.errand, envelope=envelope), under=law, case=row.case)


def _body(row: ServiceErrand) -> dict[str, Any]:
    return {"errand": str(row.errand), "log": lines_of(row.errand, court=row.from_court)}


def _given_back(record: Recording) -> ServiceResult:
    return ServiceResult(Outcome.UNDONE, timezone.localtime(record.at).date(), why=Undone.CALLED_BACK)


def take_call_back(work: DueWork, envelope: Envelope) -> None:
    """Envelope `service-called-back`: another platform's court wants its papers back. It may overtake the papers
    themselves, and is then tried again.
    """
    try:
        errand, lines = uid(envelope.body["errand"]), list(envelope.body["log"])
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.call_unreadable", ENTRUSTED)) from bad
    _answer(work, ServiceErrand.objects.filter(errand=errand, peer=envelope.sender, outgoing=False), lines)


def take_call_back_beside(work: DueWork) -> None:
    """Reaction to `ServiceErrandCalledBack`: within one platform the call is there at once."""
    row = ServiceErrand.objects.get(errand=UUID(work.entry.body["errand"]), outgoing=True)
    if not row.peer and row.stage != ErrandStage.ANSWERED:
        _answer(work, ServiceErrand.objects.filter(errand=row.errand, peer="", outgoing=False), [])


def _answer(work: DueWork, rows: QuerySet[ServiceErrand], lines: list[dict[str, Any]]) -> None:
    """The papers go back, or it is too late: they are served, sent back, or with the post."""
    known = rows.first()
    if known is None:
        raise Refused(_NO_SUCH)
    with act(by=Actor.office(known.to_court, "SI 134: who asked calls back"), at=work.now, fulfils=work) as record:
        row, law = locked(rows).get(), LAWS[ErrandKind(known.kind)]
        if row.called_back_at is not None:
            raise NothingToDo
        row.called_back_at = work.now
        take_lines_of(row.errand, row.from_court, lines)
        move = AT_ENTRUSTED_COURT.decide(row.stage, ErrandAct.GIVE_BACK, role=record.by.role)
        if isinstance(move, Refusal) or row.posted_on is not None:
            row.save(update_fields=["called_back_at"])
            write_line(record, row.errand, row.peer, "too_late", court=row.to_court)
            record(ServiceErrandGoesOn(errand=row.errand), under=law)
            return
        told = _given_back(record)
        row.stage, row.result = move.target, result_of(told, ())
        row.save(update_fields=["called_back_at", "stage", "result"])
        write_line(record, row.errand, "", "given_back", court=row.to_court)
        record(ServiceResultNoted(errand=row.errand, outcome=told.outcome, certificate=None), under=law)

"""Text and instant messages to a party: handed to the service, and what it reports (在线诉讼规则 29, 31, 32; SI 135).

A text message names no paper and serves nothing (32). An instant message to an account that the party confirmed for
electronic service counts from its arrival at that account, which the service reports (29(1), 31(1)).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import arrived, failed, lock, office_viewer, papers_of
from tongban.delivery.actions.unsent import give_over, no_longer
from tongban.delivery.adapters.messages import Message, messenger
from tongban.delivery.events import AttemptArrived, MessageHandedOver
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.rules.papers import message_text
from tongban.delivery.vocabulary import OVER, AttemptState, Channel
from tongban.delivery.vocabulary.post import Report
from tongban.documents.queries import document
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

CHANNELS = (Channel.SMS, Channel.MESSAGE)
_LAW = "SI 135; 在线诉讼规则 31(1)"
_REMINDER = "在线诉讼规则 32"


def send_message(work: DueWork) -> None:
    """Reaction to `AttemptMade`: hand the message to the service; killed in between, it is handed over again, alike."""
    row = Attempt.objects.filter(uid=UUID(work.entry.body["attempt"])).select_related("dispatch").first()
    service = messenger()
    if row is None or row.channel not in CHANNELS or row.state != AttemptState.QUEUED or service is None:
        return
    if over := no_longer(row):
        give_over(work, row, over)
        return
    service.take(Message(row.uid, Channel(row.channel), row.address, _text(row, work.now)))
    office = Actor.office(row.court, "在线诉讼规则 29: electronic service")
    with act(by=office, at=work.now, fulfils=work) as record:
        dispatch = lock(row.dispatch.uid)
        row.state, row.sent_at = AttemptState.SENT, work.now
        row.save(update_fields=["state", "sent_at"])
        assert dispatch.case is not None  # noqa: S101 - papers are served in a case
        fact = MessageHandedOver(case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, channel=row.channel)
        record(fact, under=_LAW if row.counts else _REMINDER, case=dispatch.case)


def take_report(report: Report, *, at: datetime) -> None:
    """The service reports of a message; told twice, or of a message that nobody sent, nothing happens."""
    row = Attempt.objects.filter(uid=report.attempt, channel__in=CHANNELS).first()
    if row is None:
        return
    with act(by=Actor.office(row.court, "在线诉讼规则 29: electronic service"), at=at) as record:
        dispatch = lock(Dispatch.objects.get(id=row.dispatch_id).uid)
        row.refresh_from_db()
        if row.state != AttemptState.SENT or dispatch.state in OVER:
            raise NothingToDo
        if not report.arrived:
            failed(record, dispatch, row, f"message_{report.why}", law=_LAW)
        elif row.counts:
            arrived(record, dispatch, row, at=at, law=_LAW)
        else:
            _reminded(record, dispatch, row, at)


def _reminded(record: Recording, dispatch: Dispatch, row: Attempt, at: datetime) -> None:
    """A step: a reminder reached its telephone, which serves nothing."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    row.state, row.arrived_at = AttemptState.ARRIVED, at
    row.save(update_fields=["state", "arrived_at"])
    fact = AttemptArrived(
        case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, channel=row.channel, at=at, evidence=""
    )
    record(fact, under=_REMINDER, case=dispatch.case)


def _text(row: Attempt, now: datetime) -> str:
    assert row.case is not None  # noqa: S101 - papers are served in a case
    case = case_by_uid(row.case)
    viewer = office_viewer(row.court, now, row.case)
    titles = [paper.title for uid in papers_of(row.dispatch) if (paper := document(viewer, uid))]
    return message_text(
        court_name=court_name(case.court, timezone.localtime(now).date()),
        number=case.number,
        titles=titles if row.counts else [],
        url=settings.TONGBAN.public_url,
    )

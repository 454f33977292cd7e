"""E-mail to a party: a way of service with the papers attached, or a reminder that names nothing."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import arrived, failed, lock, office_viewer, papers_of
from tongban.delivery.actions.unsent import give_over, no_longer
from tongban.delivery.adapters.mail import ATTACHED_LIMIT, Letter, MailRefused, mail_is_on, send_mail
from tongban.delivery.events import AttemptArrived
from tongban.delivery.models import Attempt
from tongban.delivery.rules.papers import mail_text
from tongban.delivery.vocabulary import AttemptState, Channel
from tongban.documents.actions.blobs import open_content
from tongban.documents.queries import document
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

_LAW = "SI 135; 在线诉讼规则 31(1)"
_REMINDER = "在线诉讼规则 32"
_WHOLE_WITH = frozenset({Layer.CASE, Layer.STAFF})
"""Layers of papers with which a message is whole: what is attached, and the staff's, which the recipient needs not."""


def send_email(work: DueWork) -> None:
    """Reaction to `AttemptMade`: send the e-mail, outside any transaction, and note what the mail server said.

    The day on which the court's system shows that it was sent is the day of arrival, unless the recipient proves
    another (SI 135(2)). A server that is away is tried again; a refused address fails this way for good. So does a
    message that waited until its recipient was let out of the consent, or had died: it is not sent any more.
    """
    row = Attempt.objects.filter(uid=UUID(work.entry.body["attempt"])).select_related("dispatch").first()
    if row is None or row.channel != Channel.EMAIL or row.state != AttemptState.QUEUED:
        return
    if over := no_longer(row):
        give_over(work, row, over)
        return
    refused, digest = "", ""
    letter, whole = _letter(row, work)
    try:
        digest = send_mail(letter)
    except MailRefused as no:
        refused = f"smtp_{no.code}"
    with act(by=Actor.office(row.court, "在线诉讼规则 29: electronic service"), at=work.now, fulfils=work) as record:
        dispatch = lock(row.dispatch.uid)
        row.sent_at = work.now
        row.save(update_fields=["sent_at"])
        if refused:
            failed(record, dispatch, row, refused, law=_LAW)
        elif row.counts and whole:
            arrived(record, dispatch, row, at=work.now, law=_LAW, evidence=digest)
        else:
            row.state, row.evidence, row.counts = AttemptState.SENT, digest, False
            row.save(update_fields=["state", "evidence", "counts"])
            assert dispatch.case is not None  # noqa: S101 - papers are served in a case
            fact = AttemptArrived(
                case=dispatch.case,
                dispatch=dispatch.uid,
                attempt=row.uid,
                channel=row.channel,
                at=work.now,
                evidence=digest,
            )
            record(fact, under=_REMINDER, case=dispatch.case)


def send_note(key: str, to: str, subject: str, body: str) -> bool:
    """Send a message that serves nothing; False when this platform has no mail server, or the server refuses it."""
    if not mail_is_on():
        return False
    try:
        send_mail(Letter(key, to, subject, body, ()))
    except MailRefused:
        return False
    return True


def _letter(row: Attempt, work: DueWork) -> tuple[Letter, bool]:
    """The message, and whether all papers are in it: without them it only reminds."""
    assert row.case is not None  # noqa: S101 - papers are served in a case
    case = case_by_uid(row.case)
    viewer = office_viewer(row.court, work.now, row.case)
    inside = [document(viewer, uid) for uid in papers_of(row.dispatch)]
    papers = [d for d in inside if d and d.label.layer is Layer.CASE]
    fits = sum(d.newest.size for d in papers if d.newest) <= ATTACHED_LIMIT
    # Sealed papers go by no mail, and nobody is served with a part of the papers. The letter with the code of who has
    # joined since is no paper of the case.
    whole = row.counts and fits and bool(papers) and all(d and d.label.layer in _WHOLE_WITH for d in inside)
    name = court_name(case.court, timezone.localtime(work.now).date())
    titles = [d.title for d in papers]
    subject, body = mail_text(
        court_name=name, number=case.number, titles=titles, url=settings.TONGBAN.public_url, counts=whole
    )
    attached = []
    for paper in papers if whole else []:
        opened = open_content(viewer, paper.uid)
        if opened is not None:
            version, reader = opened
            with reader:
                attached.append((version.name, reader.read(), version.media_type))
    return Letter(str(row.uid), row.address, subject, body, attached), whole

"""Signature, seal and delivery of the judgment: the worker carries out what the judge ordered (电子签名法 13)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import order
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.labels import hand_over
from tongban.documents.actions.paper import court_seal, keep_signature, sign
from tongban.frame.acts import act
from tongban.judgments.events import JudgmentPronounced
from tongban.judgments.models import Judgment
from tongban.judgments.queries import judgment_of_document
from tongban.judgments.vocabulary import JudgmentView
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

SEAL_LAW = "电子签名法 13; 在线诉讼规则 16"


def sign_for_judge(work: DueWork) -> None:
    """Reaction to `PaperRendered`: the judge's own electronic signature, which the judge's act ordered."""
    made = judgment_of_document(UUID(work.entry.body["document"]))
    if made is None:
        return
    name = names_of({made.judge}).get(made.judge, "")
    signature = sign(
        made.document,
        slug=f"judge-{made.judge}",
        name=name,
        organisation=_court(made, work),
        reason="审判员签名",
        place=_court(made, work),
        closes=False,
    )
    office = Actor.office(made.court, "CPL 155: the judge's act orders the judge's signature")
    with act(by=office, at=work.now, fulfils=work) as record:
        keep_signature(record, signature)


def seal_for_court(work: DueWork) -> None:
    """Reaction to `PaperSigned` by the judge: the court's seal closes the paper, and the parties may see it."""
    made = judgment_of_document(UUID(work.entry.body["document"]))
    if made is None or work.entry.body["closes"]:
        return
    signature = court_seal(made.document, court=made.court, name=_court(made, work), reason="加盖院印")
    with act(by=Actor.office(made.court, "CPL 155: the court's seal"), at=work.now, fulfils=work) as record:
        hand_over(record, subject=made.uid, case=made.case, source=Layer.STAFF)
        version = keep_signature(record, signature)
        Judgment.objects.filter(uid=made.uid).update(layer=Layer.CASE, pronounced_at=record.at)
        fact = JudgmentPronounced(case=made.case, judgment=made.uid, document=made.document, version=version.uid)
        record(fact, under="CPL 151, 155", case=made.case)


def deliver_judgment(work: DueWork) -> None:
    """Reaction to `JudgmentPronounced`: delivery to every party is ordered in one act (CPL 151(2): within ten days)."""
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    office = Actor.office(case.court, "CPL 151(2): the judgment is delivered")
    with act(by=office, at=work.now, fulfils=work) as record:
        for party in case.parties:
            order(record, case, UUID(body["document"]), party.uid, Purpose.JUDGMENT)


def _court(made: JudgmentView, work: DueWork) -> str:
    return court_name(made.court, timezone.localtime(work.now).date())

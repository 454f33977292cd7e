"""The papers of filing: what was handed in goes on file, and the receipt, complaint and notice are ordered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.law import only_subject, told_at_acceptance, told_of_acceptance
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side
from tongban.courts.law import cause_name
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import Material, Origin
from tongban.fees.law import plaintiff_of
from tongban.fees.vocabulary import Payer
from tongban.filing.events import OralComplaintRecorded
from tongban.filing.models import Filing
from tongban.filing.queries import filing_by_uid, pleading_of_case
from tongban.filing.rules import papers
from tongban.filing.rules.further import is_joining
from tongban.filing.rules.interview import forms, materials_named
from tongban.filing.rules.oral import signed_by, way_of
from tongban.filing.vocabulary import Pleading
from tongban.filing.vocabulary.oral import ORAL_AT, ORAL_CLERK, ORAL_COURT, ORAL_MEDIUM
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

_ORAL = "口头起诉笔录"


def keep_materials(record: Recording, filing: Filing, materials: Sequence[Material]) -> None:
    """A step: every file that was handed in becomes a document of the filing."""
    for material in materials:
        keep_upload(
            record,
            recall_upload(material.sha256, material.name, field=material.question),
            kind=material.question,
            title=materials_named().get(material.question, (material.name, ""))[0],
            label=_label(filing),
            subject=filing.uid,
        )


def order_receipt(
    record: Recording,
    filing: Filing,
    pleading: Pleading,
    materials: Sequence[Material],
    *,
    helper: str = "",
    received_at: datetime | None = None,
) -> None:
    """A step: the complaint as a paper, and the receipt for what was handed in (SI 208) now or at `received_at`."""
    today = timezone.localtime(record.at).date()
    court = court_name(filing.court, today)
    complaint = order_complaint(record, filing, pleading, materials)
    receipt = papers.receipt(
        court_name=court,
        number=f"{'补' if filing.correct_until else '收'}-{today:%Y%m%d}-{str(filing.uid)[-8:]}",
        pleading=pleading,
        complaint=complaint,
        materials=materials,
        pages=[material.pages for material in materials],
        received=timezone.localtime(received_at or record.at),
        answer_by=filing.decide_by or today,
        channel=_channel(filing),
        helper=court_name(helper, today) if helper else "",
    )
    _issue(record, filing, "filing/receipt", "receipt", "收到诉讼材料凭证", receipt)


def _channel(filing: Filing) -> str:
    if way_of(filing.answers):
        return "口头起诉，窗口记入笔录"
    return "跨域立案窗口" if filing.through_court else "在线提交"


def order_complaint(
    record: Recording, filing: Filing, pleading: Pleading, materials: Sequence[Material]
) -> tuple[str, UUID]:
    """A step: the complaint (起诉状) as a paper, from the answers as they stand; of an oral one its record (笔录).

    Returns what it is called, and its uid.
    """
    local = timezone.localtime(record.at)
    way = way_of(filing.answers)
    complaint = papers.complaint(
        pleading,
        court_name=court_name(filing.court, local.date()),
        cause=cause_name(filing.cause, local.date()),
        materials=materials,
        dated=local.date(),
        signed_at=local,
    )
    if way is None:
        return pleading.paper, _issue(record, filing, "filing/complaint", "complaint", pleading.paper, complaint)
    code = filing.answers[ORAL_COURT]
    oral = papers.oral_record(
        complaint,
        court=court_name(code, local.date()),
        clerk=filing.answers[ORAL_CLERK],
        at=filing.answers[ORAL_AT],
        way=way,
        signed=signed_by(filing.answers),
    )
    medium = filing.answers.get(ORAL_MEDIUM, "")
    record(OralComplaintRecorded(filing=filing.uid, court=code, way=way, medium=medium), under="CPL 123(2)")
    return _ORAL, _issue(record, filing, "filing/oral_record", "complaint", _ORAL, oral)


def materials_of(filing: UUID, holder: UUID | None, *, at: datetime, case: UUID | None = None) -> tuple[Material, ...]:
    """The files that were handed in with a filing, in their order; some may lie on the file of `case` already."""
    persons = frozenset({holder} if holder else ())
    own = Viewer(now=at, person=holder, persons=persons, cases=frozenset({case} if case else ()))
    kept = [(d.kind, d.newest) for d in documents_of(own, subjects=[filing]) if d.origin is Origin.UPLOAD and d.newest]
    return tuple(Material(kind, v.name, v.sha256, v.sm3, v.size, v.media_type, v.pages) for kind, v in kept)


def _issue(record: Recording, filing: Filing, paper: str, kind: str, title: str, data: dict[str, Any]) -> UUID:
    today = timezone.localtime(record.at).date()
    return issue_paper(
        record, paper, data, kind=kind, title=title, label=_label(filing), dated=today, subject=filing.uid
    )


def issue_acceptance_notice(work: DueWork) -> None:
    """Reaction to `FilingAccepted`: order the notice to the plaintiff (受理案件通知书, CPL 126)."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    if is_joining(forms()[filing_by_uid(UUID(work.entry.body["filing"])).interview]):
        return  # the notice went out with the claim that was taken up
    at: datetime = work.entry.at
    today = timezone.localtime(at).date()
    if not case.track.first_instance:
        _tell_of_acceptance(work, case, today)
        return
    judge = names_of({case.judge})[case.judge] if case.judge else ""
    data = papers.acceptance_notice(
        court_name=court_name(case.court, today),
        number=case.number,
        plaintiffs=[p.name for p in case.of_side(Side.PLAINTIFF)],
        defendants=[p.name for p in case.of_side(Side.DEFENDANT)],
        cause=case.cause_name,
        received=timezone.localtime(case.filed_at).date(),
        dated=today,
        track=case.track,
        judge=judge,
        portal=settings.TONGBAN.public_url,
        wages=plaintiff_of(case.cause) is Payer.WAGES,
    )
    office = Actor.office(case.court, "CPL 126: the plaintiff is told of the registration")
    with act(by=office, at=work.now, fulfils=work) as record:
        issue_paper(
            record,
            "filing/acceptance_notice",
            data,
            kind="acceptance_notice",
            title="受理案件通知书",
            label=Label(Layer.CASE, court=case.court, case=case.uid),
            dated=today,
            subject=case.uid,
        )


def _tell_of_acceptance(work: DueWork, case: CaseView, today: date) -> None:
    """The notice in a case of another procedure: in the same words for all of them."""
    paper = pleading_of_case(case.uid).paper
    data = told_of_acceptance(case, paper, court_name=court_name(case.court, today), dated=today)
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    office = Actor.office(case.court, "house rule: who asked is told of the acceptance")
    subject = only_subject(told_at_acceptance(case)) or case.uid
    with act(by=office, at=work.now, fulfils=work) as record:
        issue_paper(
            record,
            "cases/decision",
            data,
            kind="decision",
            title="受理通知书",
            label=label,
            dated=today,
            subject=subject,
        )


def _label(filing: Filing) -> Label:
    return Label(Layer.HANDED_IN, court=filing.court, holder=filing.holder)

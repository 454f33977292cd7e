"""The certificate of service (送达回证, 电子送达凭证): ordered when a party is served, sealed when it is typeset."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.queries import case_by_uid, consents_of
from tongban.cases.vocabulary import CaseView, Choice, Step
from tongban.courts.queries import court_name
from tongban.delivery.actions.dispatch import office_viewer, party_of
from tongban.delivery.events import CertificateIssued
from tongban.delivery.models import Attempt
from tongban.delivery.queries.visits import visit_in
from tongban.delivery.rules.addresses import sent_to
from tongban.delivery.rules.doubts import replaced_note
from tongban.delivery.rules.papers import certificate, hidden, masked, notice_note, returned_note, visit_note
from tongban.delivery.rules.ways import ELECTRONIC
from tongban.delivery.vocabulary import AttemptState, Channel, ReturnReason
from tongban.delivery.vocabulary.visits import Taker, VisitEnd
from tongban.documents.actions.paper import court_seal, issue_paper, keep_signature, say_replaced
from tongban.documents.queries import document
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.people.queries import names_of
from tongban.register.actions.seal import measure, seal
from tongban.register.vocabulary import DueWork, SealKind

REPLACED = "（已由后一凭证代替）"
"""What the title of a certificate says in whose place another one stands."""
CERTIFICATE = "delivery/certificate"
"""The paper, of this court's own service and of service for another court."""
_LAW = "在线诉讼规则 31(3); CPL 87"


def issue_certificate(work: DueWork) -> None:
    """Reaction to `PartyServed`: the certificate of service is ordered, and its data sealed (在线诉讼规则 31(3)).

    And to `ServiceMoved`: it is made anew by the proof that counts now, and the one before says that it was replaced.
    What is sealed is the canonical form of the data on the certificate; the file itself is sealed when it is made.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    data = _data(work, case)
    frozen = canonical(data)
    measured = measure(frozen)
    electronic = bool(data["electronic"])
    with act(by=Actor.office(case.court, _LAW), at=work.now, fulfils=work) as record:
        again = say_replaced(record, UUID(body["dispatch"]), "certificate", REPLACED)
        paper = issue_paper(
            record,
            CERTIFICATE,
            data,
            kind="certificate",
            title="电子送达凭证" if electronic else "送达回证",
            label=_label(work, case),
            dated=timezone.localtime(work.now).date(),
            subject=UUID(body["dispatch"]),
        )
        seal(record, SealKind.RECEIPT, paper if again else UUID(body["dispatch"]), measured, case=case.uid)
        fact = CertificateIssued(
            case=case.uid,
            dispatch=UUID(body["dispatch"]),
            document=paper,
            digest=hashlib.sha256(frozen).hexdigest(),
        )
        record(fact, under=_LAW, case=case.uid)


def seal_certificate(work: DueWork) -> None:
    """Reaction to `PaperRendered`: the court's seal closes the certificate (电子签名法 13)."""
    body, court = work.entry.body, work.entry.actor.get("court", "")
    if body["paper"] != CERTIFICATE:
        return
    name = court_name(court, timezone.localtime(work.now).date())
    signature = court_seal(UUID(body["document"]), court=court, name=name, reason="送达凭证加盖院印")
    with act(by=Actor.office(court, f"{_LAW}: the court's seal"), at=work.now, fulfils=work) as record:
        keep_signature(record, signature)


def _label(work: DueWork, case: CaseView) -> Label:
    """On the file; but a certificate that names what the other side may not know yet lies with it."""
    viewer = office_viewer(case.court, work.now, case.uid)
    labels = [d.label for uid in work.entry.body["papers"] if (d := document(viewer, UUID(uid)))]
    sealed = next((label for label in labels if label.layer is Layer.SEALED), None)
    return sealed or Label(Layer.CASE, court=case.court, case=case.uid)


def _data(work: DueWork, case: CaseView) -> dict[str, Any]:
    body = work.entry.body
    party = party_of(case, UUID(body["party"]))
    channel = Channel(body["channel"])
    # The one that serves: of several letters the first that arrived, or the proof that a person took.
    rows = Attempt.objects.filter(
        dispatch__uid=UUID(body["dispatch"]), channel=channel, state=AttemptState.ARRIVED
    ).order_by("arrived_at")
    row = rows.get(uid=body["attempt"]) if "attempt" in body else rows[0]
    electronic = channel in ELECTRONIC
    served = _local(datetime.fromisoformat(body["served_at"]))
    viewer = office_viewer(case.court, work.now, case.uid)
    papers = [d for uid in body["papers"] if (d := document(viewer, UUID(uid))) and d.newest]
    addresses = {
        Channel.PORTAL: f"{party.platform}平台专用账号",
        Channel.EMAIL: masked(row.address),
        Channel.MESSAGE: hidden(row.address),
        Channel.LETTER: sent_to(row.address, known=party.address),
        Channel.ENTRUSTED: court_name(row.address, served.date()),
        Channel.UNIT: "由受送达人所在单位转交（不向对方公开）",
        Channel.NOTICE: "人民法院公告栏（诉讼服务平台公告页面）",
    }
    return certificate(
        court_name=court_name(case.court, served.date()),
        number=case.number,
        dated=timezone.localtime(work.now).date(),
        electronic=electronic,
        to=party.name,
        cause=case.cause_name,
        papers=[{"name": d.title, "sha256": d.newest.sha256} for d in papers if d.newest],
        way=channel.term,
        address=addresses.get(channel, row.address),
        sent=_local(row.sent_at).isoformat() if row.sent_at and electronic else "",
        reached=served.isoformat() if electronic else "",
        read="",
        served=served.date().isoformat() if body["whole_day"] else served.isoformat(),
        law=work.entry.basis,
        consent=_consent(case, party.uid) if electronic else None,
        signed_by=_signed(row, served.date()),
        server=names_of({case.clerk}).get(case.clerk, "") if case.clerk else "",
        note=_note(row) + _instead(body),
    )


def _instead(body: dict[str, Any]) -> str:
    """In whose place the certificate stands, when another proof was taken."""
    return replaced_note(_local(datetime.fromisoformat(body["before"])).date()) if "before" in body else ""


def _signed(row: Attempt, day: date) -> dict[str, str] | None:
    """Who signed, and what that person is to the recipient; nobody where it was refused or came back."""
    visit = visit_in(row)
    if not row.signer or (visit and visit.end is not VisitEnd.SIGNED):
        return None
    relation = {"relation": Taker(row.relation).term} if row.relation else {}
    return {"name": row.signer, "at": day.isoformat()} | relation


def _note(row: Attempt) -> str:
    if visit := visit_in(row):
        return visit_note(visit)
    if row.channel in (Channel.LETTER, Channel.ENTRUSTED) and row.why:
        return returned_note(ReturnReason(row.why))
    if row.channel == Channel.NOTICE and row.ends_on and row.sent_at:
        return notice_note(timezone.localtime(row.sent_at).date(), row.ends_on, row.note)
    return ""


def _consent(case: CaseView, party: UUID) -> dict[str, str] | None:
    answer = consents_of(case.uid).get((party, Step.SERVICE))
    if answer is None or answer.choice is not Choice.ONLINE:
        return None
    return {"ground": "受送达人明确同意", "at": _local(answer.at).isoformat()}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(microsecond=0)

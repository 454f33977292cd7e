"""The competent court takes an errand in and answers it (管辖法院)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.log import as_body, log_line, take_lines
from tongban.cooperation.events import MatterAnswered, MatterReceived
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.rules.cross_region_filing import AT_COMPETENT_COURT
from tongban.cooperation.vocabulary import Answer, MatterAct, MatterKind
from tongban.courts.queries import is_hosted
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.hand_in import hand_in, package_key
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import Material, Package
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import ProofMethod
from tongban.register.vocabulary import DueWork

_AGREEMENT = "川渝跨域立案协议 2020"


def package_from(body: dict[str, Any]) -> Package:
    """The package as it travelled; raises KeyError, TypeError or ValueError when it is not one."""
    return Package(
        interview=str(body["interview"]),
        version=str(body["version"]),
        answers={str(key): str(value) for key, value in body["answers"].items()},
        applicant=UUID(body["applicant"]),
        court=str(body["court"]),
        venue=dict(body["venue"]),
        materials=tuple(Material(**material) for material in body["materials"]),
        platform=str(body["platform"]),
        through_court=str(body["through_court"]),
        matter=UUID(body["matter"]),
    )


def receive_filing(work: DueWork, envelope: Envelope) -> None:
    """Envelope `filing`: the person, the errand and the filing stand here; the clock for the answer runs."""
    body = envelope.body
    package = replace(package_from(body["package"]), platform=envelope.sender)
    office = Actor.office(package.court, "cooperation: take errands in")
    if not is_hosted(package.court, timezone.localtime(work.now).date()):
        raise Refused(Refusal("cooperation.not_our_court", _AGREEMENT, facts=(("court", package.court),)))
    with act(by=office, at=work.now, fulfils=work) as record:
        _vouched_person(record, package, body["person"], envelope.sender)
        filing = hand_in(record, package, helper=str(body["from_court"]))
        answer_due = datetime.fromisoformat(body["answer_due"])
        matter = Matter.objects.create(
            uid=UUID(body["matter"]),
            layer=Layer.HANDED_IN,
            court=package.court,
            holder=package.applicant,
            kind=MatterKind.FILING,
            stage=AT_COMPETENT_COURT.first,
            outgoing=False,
            key=package_key(package),
            from_court=str(body["from_court"]),
            to_court=package.court,
            peer=envelope.sender,
            applicant=package.applicant,
            applicant_name=str(body["person"]["name"]),
            package=body["package"],
            handed_in_at=datetime.fromisoformat(body["handed_in_at"]),
            answer_due=answer_due,
            filing=filing.uid,
        )
        take_lines(matter.uid, list(body["log"]))
        fact = MatterReceived(
            matter=matter.uid,
            from_court=matter.from_court,
            to_court=package.court,
            filing=filing.uid,
            answer_due=answer_due,
        )
        record(fact, under=_AGREEMENT)
        log_line(record, matter, "received", court=package.court)


def _vouched_person(record: Recording, package: Package, data: dict[str, Any], peer: str) -> None:
    """The applicant as the cooperating court vouches for (identity checked at its counter)."""
    register_person(
        record,
        uid=package.applicant,
        name=str(data["name"]),
        kind=str(data["kind"]),
        platform=peer,
        id_kind=str(data["id_kind"]),
        id_number=str(data["id_number"]),
        phone=str(data["phone"]),
        email=str(data["email"]),
        address=str(data["address"]),
        division=str(data["division"]),
    )
    prove_identity(
        record,
        person=package.applicant,
        method=ProofMethod.PEER,
        level=IdentityLevel.COUNTER,
        court=package.through_court,
    )


def answer_matter(work: DueWork) -> None:
    """Reaction to a decision on a filing: tell the cooperating court, if one handed it in."""
    body = work.entry.body
    if not body.get("matter"):
        return
    filing = filing_by_uid(UUID(body["filing"]))
    kind = {
        "filing_accepted": Answer.ACCEPTED,
        "correction_asked": Answer.CORRECTION,
        "filing_refused": Answer.REFUSED,
    }[work.entry.event]
    office = Actor.office(filing.court, "cooperation: answer errands")
    with act(by=office, at=work.now, fulfils=work) as record:
        matter = locked(Matter.objects.filter(uid=UUID(body["matter"]), outgoing=False)).get()
        move = AT_COMPETENT_COURT.decide(matter.stage, MatterAct.ANSWER, role="office")
        if isinstance(move, Refusal):
            raise Refused(move)
        number = str(body.get("number", ""))
        answer = {
            "answer": kind,
            "number": number,
            "case": body.get("case"),
            "findings": list(filing.findings),
            "at": work.entry.at.isoformat(),
        }
        matter.stage, matter.answered_at, matter.answer = move.target, work.entry.at, answer
        matter.save(update_fields=["stage", "answered_at", "answer"])
        log_line(record, matter, kind, court=filing.court, share=False, number=number)
        lines = LogEntry.objects.filter(matter=matter.uid, court=filing.court).order_by("at", "id")
        send(
            record,
            peer=matter.peer,
            kind="filing-answer",
            body={
                "matter": str(matter.uid),
                "from_court": matter.from_court,
                "answer": answer,
                "log": [as_body(line) for line in lines],
            },
        )
        case = UUID(body["case"]) if body.get("case") else None
        record(MatterAnswered(matter=matter.uid, answer=kind, case=case, number=number), under=move.law, case=case)

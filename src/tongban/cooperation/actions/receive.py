"""The competent court takes an errand in and answers it (管辖法院)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.log import as_body, log_line, take_lines
from tongban.cooperation.actions.reading import MALFORMED, answers_of_peer, court_of_peer, materials, moment, text, uid
from tongban.cooperation.events import MatterAnswered, MatterReceived, MatterReturned
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.rules.cross_region_filing import AT_COMPETENT_COURT
from tongban.cooperation.vocabulary import FILING_ANSWER, Answer, MatterAct, MatterKind
from tongban.courts.queries import is_hosted
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.hand_in import hand_in, known_answers, package_key
from tongban.filing.law import files_for_client
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import Package
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import IdKind, PersonKind, ProofMethod
from tongban.register.vocabulary import DueWork

_AGREEMENT = "川渝跨域立案协议 2020"
_VERSION = re.compile(r"[0-9A-Za-z.-]{1,16}")
_PERSON = {"name": 120, "phone": 32, "email": 254, "address": 200, "division": 6, "id_number": 40}
"""What a peer tells of a person, with the length of each part."""


@dataclass(frozen=True, slots=True)
class Errand:
    """An errand as it was read from its envelope."""

    matter: UUID
    from_court: str
    package: Package
    raw_package: dict[str, Any]
    person: dict[str, Any]
    handed_in_at: datetime
    answer_due: datetime
    log: list[dict[str, Any]]


def read_errand(envelope: Envelope, on: date) -> Errand:
    """The errand in the envelope. Raises one of `MALFORMED` when it is none; refused: an agent for somebody else."""
    body = envelope.body
    raw = body["package"]
    matter, from_court = uid(body["matter"]), court_of_peer(body["from_court"], envelope.sender, on)
    if not _VERSION.fullmatch(raw["version"]):
        message = "no version of an interview"
        raise ValueError(message)
    interview = text(raw["interview"], 40)
    package = Package(
        interview=interview,
        version=raw["version"],
        answers=known_answers(interview, answers_of_peer(raw["answers"], envelope.sender, on)),
        applicant=uid(raw["applicant"]),
        court=text(raw["court"], 16),
        venue=dict(raw["venue"]),
        materials=materials(envelope, raw["materials"]),
        platform=envelope.sender,
        through_court=from_court,
        matter=matter,
    )
    if files_for_client(package.answers, package.applicant):
        # Who may act for others is proven here, by our register of licences, and by nobody's word (decision 0033).
        raise Refused(Refusal("filing.agent_files_there", "SI 88", facts=(("court", package.court),)))
    times = moment(body["handed_in_at"]), moment(body["answer_due"])
    return Errand(matter, from_court, package, plain(package), read_person(body["person"]), *times, list(body["log"]))


def read_person(told: dict[str, Any]) -> dict[str, str]:
    """What a peer tells of a person. Raises one of `MALFORMED` when it does not fit."""
    person = {key: text(told[key], limit) for key, limit in _PERSON.items()}
    return person | {
        "kind": PersonKind(told["kind"]).value,
        "id_kind": told["id_kind"] and IdKind(told["id_kind"]).value,
    }


def receive_filing(work: DueWork, envelope: Envelope) -> None:
    """Envelope `filing`: the person, the errand and the filing stand here; the clock for the answer runs.

    What cannot be taken in is sent back with every reason, so that the person learns it at the counter.
    """
    try:
        _take_in(work, envelope)
    except Refused as no:
        _send_back(work, envelope, no.refusals)
    except MALFORMED as bad:
        unreadable = Refusal("cooperation.errand_unreadable", _AGREEMENT, facts=(("what", type(bad).__name__),))
        _send_back(work, envelope, (unreadable,))


def _take_in(work: DueWork, envelope: Envelope) -> None:
    today = timezone.localtime(work.now).date()
    errand = read_errand(envelope, today)
    package = errand.package
    if not is_hosted(package.court, today):
        raise Refused(Refusal("cooperation.not_our_court", _AGREEMENT, facts=(("court", package.court),)))
    office = Actor.office(package.court, "cooperation: take errands in")
    with act(by=office, at=work.now, fulfils=work) as record:
        if Matter.objects.filter(uid=errand.matter, peer=envelope.sender).exists():
            raise NothingToDo
        _vouched_person(record, errand, envelope.sender)
        filing = hand_in(record, package, helper=errand.from_court)
        matter = _new_matter(errand, envelope.sender, filing.uid)
        take_lines(matter, errand.log)
        fact = MatterReceived(
            matter=matter.uid,
            from_court=matter.from_court,
            to_court=package.court,
            filing=filing.uid,
            answer_due=errand.answer_due,
        )
        record(fact, under=_AGREEMENT)
        log_line(record, matter, "received", court=package.court)


def _new_matter(errand: Errand, peer: str, filing: UUID) -> Matter:
    package = errand.package
    key = package_key(package)
    before = locked(Matter.objects.filter(key=key, outgoing=False)).first()
    if before is not None:  # its filing is over, else the very same was not taken in again
        before.key = before.uid.hex
        before.save(update_fields=["key"])
    return Matter.objects.create(
        uid=errand.matter,
        layer=Layer.ERRAND,
        court=package.court,
        holder=package.applicant,
        kind=MatterKind.FILING,
        stage=AT_COMPETENT_COURT.first,
        outgoing=False,
        key=key,
        from_court=errand.from_court,
        to_court=package.court,
        peer=peer,
        applicant=package.applicant,
        applicant_name=errand.person["name"],
        package=errand.raw_package,
        handed_in_at=errand.handed_in_at,
        answer_due=errand.answer_due,
        filing=filing,
    )


def _vouched_person(record: Recording, errand: Errand, peer: str) -> None:
    """The applicant as the cooperating court vouches for; a peer speaks for persons of its own platform only."""
    applicant = errand.package.applicant
    register_person(record, uid=applicant, platform=peer, **errand.person)
    prove_identity(
        record, person=applicant, method=ProofMethod.PEER, level=IdentityLevel.COUNTER, court=errand.from_court
    )


def _send_back(work: DueWork, envelope: Envelope, refusals: tuple[Refusal, ...]) -> None:
    """Answer `returned`: nothing was taken in. An envelope that names no errand stays with the operator."""
    matter = uid(envelope.body["matter"])
    from_court = text(envelope.body["from_court"], 16)
    reasons = tuple(refusal.reason for refusal in refusals)
    office = Actor.office("", "cooperation: send back what cannot be taken in")
    with act(by=office, at=work.now, fulfils=work) as record:
        answer = {
            "answer": Answer.RETURNED,
            "number": "",
            "case": None,
            "findings": [],
            "refusals": plain(refusals),
            "at": work.now,
        }
        body = {"matter": str(matter), "from_court": from_court, "answer": answer, "log": []}
        send(record, peer=envelope.sender, kind=FILING_ANSWER, body=body)
        record(MatterReturned(matter=matter, peer=envelope.sender, reasons=reasons), under=_AGREEMENT)


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
        what = MatterAct.ASK_CORRECTION if kind is Answer.CORRECTION else MatterAct.ANSWER
        move = AT_COMPETENT_COURT.decide(matter.stage, what, role="office")
        if isinstance(move, Refusal):
            raise Refused(move)
        number = str(body.get("number", ""))
        answer = {
            "answer": kind,
            "number": number,
            "case": body.get("case"),
            "findings": list(filing.findings),
            "until": body.get("until"),
            "at": work.entry.at.isoformat(),
        }
        matter.stage, matter.answered_at, matter.answer = move.target, work.entry.at, answer
        matter.correct_until = filing.correct_until
        matter.save(update_fields=["stage", "answered_at", "answer", "correct_until"])
        told = {"until": body["until"]} if body.get("until") else {"number": number}
        log_line(record, matter, kind, court=filing.court, share=False, **told)
        lines = LogEntry.objects.filter(matter=matter.uid, court=filing.court).order_by("at", "id")
        log = [as_body(line) for line in lines]
        answered = {"matter": str(matter.uid), "from_court": matter.from_court, "answer": answer, "log": log}
        send(record, peer=matter.peer, kind=FILING_ANSWER, body=answered)
        case = UUID(body["case"]) if body.get("case") else None
        record(MatterAnswered(matter=matter.uid, answer=kind, case=case, number=number), under=move.law, case=case)

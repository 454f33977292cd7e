"""The cooperating court checks identity and papers, sends the errand on, and takes the answer (协作法院)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.cooperation.actions.log import as_body, log_line, take_lines
from tongban.cooperation.actions.reading import text, uid
from tongban.cooperation.events import AnswerTaken, MatterChecked, MatterReceiptNoted, MatterSent, PapersPrinted
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.queries.counter import printed_papers
from tongban.cooperation.rules.cross_region_filing import AT_COOPERATING_COURT
from tongban.cooperation.vocabulary import FILING, Answer, MatterAct, MatterStage
from tongban.courts.law import due
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.casenumber import parse
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import prove_identity
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import ProofMethod
from tongban.register.vocabulary import DueWork

ANSWER_RULE = "crossregion_response"
"""The time for the answer, a row of the table of periods."""


def check_matter(matter: UUID, *, by: Actor, at: datetime) -> None:
    """The clerk compared identity paper and material with the person at the counter."""
    with act(by=by, at=at) as record:
        row, move = _moved(record, matter, MatterAct.CHECK)
        prove_identity(
            record, person=row.applicant, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER, court=row.from_court
        )
        record(MatterChecked(matter=matter, method=ProofMethod.COUNTER), under=move.law)
        log_line(record, row, "checked", court=row.from_court, share=False)


def send_matter(matter: UUID, *, by: Actor, at: datetime) -> None:
    """Send the errand to the competent court; from now on the time for its answer runs."""
    with act(by=by, at=at) as record:
        row, move = _moved(record, matter, MatterAct.SEND)
        owed = due(ANSWER_RULE, at)
        if isinstance(owed, Refusal):
            raise Refused(owed)
        answer_due = owed.due
        assert isinstance(answer_due, datetime)  # noqa: S101 - the table counts this period in minutes
        log_line(record, row, "sent", court=row.from_court, share=False, answer_due=answer_due.isoformat())
        envelope = send(
            record,
            peer=row.peer,
            kind=FILING,
            body=_body(row, answer_due),
            attachments=tuple(
                Attachment(m["sha256"], m["size"], m["media_type"], m["name"]) for m in row.package["materials"]
            ),
        )
        row.envelope, row.answer_due = envelope, answer_due
        row.save(update_fields=["envelope", "answer_due"])
        record(MatterSent(matter=matter, envelope=envelope, answer_due=answer_due), under=move.law)


def _body(row: Matter, answer_due: datetime) -> dict[str, Any]:
    person = person_by_uid(row.applicant)
    assert person is not None  # noqa: S101 - whoever handed in is registered here
    return {
        "matter": str(row.uid),
        "from_court": row.from_court,
        "to_court": row.to_court,
        "handed_in_at": row.handed_in_at.isoformat(),
        "answer_due": answer_due.isoformat(),
        "package": row.package,
        "person": {
            "name": person.name,
            "kind": person.kind,
            "id_kind": person.id_kind,
            "id_number": person.id_number,
            "phone": person.phone,
            "email": person.email,
            "address": person.address,
            "division": person.division,
        },
        "log": [as_body(line) for line in LogEntry.objects.filter(matter=row.uid).order_by("at", "id")],
    }


def note_receipt(work: DueWork) -> None:
    """Reaction to `EnvelopeReceipted`: the competent court holds the errand (nothing to do for other envelopes)."""
    row = Matter.objects.filter(envelope=UUID(work.entry.body["envelope"]), outgoing=True).first()
    if row is None or row.stage != MatterStage.SENT:
        return
    office = Actor.office(row.from_court, "cooperation: follow errands")
    with act(by=office, at=work.now, fulfils=work) as record:
        _, move = _moved(record, row.uid, MatterAct.NOTE_RECEIPT)
        record(MatterReceiptNoted(matter=row.uid), under=move.law)


def take_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `filing-answer`: keep what the competent court decided, for the person and the clerk."""
    body = envelope.body
    answer, number = Answer(body["answer"]["answer"]), str(body["answer"]["number"])
    if number and isinstance(parse(number), Refusal):
        message = "the answer has no case number"
        raise ValueError(message)
    asked = Matter.objects.filter(uid=uid(body["matter"]), peer=envelope.sender, outgoing=True).first()
    if asked is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    office = Actor.office(asked.from_court, "cooperation: take answers")
    with act(by=office, at=work.now, fulfils=work) as record:
        if answer is Answer.CORRECTION:
            row, move = _moved(record, asked.uid, MatterAct.TAKE_REQUEST)
            row.correct_until = date.fromisoformat(text(body["answer"]["until"], 10))
        else:
            row, move = _moved(record, asked.uid, MatterAct.TAKE_ANSWER)
        row.answer = dict(body["answer"])
        row.answered_at = envelope.at
        if answer in {Answer.REFUSED, Answer.RETURNED}:
            # The very same may be sent again: whether the refusal is final, that court knows.
            row.key = row.uid.hex
        row.save(update_fields=["answer", "answered_at", "correct_until", "key"])
        take_lines(row, list(body["log"]))
        record(AnswerTaken(matter=row.uid, answer=answer, number=number), under=move.law)


def note_printed(matter: UUID, papers: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """Papers of the competent court were printed at the counter and handed over (远程打印)."""
    with act(by=by, at=at) as record:
        row = locked(Matter.objects.filter(uid=matter, outgoing=True)).first()
        if row is None or row.from_court != by.court:
            raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
        if not papers:
            raise Refused(Refusal("cooperation.nothing_to_print", "川渝跨域立案协议 2020"))
        fresh = tuple(paper for paper in papers if paper not in printed_papers(matter))
        if not fresh:
            raise Refused(Refusal("cooperation.printed_before", "川渝跨域立案协议 2020"))
        record(PapersPrinted(matter=matter, papers=fresh), under="川渝跨域立案协议 2020: 远程打印")
        log_line(record, row, "printed", court=row.from_court, papers=str(len(fresh)), digests=" ".join(fresh))


def _moved(record: Recording, matter: UUID, what: MatterAct) -> tuple[Matter, Move]:
    """The errand, locked and moved by the table; staff of other courts see no errand."""
    row = locked(Matter.objects.filter(uid=matter, outgoing=True)).first()
    if row is None or row.from_court != record.by.court:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    fresh = ["not_asked_before"] if row.correct_until is None else []
    move = AT_COOPERATING_COURT.decide(row.stage, what, role=record.by.role, holds=fresh)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    row.save(update_fields=["stage"])
    return row, move

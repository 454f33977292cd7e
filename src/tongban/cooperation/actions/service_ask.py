"""The court in whose case papers are served asks another to serve or to print them, and takes what it answers
(委托送达, 远程打印; CPL 91; SI 134).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cooperation.actions.log import lines_of, take_lines_of, write_line
from tongban.cooperation.actions.reading import MALFORMED, text, uid
from tongban.cooperation.actions.service_reading import read_files, read_result
from tongban.cooperation.events import (
    ServiceAnswerTaken,
    ServiceErrandOpened,
    ServiceErrandReceiptNoted,
    ServiceErrandSent,
)
from tongban.cooperation.models import ServiceErrand
from tongban.cooperation.rules.service import AT_ENTRUSTING_COURT, PERIOD
from tongban.cooperation.vocabulary import SERVICE
from tongban.cooperation.vocabulary.service import ErrandAct, ErrandKind, ErrandStage
from tongban.courts.law import due
from tongban.courts.queries import ancestors, calendar, is_hosted
from tongban.delivery.actions.elsewhere import Handed, entrust, print_elsewhere, take_result
from tongban.delivery.law import ENTRUSTED, PRINTED
from tongban.delivery.queries.elsewhere import for_court
from tongban.delivery.vocabulary.elsewhere import ForCourt, Outcome, ServiceResult
from tongban.documents.queries import document
from tongban.documents.vocabulary import DocumentView, Material
from tongban.federation.actions.send import send
from tongban.federation.queries import peer_of_courts
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

LAWS = {ErrandKind.SERVICE: ENTRUSTED, ErrandKind.PRINTING: PRINTED}
"""Under which article one court does it for another."""
_ASKED = {ErrandKind.SERVICE: "service_asked", ErrandKind.PRINTING: "printing_asked"}


def entrust_service(dispatch: UUID, court: str, *, by: Actor, at: datetime) -> None:
    """Another court is asked to serve papers. One that no platform reaches gets the letter and the papers by post.

    Refused: no such service here, no such other court, as the table of the service refuses.
    """
    with act(by=by, at=at) as record:
        handed = entrust(record, dispatch, court)
        peer = _peer(handed.court, timezone.localtime(at).date())
        if peer is not None:
            _open(record, ErrandKind.SERVICE, handed, peer)


def ask_printing(letter: UUID, court: str, *, by: Actor, at: datetime) -> None:
    """Another court is asked to print a waiting letter with its code, and to post it or hand it over.

    Refused: no such letter here, it is posted or with another court already, no platform reaches that court.
    """
    with act(by=by, at=at) as record:
        handed = print_elsewhere(record, letter, court)
        peer = _peer(handed.court, timezone.localtime(at).date())
        if peer is None:
            raise Refused(Refusal("cooperation.court_by_post_alone", PRINTED, ("court",), (("court", handed.court),)))
        _open(record, ErrandKind.PRINTING, handed, peer)


def _peer(court: str, today: date) -> str | None:
    """The platform of a court, "" for this one; None when no peer hosts it."""
    if is_hosted(court, today):
        return ""
    found = peer_of_courts({court, *(above.code for above in ancestors(court, today))})
    return found.slug if found else None


def _open(record: Recording, kind: ErrandKind, handed: Handed, peer: str) -> None:
    case = handed.case
    row = ServiceErrand.objects.create(
        errand=new_id(),
        layer=Layer.STAFF,
        court=case.court,
        case=case.uid,
        kind=kind,
        stage=AT_ENTRUSTING_COURT.first,
        outgoing=True,
        from_court=case.court,
        to_court=handed.court,
        peer=peer,
        attempt=handed.attempt,
        letter=handed.letter,
        asked_at=record.at,
    )
    fact = ServiceErrandOpened(
        errand=row.errand, kind=kind, from_court=case.court, to_court=handed.court, attempt=handed.attempt
    )
    record(fact, under=LAWS[kind], case=case.uid)
    write_line(record, row.errand, "", _ASKED[kind], court=case.court)


def send_errand(work: DueWork) -> None:
    """Reaction to `ServiceErrandOpened` and `PaperRendered`: the papers leave when the letter to the court is made."""
    body = work.entry.body
    one = Q(letter=UUID(body["document"])) if "document" in body else Q(errand=UUID(body["errand"]))
    row = ServiceErrand.objects.filter(one, outgoing=True, stage=ErrandStage.PREPARED).first()
    if row is None:
        return
    viewer = Viewer.office(row.from_court, work.now, row.case)
    letter = document(viewer, row.letter) if row.letter else None
    if row.letter and (letter is None or letter.newest is None):
        return
    told = for_court(viewer, row.attempt)
    package = _package(told, [*([letter] if letter else []), *told.papers])
    office = Actor.office(row.from_court, "CPL 91: papers go to the court that is asked")
    with act(by=office, at=work.now, fulfils=work) as record:
        _send(record, row, package)


def _send(record: Recording, found: ServiceErrand, package: dict[str, Any]) -> None:
    row = _moved(record, ServiceErrand.objects.filter(id=found.id), ErrandAct.SEND)
    row.package = package
    if row.peer:
        row.envelope = send(
            record,
            peer=row.peer,
            kind=SERVICE,
            body=body_of(row),
            attachments=tuple(
                Attachment(one["sha256"], one["size"], one["media_type"], one["name"]) for one in package["papers"]
            ),
        )
    row.save(update_fields=["stage", "package", "envelope"])
    fact = ServiceErrandSent(errand=row.errand, to_court=row.to_court, envelope=row.envelope)
    record(fact, under=LAWS[ErrandKind(row.kind)], case=row.case)


def body_of(row: ServiceErrand) -> dict[str, Any]:
    """What the asked court is told: by envelope, or read from the row within one platform."""
    return {
        "errand": str(row.errand),
        "kind": row.kind,
        "from_court": row.from_court,
        "to_court": row.to_court,
        "attempt": str(row.attempt),
        "asked_at": row.asked_at.isoformat(),
        "package": row.package,
        "log": lines_of(row.errand),
    }


def _package(told: ForCourt, papers: list[DocumentView]) -> dict[str, Any]:
    """Whom to serve where, by what a result is judged, and the papers with their digests."""
    listed = [
        {
            "title": paper.title,
            "name": made.name,
            "sha256": made.sha256,
            "sm3": made.sm3,
            "size": made.size,
            "media_type": made.media_type,
            "pages": made.pages,
        }
        for paper in papers
        if (made := paper.newest)
    ]
    told_of = {name: getattr(told, name) for name in ("number", "cause", "recipient", "address", "phone")}
    found: dict[str, Any] = plain({**told_of, "asked": told.asked, "papers": listed})
    return found


def note_errand_receipt(work: DueWork) -> None:
    """Reaction to `EnvelopeReceipted`: the other platform has the papers (nothing to do for other envelopes)."""
    rows = ServiceErrand.objects.filter(envelope=UUID(work.entry.body["envelope"]), outgoing=True)
    if not rows.filter(stage=ErrandStage.SENT).exists():
        return
    court = rows[0].from_court
    with act(by=Actor.office(court, "cooperation: follow errands"), at=work.now, fulfils=work) as record:
        note_received(record, rows)


def note_received(record: Recording, rows: QuerySet[ServiceErrand]) -> None:
    """A step: the asked court has the papers, and its period runs."""
    row = _moved(record, rows, ErrandAct.NOTE_RECEIPT)
    row.due = due_day(ErrandKind(row.kind), timezone.localtime(record.at).date())
    row.save(update_fields=["stage", "due"])
    record(ServiceErrandReceiptNoted(errand=row.errand), under=LAWS[ErrandKind(row.kind)], case=row.case)


def due_day(kind: ErrandKind, today: date) -> date | None:
    """The last day for serving papers that came today (SI 134(2)); for printing the law sets none."""
    if kind is ErrandKind.PRINTING:
        return None
    found = due(PERIOD, today, calendar())
    if isinstance(found, Refusal):
        raise Refused(found)
    return day_of(found.due)


def take_service_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `service-answer`: what the asked court did. It counts in the ladder of this court's case."""
    try:
        body = envelope.body
        files = read_files(envelope, body["files"])
        told = read_result(body["result"], work.now, shown=any(one.question == "files" for one in files))
        errand, lines = uid(body["errand"]), list(body["log"])
        text(body["from_court"], 16)
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.answer_unreadable", ENTRUSTED)) from bad
    take_answer_to(work, errand, envelope.sender, told, files, lines)


def take_answer_to(
    work: DueWork,
    errand: UUID,
    peer: str,
    told: ServiceResult,
    files: tuple[Material, ...],
    lines: list[dict[str, Any]],
) -> None:
    """The same of an answer that was read. What comes twice changes nothing."""
    rows = ServiceErrand.objects.filter(errand=errand, peer=peer, outgoing=True)
    known = rows.first()
    if known is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    office = Actor.office(known.from_court, "SI 134: the return slip of the court that was asked")
    with act(by=office, at=work.now, fulfils=work) as record:
        row = locked(rows).get()
        if row.stage == ErrandStage.ANSWERED:
            raise NothingToDo
        if told.outcome is Outcome.POSTED:
            row.posted_on, row.number = told.day, told.number
            row.save(update_fields=["posted_on", "number"])
        else:
            row = _moved(record, rows, ErrandAct.TAKE_ANSWER)
            row.result, row.answered_at = result_of(told, files), work.now
            row.save(update_fields=["stage", "result", "answered_at"])
        if peer:
            take_lines_of(errand, row.to_court, lines)
        counts = take_result(record, row.attempt, told, files)
        if told.outcome is not Outcome.POSTED:
            write_line(record, errand, peer, "counted" if counts else "not_counted", court=row.from_court)
        fact = ServiceAnswerTaken(errand=errand, outcome=told.outcome, counts=counts)
        record(fact, under=LAWS[ErrandKind(row.kind)], case=row.case)


def result_of(told: ServiceResult, files: tuple[Material, ...]) -> dict[str, Any]:
    """A result as it is kept and as it travels."""
    found: dict[str, Any] = plain({"told": told, "files": files})
    return found


def _moved(record: Recording, rows: QuerySet[ServiceErrand], what: ErrandAct) -> ServiceErrand:
    """A step: the row of this court, locked and moved by the table; not saved yet."""
    row = locked(rows).get()
    move = AT_ENTRUSTING_COURT.decide(row.stage, what, role=record.by.role)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    return row

"""The court that was asked prints, serves or posts papers of another court's case, and answers with the return slip
(CPL 91; SI 134).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cooperation.actions.log import lines_of, take_lines_of, write_line
from tongban.cooperation.actions.reading import MALFORMED, text, uid
from tongban.cooperation.actions.service_ask import (
    LAWS,
    body_of,
    due_day,
    note_received,
    result_of,
    take_answer_to,
)
from tongban.cooperation.actions.service_reading import AskedErrand, read_asked, read_asked_of, read_result
from tongban.cooperation.events import (
    ErrandLetterPosted,
    ErrandLettersPrinted,
    ServiceErrandAnswered,
    ServiceErrandReceived,
    ServiceErrandReturned,
    ServiceResultNoted,
)
from tongban.cooperation.models import Matter, ServiceErrand
from tongban.cooperation.rules.service import AT_ENTRUSTED_COURT
from tongban.cooperation.vocabulary import SERVICE_ANSWER
from tongban.cooperation.vocabulary.service import ErrandAct, ErrandKind, ErrandStage
from tongban.courts.queries import court_name, is_hosted
from tongban.delivery.law import ENTRUSTED, Landed, certificate, judge_result, visit_note
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult, Undone
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.printing import is_printable
from tongban.documents.actions.upload import recall_upload
from tongban.documents.queries import document
from tongban.documents.vocabulary import Material
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

_ANSWERS = "SI 134: who was asked to serve answers"


def take_errand(work: DueWork, envelope: Envelope) -> None:
    """Envelope `service`: another platform's court asks one of ours. What cannot be taken in goes back with reasons."""
    today = timezone.localtime(work.now).date()
    try:
        asked = read_asked(envelope, today)
        _take_in(work, replace(asked, package=_screened(asked.package)), envelope.sender)
    except Refused as no:
        _send_back(work, envelope, no.refusals)
    except MALFORMED as bad:
        what = (("what", type(bad).__name__),)
        _send_back(work, envelope, (Refusal("cooperation.errand_unreadable", ENTRUSTED, facts=what),))


def _screened(package: dict[str, Any]) -> dict[str, Any]:
    """The package with its papers looked at here, so that none keeps the others from being printed."""
    papers = [
        one | {"media_type": recall_upload(one["sha256"], one["name"]).media_type}
        if is_printable(one["media_type"])
        else one
        for one in package["papers"]
    ]
    return package | {"papers": papers}


def take_errand_beside(work: DueWork) -> None:
    """Reaction to `ServiceErrandSent`: within one platform the asked court has the papers at once."""
    row = ServiceErrand.objects.get(errand=UUID(work.entry.body["errand"]), outgoing=True)
    if row.peer:
        return
    told = body_of(row)
    asked = AskedErrand(
        errand=row.errand,
        kind=ErrandKind(row.kind),
        from_court=row.from_court,
        to_court=row.to_court,
        attempt=row.attempt,
        asked_at=row.asked_at,
        package=told["package"],
        log=[],
    )
    _take_in(work, asked, "")


def _take_in(work: DueWork, asked: AskedErrand, peer: str) -> None:
    today = timezone.localtime(work.now).date()
    if not is_hosted(asked.to_court, today):
        raise Refused(Refusal("cooperation.not_our_court", ENTRUSTED, facts=(("court", asked.to_court),)))
    if peer and _is_number_of_another(asked.errand, peer):
        raise Refused(Refusal("cooperation.errand_unreadable", ENTRUSTED, facts=(("what", "number"),)))
    with act(by=Actor.office(asked.to_court, "cooperation: take errands in"), at=work.now, fulfils=work) as record:
        if ServiceErrand.objects.filter(errand=asked.errand, outgoing=False).exists():
            raise NothingToDo
        row = ServiceErrand.objects.create(
            errand=asked.errand,
            layer=Layer.ERRAND,
            court=asked.to_court,
            kind=asked.kind,
            stage=AT_ENTRUSTED_COURT.first,
            outgoing=False,
            from_court=asked.from_court,
            to_court=asked.to_court,
            peer=peer,
            attempt=asked.attempt,
            package=asked.package,
            asked_at=asked.asked_at,
            due=due_day(asked.kind, today),
        )
        if peer:
            take_lines_of(row.errand, row.from_court, asked.log)
        else:
            note_received(record, ServiceErrand.objects.filter(errand=row.errand, outgoing=True))
        fact = ServiceErrandReceived(errand=row.errand, from_court=row.from_court, to_court=row.to_court, due=row.due)
        record(fact, under=LAWS[asked.kind])
        until = {"until": row.due.isoformat()} if row.due else {}
        write_line(record, row.errand, peer, "taken_in", court=row.to_court, **until)


def _is_number_of_another(errand: UUID, peer: str) -> bool:
    """Whether another errand has this number here: the log goes by the number, and no peer may write into that one."""
    others = ServiceErrand.objects.filter(errand=errand).exclude(outgoing=False, peer=peer)
    return others.exists() or Matter.objects.filter(uid=errand).exists()


def _send_back(work: DueWork, envelope: Envelope, refusals: tuple[Refusal, ...]) -> None:
    """Nothing was taken in; the court that asked reads so. An envelope that names no errand is the operator's."""
    errand, court = uid(envelope.body["errand"]), text(envelope.body["to_court"], 16)
    today = timezone.localtime(work.now).date()
    told = ServiceResult(Outcome.UNDONE, today, why=Undone.NOT_TAKEN_IN)
    reasons = tuple(refusal.reason for refusal in refusals)
    with act(
        by=Actor.office("", "cooperation: send back what cannot be taken in"), at=work.now, fulfils=work
    ) as record:
        body = {"errand": str(errand), "from_court": court, "result": plain(told), "files": [], "log": []}
        send(record, peer=envelope.sender, kind=SERVICE_ANSWER, body=body)
        record(ServiceErrandReturned(errand=errand, peer=envelope.sender, reasons=reasons), under=ENTRUSTED)


def note_errands_printed(errands: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    """Papers were printed: one errand, or all that waited. What was noted before is left out.

    Refused: nothing is new, another function, no such errand here.
    """
    with act(by=by, at=at) as record:
        rows = [_moved(record, one, ErrandAct.PRINT) for one in errands]
        fresh = [row for row in rows if row.printed_at is None]
        if not fresh:
            raise Refused(Refusal("cooperation.printed_before", ENTRUSTED))
        for row in fresh:
            row.printed_at = at
            row.save(update_fields=["printed_at"])
            papers = str(len(row.package["papers"]))
            write_line(record, row.errand, row.peer, "letters_printed", court=row.to_court, papers=papers)
        record(ErrandLettersPrinted(errands=tuple(row.errand for row in fresh)), under=ENTRUSTED)


def note_errand_posted(errand: UUID, *, day: date, number: str, by: Actor, at: datetime) -> None:
    """The papers were handed to the post on `day` under the post's `number`; the court that asked is told at once."""
    told = ServiceResult(Outcome.POSTED, day, number=number.strip())
    with act(by=by, at=at) as record:
        row = _moved(record, errand, ErrandAct.POST)
        if row.posted_on is not None:
            raise Refused(Refusal("cooperation.posted_before", ENTRUSTED, facts=(("number", row.number),)))
        _judged(row, told, at)
        row.posted_on, row.number = day, told.number
        row.save(update_fields=["posted_on", "number"])
        said = {"day": day.isoformat(), "number": told.number}
        write_line(record, row.errand, "", "posted", court=row.to_court, **said)
        envelope = _tell(record, row, told, ())
        record(ErrandLetterPosted(errand=row.errand, day=day, envelope=envelope), under=LAWS[ErrandKind(row.kind)])


def note_result(errand: UUID, told: ServiceResult, *, by: Actor, at: datetime, files: Iterable[Material] = ()) -> None:
    """How it ended: served, in vain, or sent back. `files`: the signed slip, photographs, a video.

    Where the papers were served the return slip is made (送达回证), and goes with the answer. Refused: everything that
    is missing in what is told, by the rule that the court that asked goes by too; another function or stage.
    """
    kept = tuple(files)
    with act(by=by, at=at) as record:
        row = _moved(record, errand, ErrandAct.NOTE_RESULT)
        told = replace(told, posted_on=row.posted_on, number=row.number)
        found = _judged(row, told, at)
        row.result = result_of(told, kept)
        served = isinstance(found, Landed)
        row.certificate = _certificate(record, row, told, found) if isinstance(found, Landed) else None
        row.save(update_fields=["stage", "result", "certificate"])
        said = {"day": told.day.isoformat(), "outcome": told.outcome.value}
        write_line(record, row.errand, "", "served" if served else "not_served", court=row.to_court, **said)
        fact = ServiceResultNoted(errand=row.errand, outcome=told.outcome, certificate=row.certificate)
        record(fact, under=LAWS[ErrandKind(row.kind)])


def _judged(row: ServiceErrand, told: ServiceResult, at: datetime) -> object:
    found = judge_result(told, read_asked_of(row.package["asked"]), timezone.localtime(at).date())
    if isinstance(found, tuple):
        raise Refused(found)
    return found


def _certificate(record: Recording, row: ServiceErrand, told: ServiceResult, landed: Landed) -> UUID:
    """送达回证 of this court, with the digests of the papers that it served."""
    today, package = timezone.localtime(record.at).date(), row.package
    signer = _signer(told)
    data = certificate(
        court_name=court_name(row.to_court, today),
        number=package["number"],
        dated=today,
        electronic=False,
        to=package["recipient"],
        cause=package["cause"],
        papers=[{"name": one["title"], "sha256": one["sha256"]} for one in package["papers"]],
        way=landed.channel.term,
        address=told.visit.place.term if told.visit else package["address"],
        sent="",
        reached="",
        read="",
        served=told.day.isoformat(),
        law=landed.law,
        consent=None,
        signed_by={"name": signer, "at": told.day.isoformat()} if signer else None,
        server=names_of({record.by.person}).get(record.by.person, "") if record.by.person else "",
        note=visit_note(told.visit) if told.visit else f"邮件号码：{row.number}。",
    )
    return issue_paper(
        record,
        "delivery/certificate",
        data,
        kind="certificate",
        title="送达回证",
        label=Label(Layer.ERRAND, court=row.to_court),
        dated=today,
        subject=row.uid,
    )


def _signer(told: ServiceResult) -> str:
    """Who signed; nobody where the papers were refused and left."""
    if told.visit is None:
        return told.signer
    return told.visit.taker_name if told.visit.end == "signed" else ""


def answer_errand(work: DueWork) -> None:
    """Reaction to `ServiceResultNoted` and `PaperSigned`: the answer leaves when its return slip, if any, is sealed."""
    body = work.entry.body
    rows = ServiceErrand.objects.filter(outgoing=False, stage=ErrandStage.NOTED)
    made = "document" in body
    row = rows.filter(**({"certificate": body["document"]} if made else {"errand": body["errand"]})).first()
    if row is None:
        return
    slip = document(Viewer.office(row.to_court, work.now), row.certificate) if row.certificate else None
    if row.certificate and not (slip and slip.newest and slip.newest.signed):
        return
    with act(by=Actor.office(row.to_court, _ANSWERS), at=work.now, fulfils=work) as record:
        row = _moved(record, row.uid, ErrandAct.ANSWER)
        if slip and (v := slip.newest):
            paper = Material("certificate", v.name, v.sha256, v.sm3, v.size, v.media_type, v.pages)
            row.result["files"].append(plain(paper))
        row.answered_at = work.now
        row.save(update_fields=["stage", "answered_at", "result"])
        told = told_of(row, work.now)
        envelope = _tell(record, row, told, files_of(row))
        fact = ServiceErrandAnswered(errand=row.errand, outcome=told.outcome, envelope=envelope)
        record(fact, under=LAWS[ErrandKind(row.kind)])


def _tell(record: Recording, row: ServiceErrand, told: ServiceResult, files: tuple[Material, ...]) -> UUID | None:
    """A step: the answer leaves; within one platform the other court's office takes it from the row."""
    if not row.peer:
        return None
    body = {
        "errand": str(row.errand),
        "from_court": row.to_court,
        "result": plain(told),
        "files": plain(files),
        "log": lines_of(row.errand, court=row.to_court),
    }
    attachments = tuple(Attachment(one.sha256, one.size, one.media_type, one.name) for one in files)
    return send(record, peer=row.peer, kind=SERVICE_ANSWER, body=body, attachments=attachments)


def take_answer_beside(work: DueWork) -> None:
    """Reaction to `ErrandLetterPosted` and `ServiceErrandAnswered`: within one platform the answer is there at once."""
    row = ServiceErrand.objects.get(errand=UUID(work.entry.body["errand"]), outgoing=False)
    if row.peer:
        return
    if "outcome" in work.entry.body:
        take_answer_to(work, row.errand, "", told_of(row, work.now), files_of(row), [])
        return
    assert row.posted_on is not None  # noqa: S101 - the fact says so
    told = ServiceResult(Outcome.POSTED, row.posted_on, number=row.number)
    take_answer_to(work, row.errand, "", told, (), [])


def told_of(row: ServiceErrand, now: datetime) -> ServiceResult:
    """The result that was noted, as it stands."""
    shown = any(one["question"] == "files" for one in row.result["files"])
    return read_result(row.result["told"], now, shown=shown)


def files_of(row: ServiceErrand) -> tuple[Material, ...]:
    """The files of the result that was noted."""
    listed: list[dict[str, Any]] = row.result["files"]
    return tuple(Material(**one) for one in listed)


def _moved(record: Recording, errand: UUID, what: ErrandAct) -> ServiceErrand:
    """A step: the row of the asked court, locked and moved by the table; not saved yet. Raises `Refused`."""
    row = locked(ServiceErrand.objects.filter(uid=errand, outgoing=False)).first()
    if row is None or row.to_court != record.by.court:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    move = AT_ENTRUSTED_COURT.decide(row.stage, what, role=record.by.role)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    return row

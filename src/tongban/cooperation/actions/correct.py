"""A filing is corrected from where it was handed in: at a court here, or through the cooperating court's platform.

The competent court asks once (在线诉讼规则 9(2)). The cooperating court's platform keeps the list with its period, lets
the person mend the same pages, and sends what was mended in an envelope `filing-correction`; the competent court's
platform takes it in or refuses it, and says so in `correction-answer`.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cooperation.actions.log import as_body, log_line, take_lines
from tongban.cooperation.actions.outages import count_peer_outages, last_day_here, outages_of_peer
from tongban.cooperation.actions.reading import (
    MALFORMED,
    actor_for_peer,
    actor_of_peer,
    answers_of_peer,
    done_before,
    materials,
    text,
    uid,
)
from tongban.cooperation.events import CorrectionAnswered, CorrectionReturned, CorrectionSent, CorrectionTakenIn
from tongban.cooperation.models import LogEntry, Matter
from tongban.cooperation.queries.corrections import asked_of, package_of_matter
from tongban.cooperation.rules.cross_region_filing import AT_COMPETENT_COURT, AT_COOPERATING_COURT
from tongban.cooperation.vocabulary import CORRECTION_ANSWER, FILING_CORRECTION, Line, MatterAct, MatterStage
from tongban.documents.vocabulary import Material
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.filing.actions.draft import added_files, start_correction
from tongban.filing.actions.hand_in import check_package, correct, is_in_time, known_answers
from tongban.filing.actions.papers import materials_of
from tongban.filing.law import not_oral
from tongban.filing.queries import filing_seen_by
from tongban.filing.vocabulary import Answers, DraftView, Package
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical, plain
from tongban.kernel.incidents import Outage
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

_LAW = "在线诉讼规则 9(2)"
_AGREEMENT = "川渝跨域立案协议 2020"


def begin_correction(viewer: Viewer, subject: UUID, *, helper: UUID | None = None, helper_court: str = "") -> DraftView:
    """The draft in which the viewer mends a filing or errand of her own; begun before, it goes on.

    Refused when the court asks for nothing. A draft is no act: nothing is handed in yet.
    """
    asked = asked_of(viewer, subject)
    if asked is None:
        raise Refused(Refusal("filing.nothing_to_correct", _LAW))
    if asked.elsewhere:
        package = package_of_matter(viewer, subject)
        known = {"helper": helper, "helper_court": helper_court, "at": viewer.now, "subject": subject}
        return start_correction(package, handed_in=package.materials, **known)  # type: ignore[arg-type]
    filing = filing_seen_by(viewer, subject)
    there = materials_of(filing.uid, filing.holder, at=viewer.now)
    return start_correction(
        filing,
        subject=subject,
        handed_in=there,
        at=viewer.now,
        holder=viewer.person,
        helper=helper,
        helper_court=helper_court,
    )


def correct_by_draft(record: Recording, draft: DraftView) -> UUID:
    """A step: what the draft mends goes to the competent court, here or elsewhere. Returns what it mended."""
    assert draft.corrects is not None  # noqa: S101 - the caller hands in a correction
    added = added_files(draft.uid)
    if Matter.objects.filter(uid=draft.corrects).exists():
        _send(record, draft.corrects, draft.answers, added)
    else:
        correct(record, draft.corrects, draft.answers, added, helper=record.by.helper_court)
    return draft.corrects


def _send(record: Recording, matter: UUID, answers: Answers, added: tuple[Material, ...]) -> None:
    row = locked(Matter.objects.filter(uid=matter, outgoing=True)).first()
    if row is None or row.applicant != record.by.person:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    until, outages = last_day_here(row)
    in_time = is_in_time(record.at, until)
    move = AT_COOPERATING_COURT.decide(row.stage, MatterAct.HAND_IN_CORRECTION, role=record.by.role, holds=in_time)
    if isinstance(move, Refusal):
        raise Refused(move)
    package = _mended(row, answers, added)
    check_package(package, today=record.at)
    log_line(record, row, Line.CORRECTION_SENT, court=row.from_court, share=False)
    lines = LogEntry.objects.filter(matter=matter, what=Line.CORRECTION_SENT, at=record.at)
    row.envelope = send(
        record,
        peer=row.peer,
        kind=FILING_CORRECTION,
        body={
            "matter": str(matter),
            "handed_in_at": record.at.isoformat(),
            "answers": package.answers,
            "materials": [asdict(material) for material in added],
            "actor": actor_for_peer(record.by, record.at),
            "log": [as_body(line) for line in lines],
            "outages": outages,
        },
        attachments=tuple(Attachment(m.sha256, m.size, m.media_type, m.name) for m in added),
    )
    row.stage, row.package = move.target, plain(package)
    row.save(update_fields=["stage", "package", "envelope"])
    digest = hashlib.sha256(canonical(package.answers)).hexdigest()
    names = tuple(material.sha256 for material in added)
    fact = CorrectionSent(matter=matter, envelope=row.envelope, digest=digest, materials=names)
    record(fact, under=move.law)


def _mended(row: Matter, answers: Answers, added: tuple[Material, ...]) -> Package:
    """What stands after the correction: the answers anew, the files added to those that were there."""
    there = [Material(**item) for item in row.package["materials"]]
    fields = dict(row.package) | {
        "answers": not_oral(row.package["answers"]) | known_answers(row.package["interview"], answers),
        "materials": tuple(dict.fromkeys([*there, *added])),
        "applicant": row.applicant,
        "matter": row.uid,
    }
    return Package(**fields)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it was read from its envelope."""

    by: Actor
    answers: Answers
    added: tuple[Material, ...]
    handed_in_at: datetime
    log: list[dict[str, Any]]
    outages: tuple[Outage, ...]
    """Of the platform at which it was handed in, which moved the last day there."""


def read_correction(work: DueWork, envelope: Envelope) -> Correction:
    """The correction in the envelope. Raises one of `MALFORMED` when it is none.

    The cooperating court says when the person handed in; the hour lies before the one at which the envelope came.
    """
    body, day = envelope.body, timezone.localtime(work.now).date()
    at = done_before(body["handed_in_at"], work.now)
    return Correction(
        by=actor_of_peer(body["actor"], envelope.sender, day),
        answers=answers_of_peer(body["answers"], envelope.sender, day),
        added=materials(envelope, body["materials"]),
        handed_in_at=at,
        log=list(body["log"]),
        outages=outages_of_peer(body.get("outages", []), envelope.sender, work.now),
    )


def receive_correction(work: DueWork, envelope: Envelope) -> None:
    """Envelope `filing-correction`: the filing is under review again, and its seven days run anew.

    What comes late, twice, from others or cannot be read changes nothing and is answered with its reasons.
    """
    matter = uid(envelope.body["matter"])
    try:
        _take_in(work, envelope, matter)
    except Refused as no:
        _refuse(work, envelope, matter, no.refusals)
    except MALFORMED:
        _refuse(work, envelope, matter, (Refusal("cooperation.correction_unreadable", _AGREEMENT),))


def _take_in(work: DueWork, envelope: Envelope, matter: UUID) -> None:
    came = read_correction(work, envelope)
    with act(by=came.by, at=work.now, fulfils=work) as record:
        row = locked(Matter.objects.filter(uid=matter, peer=envelope.sender, outgoing=False)).first()
        if row is None or row.applicant != came.by.person or row.filing is None:
            raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
        move = AT_COMPETENT_COURT.decide(row.stage, MatterAct.HAND_IN_CORRECTION, role=record.by.role)
        if isinstance(move, Refusal):
            raise Refused(move)
        row.correct_until = count_peer_outages(record, row, row.correct_until, came.outages, came.handed_in_at)
        filing = correct(
            record,
            row.filing,
            came.answers,
            came.added,
            handed_in_at=came.handed_in_at,
            until=row.correct_until,
            helper=row.from_court,
        )
        assert filing.decide_by is not None  # noqa: S101 - it has just been set
        row.stage, row.decide_by, row.package = (
            move.target,
            filing.decide_by,
            plain(_mended(row, came.answers, came.added)),
        )
        row.save(update_fields=["stage", "decide_by", "package", "correct_until"])
        take_lines(row, came.log)
        record(CorrectionTakenIn(matter=matter, filing=filing.uid, decide_by=filing.decide_by), under=move.law)
        log_line(record, row, Line.CORRECTED, court=row.to_court, share=False, decide_by=filing.decide_by.isoformat())
        lines = LogEntry.objects.filter(matter=matter, court=row.to_court, what=Line.CORRECTED)
        _answer(record, envelope, matter, decide_by=filing.decide_by, log=[as_body(line) for line in lines])


def _refuse(work: DueWork, envelope: Envelope, matter: UUID, refusals: tuple[Refusal, ...]) -> None:
    office = Actor.office("", "cooperation: send back corrections", settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        _answer(record, envelope, matter, refusals=refusals)
        reasons = tuple(refusal.reason for refusal in refusals)
        record(CorrectionReturned(matter=matter, peer=envelope.sender, reasons=reasons), under=_LAW)


def _answer(
    record: Recording,
    envelope: Envelope,
    matter: UUID,
    *,
    decide_by: date | None = None,
    refusals: tuple[Refusal, ...] = (),
    log: list[dict[str, Any]] | None = None,
) -> None:
    body = {
        "matter": matter,
        "envelope": envelope.uid,
        "decide_by": decide_by,
        "refusals": refusals,
        "log": log or [],
    }
    send(record, peer=envelope.sender, kind=CORRECTION_ANSWER, body=plain(body))


def take_correction_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `correction-answer`: the court's new period; or what it refused, to be mended while time is left."""
    body = envelope.body
    refusals = [dict(refusal) for refusal in body["refusals"]]
    reasons = tuple(text(refusal["reason"], 80) for refusal in refusals)
    decide_by = date.fromisoformat(text(body["decide_by"], 10)) if not refusals else None
    office = Actor.office("", "cooperation: keep answers", settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        asked = Matter.objects.filter(uid=uid(body["matter"]), peer=envelope.sender, outgoing=True)
        row = locked(asked.filter(envelope=uid(body["envelope"]))).first()
        if row is None or row.correct_until is None:
            raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
        if refusals and row.stage != MatterStage.ANSWERED:
            move = AT_COOPERATING_COURT.decide(row.stage, MatterAct.REOPEN_CORRECTION, role="office")
            if isinstance(move, Refusal):
                raise Refused(move)
            row.stage = move.target
        row.decide_by, row.answer = decide_by, row.answer | ({"refusals": refusals} if refusals else {})
        row.save(update_fields=["stage", "decide_by", "answer"])
        take_lines(row, list(body["log"]))
        record(CorrectionAnswered(matter=row.uid, decide_by=decide_by, refusals=reasons), under=_LAW)

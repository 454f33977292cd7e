"""The hearing itself: opened by the judge, its record written line by line, closed by the judge (CPL 140-145, 150)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.witnesses import witnesses_in
from tongban.cases.vocabulary import Act
from tongban.cases.vocabulary.witnesses import WitnessState
from tongban.frame.acts import Recording, act, locked
from tongban.hearings.actions.identity import identities, kept
from tongban.hearings.events import HearingClosed, HearingOpened, RecordLineWritten
from tongban.hearings.models import Hearing, LineDraft, RecordLine
from tongban.hearings.queries import line_view
from tongban.hearings.rules.attendance import check_attendance, mode_of
from tongban.hearings.rules.record import check_correction, check_line, content_of
from tongban.hearings.rules.schedule import may_open
from tongban.hearings.rules.testimony import check_witness
from tongban.hearings.vocabulary import HearingState, LineView, Place
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.actions.seal import measure, seal
from tongban.register.vocabulary import SealKind

READING = "record_reading"
"""Five days to read the record, a row of the table of periods (CPL 150(2))."""


def open_hearing(
    case: UUID,
    *,
    present: Collection[UUID],
    online: Collection[UUID] = (),
    written: Collection[UUID] = (),
    by: Actor,
    at: datetime,
) -> None:
    """The judge opens the hearing after the clerk has seen who is `present`: parties, and agents by their authorities.

    `online`: parties and agents that take part over the platform while others may sit in the room (在线诉讼规则
    4(2)(iii)); `written`: parties that cannot come and handed in their will in writing. Refused: another day, nobody
    there, an agent without authority on this day, a party that must come itself (CPL 65, 140), somebody online without
    consent or a fresh check.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.OPEN_HEARING)
        row = _hearing(case, HearingState.SET)
        set_for, today = timezone.localtime(row.starts_at).date(), timezone.localtime(at).date()
        require(may_open(set_for=set_for, today=today))
        known, everybody = authorities_in(case), {*present, *online}
        require(
            check_attendance(view.parties, known, here=everybody, written=set(written), cause=view.cause, today=today)
        )
        seen, checks = identities(record, view, known, room=set(present), online=set(online))
        here = tuple(p.uid for p in view.parties if p.uid in seen)
        agents = {one.uid: one.party for one in known if one.uid in seen}
        stated = tuple(p.uid for p in view.parties if p.uid in set(written) and p.uid not in here)
        row.state, row.opened_at, row.present = HearingState.OPEN, at, [str(uid) for uid in here]
        row.agents = {str(uid): str(party) for uid, party in agents.items()}
        row.written, row.identity = [str(uid) for uid in stated], {str(uid): kept(one) for uid, one in seen.items()}
        row.mode = mode_of([one.place for one in seen.values()])
        row.save(update_fields=["state", "opened_at", "present", "agents", "written", "identity", "mode"])
        fact = HearingOpened(
            case=case,
            hearing=row.uid,
            present=here,
            agents=tuple(agents),
            written=stated,
            online=tuple(uid for uid, one in seen.items() if one.place is Place.ONLINE),
            checks=checks,
        )
        record(fact, under=law, case=case)


def write_line(  # noqa: PLR0913 - what a line says
    case: UUID,
    *,
    part: str,
    speaker: str,
    name: str,
    text: str,
    by: Actor,
    at: datetime,
    corrects: int | None = None,
    witness: UUID | None = None,
) -> LineView:
    """Add a line to the record; `corrects` names the line that it corrects, which stays readable.

    `witness`: whose words these are. Refused also: a witness who is not called in.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.WRITE_RECORD)
        line = add_line(
            record,
            view.court,
            open_hearing_of(case),
            law,
            part=part,
            speaker=speaker,
            name=name,
            text=text,
            corrects=corrects,
            witness=witness,
        )
        assert by.person is not None  # noqa: S101 - the table lets only staff write
        LineDraft.objects.filter(hearing=line.hearing, person=by.person).delete()
    return line_view(line)


def add_line(  # noqa: PLR0913 - what a line says
    record: Recording,
    court: str,
    hearing: Hearing,
    law: str,
    *,
    part: str,
    speaker: str,
    name: str,
    text: str,
    corrects: int | None = None,
    witness: UUID | None = None,
) -> RecordLine:
    """A step: the next line of an open hearing, refused with all that is wrong."""
    lines = [line_view(line) for line in hearing.lines.order_by("number")]
    heard = next((one for one in witnesses_in(hearing.case) if one.uid == witness), None) if hearing.case else None
    wrong = [
        *check_line(part=part, speaker=speaker, name=name, text=text),
        *(no for no in (check_correction(corrects, lines), check_witness(speaker, heard, lines, corrects)) if no),
    ]
    require(wrong)
    line = RecordLine.objects.create(
        layer=Layer.WITNESS if heard else Layer.CASE,
        court=court,
        case=hearing.case,
        holder=heard.person if heard else None,
        hearing=hearing,
        number=len(lines) + 1,
        part=part,
        speaker=speaker,
        name=name.strip(),
        text=text.strip(),
        witness=witness,
        corrects=corrects,
        at=record.at,
    )
    assert hearing.case is not None  # noqa: S101 - every hearing carries its case
    fact = RecordLineWritten(
        case=hearing.case,
        hearing=hearing.uid,
        number=line.number,
        part=part,
        speaker=speaker,
        corrects=corrects,
        digest=hashlib.sha256(content_of([line_view(line)])).hexdigest(),
    )
    record(fact, under=law, case=hearing.case)
    return line


def save_draft(case: UUID, text: str, *, person: UUID) -> None:
    """Keep what a clerk is typing; not an act (drafts and autosave). Nothing happens when no hearing is open."""
    row = Hearing.objects.filter(case=case, state=HearingState.OPEN).first()
    if row is not None:
        LineDraft.objects.update_or_create(hearing=row, person=person, defaults={"text": text[:4000]})


def close_hearing(case: UUID, *, by: Actor, at: datetime) -> str:
    """The judge closes the hearing: its record is sealed, and read by the parties from now on. Returns its digest.

    The five days for reading begin for every party that was there, itself or by an agent.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.CLOSE_HEARING)
        row = open_hearing_of(case)
        if any(one.state is WitnessState.TESTIFYING for one in witnesses_in(case)):
            raise Refused(Refusal("hearings.witness_still_here", "证据规定 72(2)"))
        content = content_of([line_view(line) for line in row.lines.order_by("number")])
        count = row.lines.count()
        if not count:
            raise Refused(Refusal("hearings.record_empty", "CPL 150"))
        row.state, row.closed_at = HearingState.CLOSED, at
        row.digest = hashlib.sha256(content).hexdigest()
        row.save(update_fields=["state", "closed_at", "digest"])
        record(HearingClosed(case=case, hearing=row.uid, lines=count, digest=row.digest), under=law, case=case)
        seal(record, SealKind.FILE_VERSION, row.uid, measure(content), case=case)
        for uid in row.heard:
            start_clock(record, view, READING, start=at, owed_by=uid)
    return row.digest


def open_hearing_of(case: UUID) -> Hearing:
    """The hearing of the case that is in session, locked until the act ends. Refused when none is."""
    return _hearing(case, HearingState.OPEN)


def _hearing(case: UUID, state: HearingState) -> Hearing:
    row = locked(Hearing.objects.filter(case=case, state=state)).first()
    if row is None:
        raise Refused(Refusal("hearings.no_such_hearing", "CPL 140"))
    return row

"""Filing in bulk: a table is taken in and looked over row by row; what is good is handed in by one act of the person
and filed row by row, each filing by an act of its own. The work goes on in chunks, also after a process was killed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.courts.queries import is_hosted
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.actions.upload import receive_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import MEDIA_TYPES, Material
from tongban.filing.actions.hand_in import hand_in
from tongban.filing.adapters.archives import Archive, archive_of
from tongban.filing.events import BatchAdvanced, BatchChecked, BatchFiled, BatchHandedIn, BatchTakenIn
from tongban.filing.models import Batch, BatchRow
from tongban.filing.models.batch import WARNS
from tongban.filing.queries import interview_of, packed
from tongban.filing.queries.bulk import batch_view
from tongban.filing.queries.repeated import filed_like
from tongban.filing.rules.answers import findings, warnings
from tongban.filing.rules.bulk import COURT, REF, check_key, missing_files, not_asked, other_court, read_table
from tongban.filing.rules.repeated import LAW as TWICE
from tongban.filing.rules.table_twins import TableTwins
from tongban.filing.vocabulary import Package
from tongban.filing.vocabulary.bulk import FILEABLE, BatchStage, BatchView, RowState, TableRow
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import person_by_uid
from tongban.register.vocabulary import DueWork

CHUNK = 50
"""Rows that are looked over or filed as one piece of due work: a few seconds."""
NONE = "no"
"""What was answered of the whole table, and so of each of its files, when asked for state secrets."""
NOT_CHECKED = "filing.bulk_not_checked"
"""Why a table cannot be handed in yet: it will pass by itself."""
_LAW = "house rule: filing in bulk"


@dataclass(frozen=True, slots=True)
class Looked:
    """A table, or an archive, that is in order as a whole."""

    data: bytes
    digest: str
    rows: int


def look_at(content: BinaryIO, *, interview: str, key: str, secret: str) -> Looked:
    """Judge a table as a whole; nothing is kept. Refused with everything that is wrong with it, the archive or the key.

    `secret` is asked of the whole.
    """
    require(told_of_secrets(secret, "state_secret"))
    require(check_key(key))
    archive = Archive(content)
    rows = _rows(read_table(archive.table(), interview_of(interview)))
    content.seek(0)
    data = content.read()
    return Looked(data, hashlib.sha256(data).hexdigest(), len(rows))


def take_in(
    content: BinaryIO,
    name: str,
    *,
    interview: str,
    key: str,
    secret: str,
    by: Actor,
    at: datetime,
    uid: UUID | None = None,
) -> BatchView:
    """Take in a table, alone or in an archive with its files, under the sender's own `key`. Nothing is filed.

    The same content under the same key again is the same batch. Refused as by `look_at`, and another content under a
    known key. `uid`: the number that it has where it was sent.
    """
    looked, found = look_at(content, interview=interview, key=key, secret=secret), interview_of(interview)
    data, digest = looked.data, looked.digest
    known = Batch.objects.filter(holder=by.person, key=key).first()
    if known is not None:
        return _same(known, digest, interview)
    keep_blob(data)
    columns = {
        "uid": uid or new_id(),
        "layer": Layer.OWN,
        "holder": by.person,
        "interview": found.id,
        "version": found.version,
        "key": key,
        "name": name[:120],
        "sha256": digest,
        "stage": BatchStage.CHECKING,
        "rows": looked.rows,
        "taken_at": at,
    }
    try:
        with act(by=by, at=at) as record:
            row = Batch.objects.create(**columns)
            record(BatchTakenIn(batch=row.uid, interview=found.id, rows=looked.rows, digest=digest), under=_LAW)
    except IntegrityError:  # the same was sent a moment ago by another request
        return _same(Batch.objects.get(holder=by.person, key=key), digest, interview)
    return batch_view(row)


def hand_in_batch(batch: UUID, *, by: Actor, at: datetime, received_at: datetime | None = None) -> None:
    """The person hands in every good row: each is filed as of now (CPL 123; 电子签名法 11), or as of `received_at`.

    `received_at`: when it was handed in in the internet zone. Pressed twice, once.

    Refused: another's batch, one that is not looked over to its end, one without a good row.
    """
    with act(by=by, at=at) as record:
        row = locked(Batch.objects.filter(uid=batch)).first()
        if row is None or row.holder != by.person:
            raise Refused(Refusal("filing.no_such_batch", "在线诉讼规则 38"))
        if row.stage in {BatchStage.FILING, BatchStage.FILED}:
            raise NothingToDo
        if row.stage == BatchStage.CHECKING:
            raise Refused(Refusal(NOT_CHECKED, _LAW))
        good = BatchRow.objects.filter(batch=row, state__in=FILEABLE).count()
        if not good:
            raise Refused(Refusal("filing.bulk_nothing_good", "CPL 122"))
        row.stage, row.handed_in_at = BatchStage.FILING, received_at or at
        row.save(update_fields=["stage", "handed_in_at"])
        record(BatchHandedIn(batch=row.uid, rows=good, digest=row.sha256), under="CPL 123")


def advance_batch(work: DueWork) -> None:
    """Reaction to what moves a batch: look over, or file, the next rows. Done twice, it finds nothing left to do."""
    row = Batch.objects.filter(uid=work.entry.body["batch"]).first()
    if row is None:
        return  # its person had it erased
    match row.stage:
        case BatchStage.CHECKING:
            _check_some(row, work)
        case BatchStage.FILING:
            _file_some(row, work)


def _check_some(batch: Batch, work: DueWork) -> None:
    interview = interview_of(batch.interview)
    archive = archive_of(read_blob(batch.sha256))
    rows = _rows(read_table(archive.table(), interview))
    start = BatchRow.objects.filter(batch=batch).count()
    day = timezone.localtime(work.now).date()
    twins = TableTwins(interview, [row.answers for row in rows], day)
    made = []
    for place, row in enumerate(rows[start : start + CHUNK], start):
        one = _looked_over(batch, row, archive, work.now)
        made.append(_with_twins(batch, one, rows, twins.twin_of(place), day) if one.state in FILEABLE else one)
    with act(by=_office(), at=work.now, fulfils=work) as record:
        held = locked(Batch.objects.filter(uid=batch.uid)).get()
        if BatchRow.objects.filter(batch=held).count() != start:
            raise NothingToDo
        BatchRow.objects.bulk_create(made)
        if start + len(made) < len(rows):
            record(BatchAdvanced(batch=held.uid, line=made[-1].line), under=_LAW)
            return
        held.stage = BatchStage.CHECKED
        held.save(update_fields=["stage"])
        good = BatchRow.objects.filter(batch=held, state__in=FILEABLE).count()
        record(BatchChecked(batch=held.uid, good=good, faulty=held.rows - good), under=_LAW)


def _looked_over(batch: Batch, row: TableRow, archive: Archive, now: datetime) -> BatchRow:
    """The row with everything that was found in it and every warning, its files taken out of the archive."""
    today, interview = timezone.localtime(now).date(), interview_of(batch.interview)
    found = missing_files(row, archive.names)
    found += findings(interview, row.answers, files=row.files, today=today)
    warned = [*not_asked(row, interview, today), *warnings(interview, row.answers, today=today)]
    materials: list[Material] = []
    for question, name in ((question, name) for question, names in row.files.items() for name in names):
        try:
            materials += [_material(question, name, archive)] if name in archive.names else []
        except Refused as no:
            found += [replace(one, fields=(question,)) for one in no.refusals]
    made = BatchRow(batch=batch, line=row.line, ref=row.ref, answers=row.answers, files=plain(materials))
    if not found:
        try:
            warned += other_court(row.answers.get(COURT, ""), _package(batch, made, now).court)
        except Refused as no:
            found += no.refusals
    made.state = RowState.FAULTY if found else RowState.WARNED if warned else RowState.GOOD
    made.findings = [*plain(found), *(told | WARNS for told in plain(warned))]
    return made


def _with_twins(batch: Batch, made: BatchRow, rows: Sequence[TableRow], twin: int | None, day: date) -> BatchRow:
    """The row with what it is like: another row, and what its sender has filed already. It is filed all the same."""
    assert batch.holder is not None  # noqa: S101 - a batch always has its person
    found = []
    if twin is not None:
        facts = (("line", str(rows[twin].line)), ("ref", rows[twin].ref))
        found.append(Refusal("filing.bulk_twin_row", TWICE, (REF,), facts))
    filed = filed_like(batch.holder, batch.interview, made.answers, day)
    if filed is not None:
        on = timezone.localtime(filed.handed_in_at).date()
        facts = (("day", on.isoformat()), ("filing", str(filed.uid)))
        found.append(Refusal("filing.bulk_twin_filed", TWICE, (REF,), facts))
    if found:
        made.state, made.findings = RowState.TWIN, [*plain(found), *made.findings]
    return made


def _material(question: str, name: str, archive: Archive) -> Material:
    content = BytesIO(archive.read(name))
    got = receive_upload(content, name.rpartition("/")[2], secret=NONE, field=question)
    return Material(question, got.name, got.kept.sha256, got.kept.sm3, got.kept.size, MEDIA_TYPES[got.kind], got.pages)


def _package(batch: Batch, row: BatchRow, now: datetime) -> Package:
    """The complaint of a row. Refused when no court is found, or one of another platform."""
    assert batch.holder is not None  # noqa: S101 - a batch always has its person
    sender = person_by_uid(batch.holder)
    today = timezone.localtime(now).date()
    materials = tuple(Material(**one) for one in row.files)
    package = packed(
        batch.interview,
        batch.version,
        row.answers,
        materials,
        applicant=batch.holder,
        platform=sender.platform if sender else settings.TONGBAN.slug,
        on=today,
    )
    if not is_hosted(package.court, today):
        raise Refused(Refusal("filing.bulk_court_elsewhere", _LAW, ("court.chosen",), (("court", package.court),)))
    return package


def _file_some(batch: Batch, work: DueWork) -> None:
    good = BatchRow.objects.filter(batch=batch, state__in=FILEABLE).order_by("line")
    rows = list(good[:CHUNK])
    for row in rows:
        _file_row(batch, row, work.now)
    with act(by=_office(), at=work.now, fulfils=work) as record:
        held = locked(Batch.objects.filter(uid=batch.uid)).get()
        if held.stage != BatchStage.FILING:
            raise NothingToDo
        if good.exists():
            record(BatchAdvanced(batch=held.uid, line=rows[-1].line), under=_LAW)
            return
        held.stage = BatchStage.FILED
        held.save(update_fields=["stage"])
        filed = BatchRow.objects.filter(batch=held, state=RowState.FILED).count()
        record(BatchFiled(batch=held.uid, filed=filed, left=held.rows - filed), under=_LAW)


def _file_row(batch: Batch, row: BatchRow, now: datetime) -> None:
    """File one row, or keep with it why not; what another process has filed meanwhile stays."""
    try:
        package = _package(batch, row, now)
        with act(by=_office(), at=now) as record:
            held = locked(BatchRow.objects.filter(pk=row.pk)).get()
            if held.state not in FILEABLE:
                raise NothingToDo
            filing = hand_in(record, package, received_at=batch.handed_in_at)
            held.state, held.filing, held.answers, held.files = RowState.FILED, filing.uid, {}, []
            held.save(update_fields=["state", "filing", "answers", "files"])
    except Refused as no:
        _not_filed(row, no.refusals)


def _not_filed(row: BatchRow, refusals: Sequence[Refusal]) -> None:
    """The same complaint was filed before: then the row names that filing. Else what was found stays with it."""
    with transaction.atomic():
        held = locked(BatchRow.objects.filter(pk=row.pk)).get()
        before = [dict(one.facts).get("filing") for one in refusals if one.reason == "filing.handed_in_before"]
        held.state = RowState.KNOWN if before else RowState.FAULTY
        warned = [told for told in held.findings if WARNS.items() <= told.items()]
        held.filing = UUID(before[0]) if before and before[0] else None
        held.findings = [*plain(list(refusals)), *warned]
        held.save(update_fields=["state", "filing", "findings"])


def _rows(read: Sequence[TableRow] | Sequence[Refusal]) -> list[TableRow]:
    """The rows; raises `Refused` when the table as a whole is wrong."""
    require([one for one in read if isinstance(one, Refusal)])
    return [one for one in read if isinstance(one, TableRow)]


def _same(known: Batch, digest: str, interview: str) -> BatchView:
    if (known.sha256, known.interview) != (digest, interview):
        raise Refused(Refusal("filing.bulk_key_used", _LAW, ("key",), (("key", known.key),)))
    return batch_view(known)


def _office() -> Actor:
    return Actor.office("", _LAW, settings.TONGBAN.slug)

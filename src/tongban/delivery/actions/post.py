"""Letters go to the post in batches, and the post tells what became of each (邮寄送达规定 6-9).

The folders are the port: a list for each batch goes out, files of the post come in. A file is known by its digest, an
event by its content; a kill at any point only means that the rest is done later.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.delivery.actions.dispatch import lock
from tongban.delivery.actions.letters import came_back, opponents_to, posted, signed_for
from tongban.delivery.actions.tasks import open_task
from tongban.delivery.adapters.post_files import read_post_file
from tongban.delivery.events import BatchPrinted, LetterTracked, PostFileImported, PostFileTaken, PostRowRefused
from tongban.delivery.models import Attempt, Dispatch, LetterBatch, PostEvent, PostFile, PostFinding
from tongban.delivery.rules.post import LAW, letter_serial, row_flaws
from tongban.delivery.vocabulary import OVER, AttemptState, Channel
from tongban.delivery.vocabulary.owed import TaskKind
from tongban.delivery.vocabulary.post import BadRow, FileFlaw, LetterStanding, PostRow, PostState, RowFlaw
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

_RULE = "house rule: what the post tells is taken in as it comes"
_LARGEST = 200
"""Letters of one batch: a file that a printer takes."""


def make_batch(viewer: Viewer, *, by: Actor, at: datetime) -> UUID:
    """Put the court's waiting letters that the viewer sees together for the printer and the post; returns the uid.

    Refused: no letter waits, another function.
    """
    with act(by=by, at=at) as record:
        if by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", LAW))
        rows = list(locked(_waiting(viewer, by.court))[:_LARGEST])
        if not rows:
            raise Refused(Refusal("delivery.no_letters_wait", LAW))
        last = LetterBatch.objects.filter(court=by.court).order_by("-number").first()
        batch = LetterBatch.objects.create(
            layer=Layer.STAFF,
            court=by.court,
            number=(last.number if last else 0) + 1,
            at=at,
            letters=len(rows),
        )
        for row in rows:
            row.batch = batch
            row.save(update_fields=["batch"])
        record(BatchPrinted(batch=batch.uid, letters=tuple(row.uid for row in rows)), under=LAW)
    return batch.uid


def _waiting(viewer: Viewer, court: str) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(visible_q(viewer), court=court, channel=Channel.LETTER, batch__isnull=True)
    return rows.filter(state=AttemptState.QUEUED, elsewhere="").order_by("queued_at", "id")


def import_post_file(content: bytes, name: str, *, at: datetime) -> PostFile:
    """Take in one file; again with the same bytes, only what is still missing is done."""
    digest = hashlib.sha256(content).hexdigest()
    file = PostFile.objects.filter(digest=digest).first()
    if file is not None and file.done_at is not None:
        return file
    rows = read_post_file(content)
    file = file or _taken(rows, name, digest, at)
    if isinstance(rows, FileFlaw):
        return file
    for row in rows:
        if isinstance(row, BadRow):
            _refuse(file, row, at)
        else:
            _take(file, row, at)
    return _finished(file, len(rows), at)


def _office(court: str = "") -> Actor:
    return Actor.office(court, _RULE, settings.TONGBAN.slug)


def _taken(rows: tuple[PostRow | BadRow, ...] | FileFlaw, name: str, digest: str, at: datetime) -> PostFile:
    flaw = rows.value if isinstance(rows, FileFlaw) else ""
    count = 0 if isinstance(rows, FileFlaw) else len(rows)
    with act(by=_office(), at=at) as record:
        file = PostFile.objects.create(
            layer=Layer.STAFF,
            name=name[:120],
            digest=digest,
            received_at=at,
            rows=count,
            flaw=flaw,
            done_at=at if flaw else None,
        )
        record(PostFileTaken(file=file.uid, digest=digest, rows=count, flaw=flaw), under=_RULE)
        if flaw:
            open_task(record, TaskKind.POST_ROW, court="", case=None, paper=file.uid, says=file.name)
    return file


def _take(file: PostFile, row: PostRow, at: datetime) -> None:
    if PostEvent.objects.filter(digest=row.digest).exists() or _found_before(file, row.line):
        return
    serial = letter_serial(row.letter)
    found = Attempt.objects.filter(id=serial, channel=Channel.LETTER).first() if serial is not None else None
    flaws: tuple[RowFlaw, ...] = (RowFlaw.NO_SUCH_LETTER,)
    if found is not None:
        with act(by=_office(found.court), at=at) as record:
            dispatch = lock(Dispatch.objects.get(id=found.dispatch_id).uid)
            letter = Attempt.objects.get(id=found.id)
            flaws = row_flaws(row, _standing(letter, dispatch), timezone.localtime(at).date())
            if not flaws:
                _note(record, file, row, dispatch, letter)
            else:
                _find(record, file, _as_finding(row, flaws), letter)
        return
    _refuse(file, _as_finding(row, flaws), at)


def _standing(row: Attempt, dispatch: Dispatch) -> LetterStanding:
    # Of a service that fell, or passed to the heirs, nothing more comes, though its letter is still at the post.
    is_open = row.state in (AttemptState.QUEUED, AttemptState.SENT) and dispatch.state not in OVER
    queued = timezone.localtime(row.queued_at).date()
    return LetterStanding(is_open, row.posted_on, row.tracking, row.tries, queued, opponents_to(dispatch))


def _note(record: Recording, file: PostFile, row: PostRow, dispatch: Dispatch, letter: Attempt) -> None:
    """A step: what the post tells becomes what is known of the letter, and what follows from it is done."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    PostEvent.objects.create(
        layer=Layer.STAFF,
        court=letter.court,
        case=letter.case,
        letter=letter,
        file=file,
        line=row.line,
        state=row.state,
        day=row.day,
        reason=row.reason or "",
        digest=row.digest,
    )
    fact = LetterTracked(case=dispatch.case, dispatch=dispatch.uid, attempt=letter.uid, state=row.state, day=row.day)
    record(fact, under=LAW, case=dispatch.case)
    match row.state:
        case PostState.TAKEN:
            posted(record, dispatch, letter, row.day, row.number)
        case PostState.TRIED:
            letter.tries += 1
            letter.save(update_fields=["tries"])
        case PostState.SIGNED:
            signed_for(record, dispatch, letter, row.day, row.signer)
        case PostState.RETURNED:
            assert row.reason is not None  # noqa: S101 - the reader saw to it
            came_back(record, dispatch, letter, row.reason, row.day)


def _as_finding(row: PostRow, flaws: tuple[RowFlaw, ...]) -> BadRow:
    raw = ",".join((row.letter, row.number, row.state, row.day.isoformat(), row.reason or "", row.signer))
    return BadRow(row.line, raw, row.digest, flaws)


def _refuse(file: PostFile, row: BadRow, at: datetime) -> None:
    if _found_before(file, row.line):
        return
    with act(by=_office(), at=at) as record:
        _find(record, file, row, None)


def _found_before(file: PostFile, line: int) -> bool:
    """Whether an earlier look at the file, which did not come to its end, kept this row for a person."""
    return PostFinding.objects.filter(file=file, line=line).exists()


def _find(record: Recording, file: PostFile, row: BadRow, letter: Attempt | None) -> None:
    """A step: the row is kept for a person, who has a task; nothing else happens because of it."""
    flaws, court = tuple(flaw.value for flaw in row.flaws), letter.court if letter else ""
    found = PostFinding.objects.create(
        layer=Layer.STAFF,
        court=court,
        file=file,
        line=row.line,
        raw=row.raw,
        digest=row.digest,
        flaws=list(flaws),
        at=record.at,
    )
    record(PostRowRefused(file=file.uid, line=row.line, digest=row.digest, flaws=flaws), under=_RULE)
    says = f"{file.name}, {row.line}: {row.raw}"
    open_task(record, TaskKind.POST_ROW, court=court, case=None, paper=found.uid, says=says)


def _finished(file: PostFile, rows: int, at: datetime) -> PostFile:
    taken = PostEvent.objects.filter(file=file).count()
    refused = PostFinding.objects.filter(file=file).count()
    with act(by=_office(), at=at) as record:
        row = locked(PostFile.objects.filter(id=file.id)).get()
        row.done_at, row.taken, row.refused, row.repeated = at, taken, refused, rows - taken - refused
        row.save(update_fields=["done_at", "taken", "refused", "repeated"])
        fact = PostFileImported(file=row.uid, taken=taken, refused=refused, repeated=row.repeated)
        record(fact, under=_RULE)
    return row

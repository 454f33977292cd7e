"""Scans: a stack comes in, the worker takes it apart, each part becomes the picture of an item (在线诉讼规则 11(3))."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import lock_own_case
from tongban.documents.actions.binding import Unbound, take_apart
from tongban.documents.actions.blobs import drop_blob
from tongban.documents.actions.labels import hand_over
from tongban.documents.actions.upload import Received, keep_upload, recall_upload
from tongban.documents.queries import is_kept_secret
from tongban.dossier.actions.custody import for_the_registry, item_at_court
from tongban.dossier.actions.originals import follow
from tongban.dossier.events import ScanDiscarded, ScanFiled, ScanPutOnFile, ScansSplit, ScansTaken, ScansUnfit
from tongban.dossier.models import Item, ScanBatch, ScanPart
from tongban.dossier.rules.scans import FILES, PART, RULE, SCANS, check_discard, split
from tongban.dossier.vocabulary import BatchStage, PartAct, ScannedPage
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork

KIND = "scan"


def take_scans(files: Sequence[Received], *, by: Actor, at: datetime) -> UUID:
    """Take a stack; its files are kept already, and are one stack in their order. Refused: none, or too many."""
    with act(by=by, at=at) as record:
        if by.role != "office":
            for_the_registry(record)
        if not 0 < len(files) <= FILES:
            raise Refused(Refusal("dossier.no_scans", SCANS, ("files",), (("most", str(FILES)),)))
        digests = [file.kept.sha256 for file in files]
        row = ScanBatch.objects.create(
            layer=Layer.STAFF,
            court=by.court,
            name=files[0].name,
            files=digests,
            by=by.person,
            at=at,
            stage=BatchStage.RECEIVED,
        )
        record(ScansTaken(batch=row.uid, files=tuple(digests)), under=SCANS)
        return row.uid


def split_scans(work: DueWork) -> None:
    """Reaction to `ScansTaken`: the stack is taken apart; parts whose sheet names an item are filed with it."""
    batch = ScanBatch.objects.get(uid=work.entry.body["batch"])
    by = Actor.office(batch.court, RULE, settings.TONGBAN.slug)
    try:
        apart = take_apart(batch.files)
        cuts = split([ScannedPage(n, look.code, look.blank) for n, look in enumerate(apart.looks, 1)])
        parts = [(cut, apart.cut(cut.pages) if cut.pages else None) for cut in cuts]
    except Unbound as unfit:
        with act(by=by, at=work.now, fulfils=work) as record:
            batch.stage, batch.problem = BatchStage.FAILED, unfit.reason
            batch.save(update_fields=["stage", "problem"])
            record(ScansUnfit(batch=batch.uid, problem=unfit.reason), under=SCANS)
        return
    with act(by=by, at=work.now, fulfils=work) as record:
        if locked(ScanBatch.objects.filter(id=batch.id)).get().stage != BatchStage.RECEIVED:
            raise NothingToDo
        batch.stage, batch.pages = BatchStage.SPLIT, len(apart.looks)
        batch.save(update_fields=["stage", "pages"])
        named = Item.objects.filter(uid__in=[cut.item for cut in cuts if cut.item], court=batch.court)
        items = {item.uid: item for item in locked(named)}
        rows = [
            ScanPart.objects.create(
                layer=batch.layer,
                court=batch.court,
                batch=batch,
                number=number,
                pages=len(cut.pages),
                blank=list(cut.blank),
                sha256=kept.sha256 if kept else "",
                stage=PART.first,
                item=items.get(cut.item) if cut.item else None,
            )
            for number, (cut, kept) in enumerate(parts, 1)
        ]
        record(ScansSplit(batch=batch.uid, pages=batch.pages, parts=tuple(row.uid for row in rows)), under=SCANS)
        for row in rows:
            if row.item and row.item.document is None and row.sha256:
                with suppress(Refused):  # one that is too large, say, waits for a clerk, who then reads why
                    _file(record, row, row.item)


def file_part(part: UUID, item: UUID, *, by: Actor, at: datetime) -> UUID:
    """A clerk says to which item a part belongs; returns the document.

    Refused: filed or put aside before, no pages in it, no such item, or one that has its picture already.
    """
    with act(by=by, at=at) as record:
        for_the_registry(record)
        return _file(record, _part(record, part), item_at_court(record, item))


def discard_part(part: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """A clerk puts a part aside: it belongs nowhere. Its pages stay in the stack."""
    with act(by=by, at=at) as record:
        for_the_registry(record)
        row = _part(record, part)
        _move(record, row, PartAct.DISCARD)
        require(check_discard(reason))
        row.reason = reason.strip()
        row.save(update_fields=["stage", "reason"])
        digest = hashlib.sha256(row.reason.encode()).hexdigest()
        record(ScanDiscarded(part=row.uid, reason=digest), under=SCANS)


def put_on_file(case: UUID, item: UUID, *, by: Actor, at: datetime) -> None:
    """The picture of an item goes on the file of its case, where all parties see it.

    Until then it lies between the person and the court: an identity paper stays there. Refused: it has no picture, or
    that lies on the file, or shows what the judge keeps secret.
    """
    with act(by=by, at=at) as record:
        for_the_registry(record)
        lock_own_case(record, case)
        row = item_at_court(record, item)
        if row.case != case or row.document is None:
            raise Refused(Refusal("dossier.not_scanned", SCANS, ("item",)))
        if is_kept_secret(case, row.document):
            raise Refused(Refusal("dossier.kept_secret", "CPL 71", ("item",)))
        if not hand_over(record, subject=row.uid, case=case):
            raise Refused(Refusal("dossier.on_file_already", SCANS, ("item",)))
        follow(record, {row.document: Layer.CASE})
        record(ScanPutOnFile(case=case, item=row.uid, document=row.document), under=SCANS, case=case)


def erase_stacks(work: DueWork) -> None:
    """Reaction to `SecretRemoved`: the stacks in which an erased page came in leave the store; other parts stay."""
    parts = ScanPart.objects.filter(document__in=work.entry.body["documents"])
    for files in ScanBatch.objects.filter(parts__in=parts).values_list("files", flat=True):
        for sha256 in files:
            drop_blob(sha256)


def _file(record: Recording, row: ScanPart, item: Item) -> UUID:
    _move(record, row, PartAct.FILE)
    if not row.sha256:
        raise Refused(Refusal("dossier.part_without_pages", SCANS, ("item",)))
    if item.document is not None:
        raise Refused(Refusal("dossier.scanned_already", SCANS, ("item",)))
    received = recall_upload(row.sha256, f"{item.title}.pdf", field="item")
    label = Label(Layer.HANDED_IN, court=item.court, case=item.case, holder=item.holder)
    document, _version = keep_upload(record, received, kind=KIND, title=item.title, label=label, subject=item.uid)
    row.item, row.document, item.document = item, document, document
    row.save(update_fields=["stage", "item", "document"])
    item.save(update_fields=["document"])
    record(ScanFiled(part=row.uid, item=item.uid, document=document, case=item.case), under=SCANS, case=item.case)
    return document


def _part(record: Recording, uid: UUID) -> ScanPart:
    row = locked(ScanPart.objects.filter(uid=uid, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_part", SCANS))
    return row


def _move(record: Recording, row: ScanPart, what: PartAct) -> None:
    move = PART.decide(row.stage, what, role=record.by.role)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target

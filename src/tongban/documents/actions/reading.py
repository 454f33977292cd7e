"""The text layer: pages that are pictures are read in the background, for search and for copying.

No act of a court: the text is a rendition of content, made anew whenever it is asked for. What cannot be read is said.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from tongban.access.vocabulary import Layer
from tongban.documents.adapters.drawing import drawn
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.reading import Reader, ReaderFailed
from tongban.documents.adapters.renditions import NoRendition, frame_count, page_count
from tongban.documents.events import TextAsked
from tongban.documents.models import Document, PageText, Reading, Version
from tongban.documents.rules.intake import HEAD, sniff
from tongban.documents.vocabulary import FileKind, ReadState
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

_LAW = "在线诉讼规则 11(3)"


def read_document(document: UUID, *, at: datetime) -> ReadState | None:
    """Read the newest version of `document`, unless that was done: slow, for the worker. Repeated, it starts anew.

    Without a program the state says so, and a later call reads when there is one. None: the document was taken out.
    """
    version = _there().filter(document__uid=document).order_by("-number").first()
    if version is None:
        return None
    known = Reading.objects.filter(version=version).first()
    if known is not None and known.state == ReadState.READ:
        return ReadState.READ
    reader = in_place().reader
    if reader is None:
        return _keep(version, ReadState.NO_PROGRAM, [], at=at)
    try:
        texts = _texts(in_place().store.get(version.sha256), reader)
    except (ReaderFailed, NoRendition) as failed:
        return _keep(version, ReadState.FAILED, [], at=at, program=reader.name, said=str(failed))
    return _keep(version, ReadState.READ, texts, at=at, program=reader.name)


def ask_text(document: UUID, *, by: Actor, at: datetime) -> None:
    """Staff asks for the text of a document of its court; the worker reads it. Refused: no such document."""
    with act(by=by, at=at) as record:
        row = Document.objects.filter(uid=document, court=by.court).exclude(layer=Layer.REMOVED).first()
        if row is None or by.role == "party":
            raise Refused(Refusal("documents.no_such_document", _LAW, ("document",)))
        record(TextAsked(document=document), under=_LAW, case=row.case)


def read_text(work: DueWork) -> None:
    """Reaction to `TextAsked` and `ScanFiled`: the text of the document is read, for search and for copying."""
    read_document(UUID(work.entry.body["document"]), at=work.now)


def reads_text() -> str:
    """The program that reads pages here; "" when there is none."""
    reader = in_place().reader
    return reader.name if reader else ""


def _there() -> QuerySet[Version]:
    """Versions of documents that nobody took out as a state secret."""
    return Version.objects.exclude(document__layer=Layer.REMOVED)


def _texts(content: bytes, reader: Reader) -> list[str]:
    pages = page_count(content) if sniff(content[:HEAD]) is FileKind.PDF else frame_count(content)
    return [reader.read(drawn(content, page)).text for page in range(1, pages + 1)]


def _keep(
    version: Version, state: ReadState, texts: list[str], *, at: datetime, program: str = "", said: str = ""
) -> ReadState | None:
    with transaction.atomic():
        if not _there().filter(pk=version.pk).exists():
            return None  # taken out while it was being read
        told = {"state": state, "program": program[:60], "said": said[:200], "at": at}
        reading, _new = Reading.objects.update_or_create(version=version, defaults=told)
        reading.pages.all().delete()
        for page, text in enumerate(texts, 1):
            PageText.objects.create(reading=reading, page=page, text=text)
    return state

"""What the files of an exhibit say of themselves: an e-mail's signatures, the credentials of photographs and films."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Viewer
from tongban.documents.actions.blobs import open_content
from tongban.documents.vocabulary import MEDIA_TYPES, FileKind
from tongban.evidence.adapters.credentials import read_credentials
from tongban.evidence.adapters.mail import asking_dns, read_mail
from tongban.evidence.events import FilesRead
from tongban.evidence.models import Exhibit, FileFinding
from tongban.evidence.rules.findings import storable
from tongban.evidence.vocabulary import FindingKind
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.register.vocabulary import DueWork

_LAW = "证据规定 93"
_PICTURES = frozenset(MEDIA_TYPES[kind] for kind in (FileKind.JPEG, FileKind.PNG, FileKind.HEIC, FileKind.MP4))

Found = tuple[UUID, FindingKind, dict[str, Any]]


def read_files(work: DueWork) -> None:
    """Reaction to `ExhibitSubmitted`: note what can be read from e-mails, photographs and films without anybody's word.

    Files that the court made itself, when it took a web page, are left alone.
    """
    exhibit = Exhibit.objects.get(uid=UUID(work.entry.body["exhibit"]))
    if exhibit.findings.exists():
        return
    viewer = Viewer.office(exhibit.court, work.now, exhibit.case)
    found = [one for uid in work.entry.body["documents"] if (one := _read(viewer, UUID(uid)))]
    if not found:
        return
    by = Actor.office(exhibit.court, f"{_LAW}: what electronic data says of itself")
    with act(by=by, at=work.now, fulfils=work) as record:
        for document, kind, body in found:
            note_finding(record, exhibit, document, kind, body)
        digest = hashlib.sha256(canonical([body for _, _, body in found])).hexdigest()
        assert exhibit.case is not None  # noqa: S101 - every exhibit carries its case
        read = FilesRead(
            case=exhibit.case, exhibit=exhibit.uid, documents=tuple(uid for uid, _, _ in found), digest=digest
        )
        record(read, under=_LAW, case=exhibit.case)


def note_finding(record: Recording, exhibit: Exhibit, document: UUID, kind: FindingKind, body: dict[str, Any]) -> None:
    """A step: keep what was found in one file of `exhibit`."""
    FileFinding.objects.create(exhibit=exhibit, document=document, kind=kind, body=body, at=record.at)


def _read(viewer: Viewer, document: UUID) -> Found | None:
    opened = open_content(viewer, document)
    if opened is None:
        return None
    version, stream = opened
    with stream:
        if version.media_type == MEDIA_TYPES[FileKind.MAIL]:
            told = read_mail(stream.read(), look_up=asking_dns(settings.TONGBAN.dns_servers))
            return document, FindingKind.MAIL, storable(told)
        if version.media_type in _PICTURES:
            return document, FindingKind.CREDENTIALS, storable(read_credentials(stream.read(), version.media_type))
    return None

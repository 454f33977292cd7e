"""Files that were sent with a form."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from tongban.documents.actions.upload import receive_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import MEDIA_TYPES, FileKind, Material
from tongban.kernel.refusal import Refusal, Refused, require


def taken(
    files: Iterable[UploadedFile], field: str, question: str, *, secret: str, also: frozenset[FileKind] = frozenset()
) -> tuple[Material, ...]:
    """The files that were sent in `field`, as answers to `question`; refused with what is wrong in each of them.

    `secret` is the answer whether any of it is a state secret: without a "no" nothing is taken. `also` are kinds that
    are taken beyond what every form takes.
    """
    sent_files = list(files)
    require(told_of_secrets(secret, "state_secret") if sent_files else None)
    found: list[Material] = []
    refusals: list[Refusal] = []
    for sent in sent_files:
        try:
            got = receive_upload(sent.file, sent.name or "", secret=secret, also=also, field=field)  # type: ignore[arg-type]
        except Refused as no:
            refusals += no.refusals
            continue
        kept = got.kept
        media = MEDIA_TYPES[got.kind]
        found.append(Material(question, got.name, kept.sha256, kept.sm3, kept.size, media, got.pages))
    require(refusals)
    return tuple(found)

"""Putting documents together for a printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.documents.actions.blobs import open_blob, open_content
from tongban.documents.adapters.printing import PRINTABLE, joined


def is_printable(media_type: str) -> bool:
    """Whether a file of this media type becomes pages."""
    return media_type in PRINTABLE


def print_sets(viewer: Viewer, sets: Iterable[Sequence[UUID]]) -> bytes:
    """The newest versions of `sets` of documents as one PDF, each set on sheets of its own.

    What the viewer may not see, and what does not become pages, is left out.
    """
    return joined(_contents(viewer, one) for one in sets)


def print_blobs(sets: Iterable[Sequence[tuple[str, str]]]) -> bytes:
    """The same of content by digest and media type, which the caller has found in what the viewer may see."""
    return joined(_blobs(one) for one in sets)


def _blobs(files: Sequence[tuple[str, str]]) -> Iterator[tuple[bytes, str]]:
    for sha256, media_type in files:
        if media_type in PRINTABLE:
            with open_blob(sha256) as reader:
                yield reader.read(), media_type


def _contents(viewer: Viewer, documents: Sequence[UUID]) -> Iterator[tuple[bytes, str]]:
    for uid in documents:
        opened = open_content(viewer, uid)
        if opened is None:
            continue
        version, reader = opened
        with reader:
            if version.media_type in PRINTABLE:
                yield reader.read(), version.media_type

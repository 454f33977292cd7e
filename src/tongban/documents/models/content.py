"""Content in the store's folder, as it is read: encrypted (frame/content.py) under a name that tells nothing.

A file is named by a keyed digest of its content's SHA-256, so that whoever sees the folder cannot tell whether a known
file is among them. The database holds the SHA-256 itself, which is what the ledger and everybody else checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tongban.documents.rules.layout import place_of
from tongban.frame.content import Opened
from tongban.frame.keyring import Damaged, KeyRing, ring

_SPACE = "documents.content"


class NotKept(LookupError):  # noqa: N818 - the name says what is the matter
    """The store holds nothing under this digest."""


def here() -> Path:
    """The folder of this platform."""
    folder: Path = settings.TONGBAN_CONTENT
    return folder


def places(folder: Path, sha256: str, keys: KeyRing) -> Iterator[Path]:
    """Where this content may lie: under the key that names files now, then under earlier ones.

    Raises ValueError for anything but a digest.
    """
    place_of(sha256)
    for name in keys.index:
        place = folder / place_of(keys.mac(name, _SPACE, sha256).hex())
        yield place.with_name(f"{place.name}.{name}")


def find(folder: Path, sha256: str) -> Path | None:
    """The file that holds this content, if there is one. Looks twice: names change while keys are rotated."""
    both = (path for _ in range(2) for path in places(folder, sha256, ring()))
    return next((path for path in both if path.is_file()), None)


def open_found(folder: Path, sha256: str) -> Opened:
    """The content to be read from any place. Raises `NotKept`, `KeyMissing` or `Damaged`."""
    path = find(folder, sha256)
    try:
        stream = path.open("rb") if path else None
    except FileNotFoundError:  # renamed or removed this moment
        path = find(folder, sha256)
        stream = path.open("rb") if path else None
    if stream is None:
        message = f"nothing is kept under {sha256}"
        raise NotKept(message)
    found = Opened(stream, f"content {sha256}", ring())
    if found.sha256 != sha256:
        found.close()
        message = f"content {sha256} is damaged: another file lies in its place"
        raise Damaged(message)
    return found

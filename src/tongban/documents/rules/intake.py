"""What may be handed in: the file is judged by its own bytes, and every finding is reported at once.

The law asks that electronic material be complete, clear and of the required format (OLR 12); the limits are house
rules that the operator sets and the upload page shows beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from tongban.documents.vocabulary import ACCEPTED, EXTENSIONS, PICTURES, FileKind
from tongban.kernel.refusal import Refusal

HEAD = 1024
"""Bytes from the start of a file that are enough to tell its kind."""
NAME_LIMIT = 120
"""Characters of a display name; longer ones are cut before the ending."""
SECRETS = "在线诉讼规则 2(5); 审判流程信息公开规定 12"
_LAW = "OLR 12"
_HOUSE = "house rule: limits of uploads"

_MAGIC: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (0, b"\xff\xd8\xff", FileKind.JPEG),
    (0, b"II*\x00", FileKind.TIFF),
    (0, b"MM\x00*", FileKind.TIFF),
    (0, b"GIF8", FileKind.GIF),
    (8, b"WEBP", FileKind.WEBP),
    (0, b"PK\x03\x04", FileKind.ARCHIVE),
    (0, b"Rar!", FileKind.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (0, b"\x1f\x8b", FileKind.ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0", FileKind.OFFICE),
    (0, b"\x1aE\xdf\xa3", FileKind.VIDEO),
    (8, b"AVI ", FileKind.VIDEO),
    (8, b"WAVE", FileKind.AUDIO),
    (0, b"ID3", FileKind.AUDIO),
    (0, b"#!AMR", FileKind.AUDIO),
    (0, b"OggS", FileKind.AUDIO),
    (0, b"MZ", FileKind.PROGRAM),
    (0, b"\x7fELF", FileKind.PROGRAM),
    (0, b"#!", FileKind.PROGRAM),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_MAIL = re.compile(
    rb"(?:received|return-path|delivered-to|from|to|subject|date|message-id|mime-version|dkim-signature|arc-[a-z-]+"
    rb"|authentication-results|x-[a-z0-9-]+):[ \t]",
    re.IGNORECASE,
)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script")
_KNOWN_ENDINGS: dict[str, FileKind] = {
    **{ending: kind for kind, endings in EXTENSIONS.items() for ending in endings},
    **dict.fromkeys(("zip", "rar", "7z", "gz", "docx", "xlsx", "pptx", "ofd"), FileKind.ARCHIVE),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et"), FileKind.OFFICE),
    **dict.fromkeys(("avi", "mkv", "webm"), FileKind.VIDEO),
    **dict.fromkeys(("mp3", "wav", "amr", "m4a", "ogg"), FileKind.AUDIO),
    **dict.fromkeys(("exe", "bat", "cmd", "com", "js", "msi", "apk", "sh", "scr", "vbs", "lnk"), FileKind.PROGRAM),
    **dict.fromkeys(("html", "htm", "svg", "xml"), FileKind.MARKUP),
    "gif": FileKind.GIF,
    "webp": FileKind.WEBP,
}


class _No(Protocol):
    """Builds a refusal about the file in hand."""

    def __call__(self, reason: str, law: str, *facts: tuple[str, str]) -> Refusal: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may be. `size` in bytes, `pages` of a PDF, `pixels` = width times height of a picture."""

    size: int = 100 * 1024 * 1024
    pages: int = 1000
    pixels: int = 80_000_000
    accepted: frozenset[FileKind] = ACCEPTED


@dataclass(frozen=True, slots=True)
class Inside:
    """What an adapter found on opening the file.

    `readable`: it could be opened at all; `locked`: a password is needed to read it; `active`: names of parts that
    would run on opening; `pages` and `pixels` are 0 where they do not apply or are unknown.
    """

    readable: bool = True
    locked: bool = False
    pages: int = 0
    pixels: int = 0
    active: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived: the name that the device gave, its size in bytes, its first `HEAD` bytes, its inside."""

    name: str
    size: int
    head: bytes
    inside: Inside | None = None


def sniff(head: bytes) -> FileKind:
    """The kind by the first bytes. A PDF must start as one: bytes before it could make it a second file in one."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return FileKind.PDF
    if head[4:12] == b"ftypM4A ":
        return FileKind.AUDIO
    if head[4:8] == b"ftyp":
        return FileKind.HEIC if head[8:12] in _HEIC_BRANDS else FileKind.MP4
    for offset, magic, kind in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return kind
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return FileKind.MARKUP
    return FileKind.MAIL if _MAIL.match(head) and b"\0" not in head else FileKind.UNKNOWN


def screen_upload(upload: Upload, limits: Limits, *, field_name: str = "file") -> tuple[Refusal, ...]:
    """Everything that stands against `upload`; empty when it may be kept."""
    about = ("name", safe_name(upload.name))

    def no(reason: str, law: str, *facts: tuple[str, str]) -> Refusal:
        return Refusal(f"documents.{reason}", law, (field_name,), (about, *facts))

    if upload.size == 0:
        return (no("empty", _LAW),)
    found = []
    if upload.size > limits.size:
        found.append(no("too_large", _HOUSE, ("size", in_words(upload.size)), ("limit", in_words(limits.size))))
    kind, named = sniff(upload.head), _KNOWN_ENDINGS.get(_ending(upload.name))
    if kind not in limits.accepted:
        found.append(no("kind_not_accepted", _LAW, ("kind", kind), ("accepted", ", ".join(sorted(limits.accepted)))))
    elif named is not None and named is not kind:
        found.append(no("name_and_content_differ", _LAW, ("named", _ending(upload.name)), ("kind", kind)))
    if kind in limits.accepted and upload.inside is not None:
        found += _screen_inside(upload.inside, kind, limits, no)
    return tuple(found)


def _screen_inside(inside: Inside, kind: FileKind, limits: Limits, no: _No) -> list[Refusal]:
    if inside.locked:
        return [no("locked", _LAW)]
    if not inside.readable:
        return [no("damaged", _LAW)]
    found = []
    if inside.pages > limits.pages:
        found.append(no("too_many_pages", _HOUSE, ("pages", str(inside.pages)), ("limit", str(limits.pages))))
    if kind in PICTURES and inside.pixels > limits.pixels:
        found.append(no("too_many_pixels", _HOUSE, ("pixels", str(inside.pixels)), ("limit", str(limits.pixels))))
    if inside.active:
        found.append(no("active_content", _HOUSE, ("parts", ", ".join(inside.active))))
    return found


def state_secret(law: str, field_name: str) -> Refusal:
    """A network that is open to the public carries no state secret: it is handed in on paper, by hand."""
    return Refusal("documents.state_secret", law, (field_name,))


def told_of_secrets(answer: str, field_name: str) -> Refusal | None:
    """What stands against taking files in, by the person's answer ("yes", "no", "") whether they hold state secrets."""
    if answer == "yes":
        return state_secret(SECRETS, field_name)
    return None if answer == "no" else Refusal("documents.state_secret_not_said", SECRETS, (field_name,))


def safe_name(name: str, kind: FileKind | None = None) -> str:
    """A name fit for display and download: no folders, no control or direction marks, not too long, never empty.

    With `kind`, an ending of that kind is added where there is another or none: by its ending a device knows what to
    do with a file, and could take a scan for a program. The name is never a path: content is kept under its digest.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(" " if c.isspace() else c for c in last if c.isspace() or unicodedata.category(c)[0] != "C")
    clean = " ".join(printable.translate(str.maketrans('<>:"|?*', "_______")).split()).lstrip(". ").rstrip(". ")
    ending = _ending(clean)
    endings = EXTENSIONS.get(kind, ()) if kind else ()
    if endings and ending not in endings:
        ending = endings[0]
        clean = f"{clean}.{ending}"
    stem = clean[: -len(ending) - 1] if ending else clean
    tail = f".{ending}" if ending else ""
    return (stem or "file")[: NAME_LIMIT - len(tail)].rstrip() + tail


def in_words(size: int) -> str:
    """A size in bytes as people read it: "512 B", "3.4 MB" (1 MB = 1024 * 1024 bytes)."""
    value, units = float(size), ["B", "KB", "MB", "GB", "TB"]
    while value >= 1024 and len(units) > 1:  # noqa: PLR2004 - bytes in a kilobyte
        value, units = value / 1024, units[1:]
    return f"{value:.0f} {units[0]}" if units[0] == "B" or value == int(value) else f"{value:.1f} {units[0]}"


def _ending(name: str) -> str:
    """The letters after the last dot when they look like an ending, in lower case."""
    stem, dot, tail = name.strip().rpartition(".")
    return tail.lower() if dot and stem and 0 < len(tail) <= 5 and tail.isascii() and tail.isalnum() else ""  # noqa: PLR2004 - the longest known ending

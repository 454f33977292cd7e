"""Files of which the text is read: which may be, how much of it is read, and what stands against it.

Nothing is kept and nothing runs; the limits are house rules, so that one file cannot hold up the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from tongban.documents.rules.intake import Limits, Upload, safe_name, screen_upload, sniff
from tongban.documents.vocabulary import PICTURES, FileKind
from tongban.kernel.refusal import Refusal

TEXT_LIMITS = Limits(size=20 * 1024 * 1024, accepted=frozenset({FileKind.PDF, FileKind.ARCHIVE}))
"""PDF, and Word documents of today, which are archives."""
PAGES_READ = 40
"""Pages of a file that are read, the first ones."""
SIGNS_READ = 50_000
"""Signs that are read of a file."""
_HOUSE = "house rule: limits of reading a text"


def screen_text(upload: Upload, *, field_name: str = "file") -> tuple[Refusal, ...]:
    """Everything that stands against reading the text of `upload`; empty when it may be read."""
    kind, about = sniff(upload.head), (("name", safe_name(upload.name)),)
    if kind in PICTURES:
        return (Refusal("documents.picture_has_no_text", _HOUSE, (field_name,), about),)
    if kind is FileKind.OFFICE:
        return (Refusal("documents.older_word", _HOUSE, (field_name,), about),)
    return screen_upload(upload, TEXT_LIMITS, field_name=field_name)


def no_text(name: str, texts: Sequence[str], field_name: str) -> Refusal | None:
    """Why a file that opened gives nothing to read: its pages are pictures."""
    if any(text.strip() for text in texts):
        return None
    return Refusal("documents.no_text_inside", _HOUSE, (field_name,), (("name", safe_name(name)),))


def reading_failed(name: str, field_name: str) -> Refusal:
    """The file opens, but its text cannot be taken out within the limits of time and memory."""
    return Refusal("documents.text_not_read", _HOUSE, (field_name,), (("name", safe_name(name)),))

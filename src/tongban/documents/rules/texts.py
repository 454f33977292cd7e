"""Files of which the text is read: which may be, how much of it is read, and what stands against it.

Nothing is kept and nothing runs; the limits are house rules, so that one file cannot hold up the others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tongban.documents.rules.intake import Limits, Upload, safe_name, screen_upload, sniff
from tongban.documents.vocabulary import PICTURES, FileKind, PageRead
from tongban.kernel.refusal import Refusal

TEXT_LIMITS = Limits(size=50 * 1024 * 1024, accepted=frozenset({FileKind.PDF, FileKind.ARCHIVE}) | PICTURES)
"""PDF, Word documents of today, which are archives, and pictures: as large as a thick scan in colour."""
PAGES_READ = 40
"""Pages of a file that are read, the first ones."""
PAGES_RECOGNISED = 12
"""Pictures of pages that are recognised in a file, the first ones: each takes seconds, and no complaint is longer."""
SIGNS_READ = 50_000
"""Signs that are read of a file."""
_HARDLY_ANY = 40
"""Signs of a page that are no text yet: programs of telephones print their own name on each page that they scan."""
_LEGIBLE, _FEWEST = 5, 6
"""A page on which less is sure on average (in tenths), or fewer signs were found, is noise."""
_HOUSE = "house rule: limits of reading a text"


def screen_text(upload: Upload, *, field_name: str = "file") -> tuple[Refusal, ...]:
    """Everything that stands against reading the text of `upload`; empty when it may be read."""
    if sniff(upload.head) is FileKind.OFFICE:
        about = (("name", safe_name(upload.name)),)
        return (Refusal("documents.older_word", _HOUSE, (field_name,), about),)
    return screen_upload(upload, TEXT_LIMITS, field_name=field_name)


def no_text(name: str, texts: Sequence[str], field_name: str) -> Refusal | None:
    """Why a file that opened gives nothing to read: its pages are blank."""
    if any(text.strip() for text in texts):
        return None
    return Refusal("documents.no_text_inside", _HOUSE, (field_name,), (("name", safe_name(name)),))


def reading_failed(name: str, field_name: str) -> Refusal:
    """The file opens, but its text cannot be taken out within the limits of time and memory."""
    return Refusal("documents.text_not_read", _HOUSE, (field_name,), (("name", safe_name(name)),))


def pages_to_recognise(texts: Sequence[str], drawn: Sequence[bool]) -> tuple[int, ...]:
    """The pages (from 1) that are pictures, the first `PAGES_RECOGNISED` of them; blank ones are none.

    `drawn`: whether anything stands on the page. In a typed file only pages without a sign of text are pictures; where
    no page has more than a few signs, the whole is a scan.
    """
    few = 1 if any(_signs(text) >= _HARDLY_ANY for text in texts) else _HARDLY_ANY
    there = zip(texts, drawn, strict=True)
    pictures = [page for page, (text, marks) in enumerate(there, 1) if marks and _signs(text) < few]
    return tuple(pictures[:PAGES_RECOGNISED])


def waiting_texts(texts: Sequence[str], pictures: Collection[int]) -> tuple[str, ...]:
    """The texts while `pictures` wait to be recognised: theirs are empty.

    The file ends with the last page that has text or will have some: what lies beyond was not looked at.
    """
    left = ["" if page in pictures else text for page, text in enumerate(texts, 1)]
    last = max((page for page, text in enumerate(left, 1) if text.strip() or page in pictures), default=0)
    return tuple(left[:last])


def legible(page: PageRead) -> bool:
    """Whether what was recognised is text rather than what noise happens to look like."""
    return len(page.sure) >= _FEWEST and sum(map(int, page.sure)) >= _LEGIBLE * len(page.sure)


def _signs(text: str) -> int:
    return len("".join(text.split()))

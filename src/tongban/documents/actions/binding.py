"""Taking a stack of scans apart. For the worker, outside any act; may be repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from tongban.documents.adapters.binding import Look, Unfit, bound, cut, looked_at
from tongban.documents.adapters.in_place import in_place
from tongban.documents.rules.intake import Limits
from tongban.documents.vocabulary import Kept


class Unbound(ValueError):  # noqa: N818 - it names what happened
    """A stack cannot be taken apart; `reason` is the code of a refusal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Stack:
    """A bound stack: what each page shows, and the means to cut it."""

    pdf: bytes
    looks: tuple[Look, ...]

    def cut(self, pages: Sequence[int]) -> Kept:
        """Put `pages` (from 1) as a PDF of their own into the store."""
        return in_place().store.put(cut(self.pdf, pages))


def take_apart(digests: Sequence[str]) -> Stack:
    """Bind the kept files of a stack, in order, and look at each page. Raises `Unbound`."""
    try:
        pdf = bound([in_place().store.get(digest) for digest in digests])
        looks = tuple(looked_at(pdf))
    except Unfit as unfit:
        raise Unbound("documents.damaged") from unfit
    if not looks or len(looks) > Limits().pages:
        raise Unbound("documents.too_many_pages")
    return Stack(pdf, looks)


def square_of(code: str) -> str:
    """The square code of a separator sheet as an address of a picture (SVG): a third of it may be stained."""
    return str(segno.make(code, error="h", micro=False).svg_data_uri(scale=6, border=4))

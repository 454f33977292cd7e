"""Links to files: each is made for one reader, one address, one manner and a short time; nothing else delivers bytes.

A page that shows a link signs it (`{% file_link %}`, face/tags/files.py). One middleware (wiring/doors.py) lets a file
out by such a link alone, and the page behind it asks the labels as ever: a link opens nothing that its reader may not
see. So an address that was passed on, or left in a browser or a log of a proxy, opens nothing for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

View = TypeVar("View", bound=Callable[..., Any])
LASTS = 900
"""Seconds that a link holds: as long as somebody looks at the page that shows it; the page is loaded anew for more."""
_MARK, _SALT = "delivers_files", "tongban.access.downloads"
_END, _MANNER, _SIGN = "until", "as", "sign"
SAVED, SHOWN = "save", "show"
"""The two manners: kept by the browser as a file, or shown in place."""


class Link(Enum):
    """What becomes of a link."""

    GOOD = "good"
    OVER = "over"
    FALSE = "false"
    """Altered, made for somebody else, or none at all: the file does not exist."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A link with its manner."""

    link: Link
    manner: str = SAVED


class FileWithoutLink(RuntimeError):  # noqa: N818 - it names the programmer's mistake
    """A page that is not for everybody gave out a file without asking for a link: mark it with `delivers_files`."""


def delivers_files(view: View) -> View:
    """Declare that a page answers a look with a file: it is opened by signed links alone."""
    setattr(view, _MARK, True)
    return view


def is_delivering(view: object) -> bool:
    """Whether a page is declared so."""
    return getattr(view, _MARK, False) is True


def signed(address: str, reader: UUID, now: datetime, manner: str = SAVED) -> str:
    """`address` (a path) with what lets `reader` have the file; `now` is the machine's time."""
    end = int(now.timestamp()) + LASTS
    told = {_END: end, _MANNER: manner, _SIGN: _signature(address, reader, str(end), manner)}
    return f"{address}?{urlencode(told)}"


def judge(path: str, asked: Mapping[str, str], reader: UUID | None, now: datetime) -> Judged:
    """What a link is worth to `reader` now; `asked` is what stands behind the question mark."""
    end, manner = asked.get(_END, ""), asked.get(_MANNER, "")
    if reader is None or not constant_time_compare(asked.get(_SIGN, ""), _signature(path, reader, end, manner)):
        return Judged(Link.FALSE)
    return Judged(Link.GOOD if now.timestamp() < int(end) else Link.OVER, manner)


def _signature(path: str, reader: UUID, end: str, manner: str) -> str:
    return salted_hmac(_SALT, f"{reader}\0{manner}\0{end}\0{path}", algorithm="sha256").hexdigest()[:40]

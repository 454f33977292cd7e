"""The file beside the answers: a list of files, one of them open at one of its pages, all of it in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from tongban.face.requests import number_in

DIGITS = 9
"""Files that have a key of their own."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file that can be looked at: what it is called, how many pages it has (0: unknown), and its addresses."""

    title: str
    note: str
    pages: int
    picture: Callable[[int], str]
    file: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of files."""

    leaf: Leaf
    href: str
    key: str
    current: bool


@dataclass(frozen=True, slots=True)
class Viewing:
    """What the viewer shows: the list, the open file, its page, and the neighbours."""

    entries: tuple[Entry, ...]
    leaf: Leaf | None
    page: int
    picture: str
    before: str
    after: str


def viewing(request: HttpRequest, leaves: Sequence[Leaf]) -> Viewing:
    """The viewer for `leaves`, opened as `?file=2&page=3` says; what cannot be is taken as the first."""
    if not leaves:
        return Viewing((), None, 0, "", "", "")
    number = _number(request, "file", len(leaves))
    leaf = leaves[number - 1]
    page = _number(request, "page", max(leaf.pages, 1))
    entries = tuple(
        Entry(one, _address(at, 1), str(at) if at <= DIGITS else "", at == number)
        for at, one in enumerate(leaves, start=1)
    )
    return Viewing(
        entries,
        leaf,
        page,
        leaf.picture(page),
        _address(number, page - 1) if page > 1 else "",
        _address(number, page + 1) if page < leaf.pages else "",
    )


def _number(request: HttpRequest, name: str, highest: int) -> int:
    found = number_in(request.GET.get(name, ""), 1)
    return found if 1 <= found <= highest else 1


def _address(number: int, page: int) -> str:
    return "?" + urlencode({"file": number, "page": page})

"""Reading the XML of ISO 20022, whatever version of a name space a bank writes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element  # nosec B405 # for its type: what reads is defusedxml


def local_name(element: Element) -> str:
    """The local name: banks use many versions of the same namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *path: str) -> Iterator[Element]:
    """The elements that are reached by this path of local names."""
    found: Iterable[Element] = [element]
    for name in path:
        found = [child for parent in found for child in parent if local_name(child) == name]
    yield from found


def text_at(element: Element, *path: str) -> str:
    """The text of the first of them, "" where there is none."""
    found = next(children(element, *path), None)
    return (found.text or "").strip() if found is not None else ""


def kept(text: str, limit: int) -> str:
    """`text` without control signs (a database may refuse them), at most `limit` signs."""
    return "".join(sign for sign in text if sign.isprintable() or sign == " ")[:limit]


def digest_of(raw: str) -> str:
    """The SHA-256 of what a file says, in hex."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()

"""Files exchanged with the post: the list of letters that goes out, and what became of them that comes in, as CSV.

Nothing is skipped in silence: a row that cannot be read becomes a `BadRow`, a file that cannot be read a `FileFlaw`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import date

from tongban.delivery.vocabulary import ReturnReason
from tongban.delivery.vocabulary.post import COLUMNS, LISTED, BadRow, FileFlaw, PostRow, PostState, RowFlaw

LIMIT = 5 * 2**20
"""Bytes of the largest file that is read."""
RAW_KEPT = 500
_CELL = 120


def list_for_post(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The list of a batch; the first character of no cell begins a formula in an office program."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(LISTED)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _plain(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def read_post_file(content: bytes) -> tuple[PostRow | BadRow, ...] | FileFlaw:
    """The rows of a file, in order. Excel's own encoding of Chinese is read, too."""
    if len(content) > LIMIT:
        return FileFlaw.TOO_LARGE
    text = _decoded(content)
    if text is None or "\x00" in text:
        return FileFlaw.NOT_TEXT
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error:
        return FileFlaw.NOT_TEXT
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        return FileFlaw.EMPTY
    head = [cell.strip().lower() for cell in lines[0]]
    if set(COLUMNS) - set(head) or len(set(head)) != len(head):
        return FileFlaw.HEAD
    return tuple(_row(number, head, line) for number, line in enumerate(lines[1:], start=2))


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _row(line: int, head: list[str], cells: list[str]) -> PostRow | BadRow:
    raw = ",".join(cells)
    digest = hashlib.sha256(raw.encode()).hexdigest()
    if len(cells) != len(head):
        return BadRow(line, raw[:RAW_KEPT], digest, (RowFlaw.COLUMNS,))
    told = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    state = PostState(told["state"]) if told["state"] in set(PostState) else None
    day = _day(told["day"])
    flaws = [
        *([] if state else [RowFlaw.STATE]),
        *([] if day else [RowFlaw.DAY]),
        *([RowFlaw.NUMBER] if state is PostState.TAKEN and not told["number"] else []),
        *([RowFlaw.SIGNER] if state is PostState.SIGNED and not told["signer"] else []),
        *([RowFlaw.REASON] if state is PostState.RETURNED and told["reason"] not in set(ReturnReason) else []),
    ]
    if flaws or state is None or day is None:
        return BadRow(line, raw[:RAW_KEPT], digest, tuple(flaws))
    return PostRow(
        line=line,
        letter=told["letter"][:_CELL],
        number=told["number"][:64],
        state=state,
        day=day,
        reason=ReturnReason(told["reason"]) if state is PostState.RETURNED else None,
        signer=told["signer"][:_CELL],
        digest=_event(told),
    )


def _event(told: dict[str, str]) -> str:
    """The digest of what is told: the same in another file is the same event. A try is told apart by its `time`."""
    names = (*COLUMNS, "time")
    return hashlib.sha256("\n".join(told.get(name, "").casefold() for name in names).encode()).hexdigest()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

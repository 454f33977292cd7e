"""A file of claims: CSV with the columns kind, amount, local, claimant, or a JSON list of objects with these keys."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from tongban.face.legal.fees import claim_typed
from tongban.fees.vocabulary import Claim
from tongban.kernel.refusal import Refusal

COLUMNS = {"kind", "amount", "local", "claimant"}
LONGEST = 1_000_000
_LAW = "house rule: files of claims"


def claims_in(path: str, currency: str) -> list[Claim] | Refusal:
    """The claims of the file; refused with `fees.claims_unreadable`, and as their kinds and amounts."""
    rows = _rows(path)
    if isinstance(rows, Refusal):
        return rows
    claims = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not set(row) <= COLUMNS or not row.get("kind"):
            return _unreadable(path, f"{number}")
        if any(isinstance(value, list | dict | bool) for value in row.values()):
            return _unreadable(path, f"{number}")
        words = {name: "" if value is None else str(value).strip() for name, value in row.items()}
        claim = claim_typed(words, currency)
        if isinstance(claim, Refusal):
            return claim
        claims.append(claim)
    return claims


def _rows(path: str) -> list[object] | Refusal:
    try:
        with Path(path).open("rb") as source:
            text = source.read(LONGEST + 1).decode("utf-8-sig")
        if len(text) > LONGEST:
            return _no_table(path)
        if text.lstrip().startswith(("[", "{")):
            # Amounts stay text: a float would lose fen.
            found = json.loads(text, parse_float=str, parse_int=str)
            return found if isinstance(found, list) else _unreadable(path, "1")
        return list(csv.DictReader(StringIO(text), restkey="-", strict=True))
    except (OSError, ValueError, RecursionError, csv.Error):
        return _no_table(path)


def _no_table(path: str) -> Refusal:
    return Refusal("fees.claims_no_table", _LAW, ("claims",), (("file", path[-60:]),))


def _unreadable(path: str, line: str) -> Refusal:
    return Refusal("fees.claims_unreadable", _LAW, ("claims",), (("file", path[-60:]), ("line", line)))

"""What each way can prove about the holder of each identity paper: a table (民诉法解释 521; 跨境网上立案规定 4-5)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from tongban.kernel.actor import IdentityLevel

_TABLE = Path(__file__).resolve().parent.parent / "data" / "identity_ways.csv"
_ANY = "*"


@cache
def _ways() -> dict[tuple[str, str], IdentityLevel]:
    rows = csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())
    return {(row["id_kind"], row["method"]): IdentityLevel(row["most"]) for row in rows}


def foreign(id_kind: str) -> bool:
    """Whether the table limits what proves the holder of such a paper: that of a foreigner, or of somebody abroad."""
    return (id_kind, _ANY) in _ways()


def most_by(id_kind: str, method: str, level: IdentityLevel) -> IdentityLevel:
    """`level`, or what this way proves at most for such a paper; a paper without rows is not limited."""
    most = _ways().get((id_kind, method), _ways().get((id_kind, _ANY), level))
    return min(level, most, key=lambda one: one.rank)

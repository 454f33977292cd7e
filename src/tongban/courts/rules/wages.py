"""The average yearly wage of a province, by which small claims are measured (CPL 165; SI 272)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.courts.rules.tables import provinces, rows, valid_from
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

LAW = "CPL 165; SI 272"
_FEN = 100


@dataclass(frozen=True, slots=True)
class Wage:
    """The average wage of the year `year` in a province (two digits of its division code), as it was announced."""

    province: str
    year: int
    amount: Money
    announced: date
    basis: str


def average_wage(province: str, on: date) -> Wage | Refusal:
    """The newest wage that was announced by the day `on`: until that of last year is known, the one before (SI 272).

    Refused when the table knows none for the province.
    """
    known = [
        Wage(province, int(row["year"]), Money(int(row["yuan"]) * _FEN), valid_from(row), row["basis"])
        for row in rows("average_wages.csv")
        if row["province"] == province and valid_from(row) <= on
    ]
    if not known:
        return Refusal("courts.wage_unknown", LAW, facts=(("place", provinces().get(province, province)),))
    return max(known, key=lambda wage: wage.year)

"""Who pays in advance, and until when (交纳办法 20, 22; SI 194, 199)."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tongban.courts.rules.periods import due
from tongban.fees.vocabulary import Prepayment
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal


class Payer(StrEnum):
    """In which position somebody may have to pay in advance."""

    PLAINTIFF = "plaintiff"
    COUNTERCLAIMANT = "counterclaimant"
    APPELLANT = "appellant"
    WAGES = "wages"
    ENFORCEMENT = "enforcement"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "plaintiff": "原告",
            "counterclaimant": "提起反诉的当事人",
            "appellant": "上诉人",
            "wages": "追索劳动报酬的原告",
            "enforcement": "申请执行人",
        }[self]


@cache
def prepayments() -> dict[Payer, Prepayment]:
    """The table of prepayment; an empty period means that nothing is paid in advance."""
    raw = tomllib.loads(files("tongban.fees").joinpath("data", "tariff.toml").read_text(encoding="utf-8"))
    return {Payer(key): Prepayment(key, row["article"], row["period"]) for key, row in raw["prepayment"].items()}


def prepayment_due(payer: Payer, start: date, calendar: Calendar | None = None) -> Due | Refusal:
    """The last day to pay, from the day on which the notice was received (counterclaim: was filed).

    Refused with `fees.nothing_in_advance` where the law asks for no prepayment.
    """
    row = prepayments()[payer]
    if not row.period:
        return Refusal("fees.nothing_in_advance", row.article, (), (("payer", payer.term),))
    return due(row.period, start, calendar)


def is_over(due_on: date | None, today: date) -> bool:
    """Whether the time to pay has run out; it has not begun before the notice is served (`due_on` empty)."""
    return due_on is not None and today > due_on

"""Who pays, who gets money back, who bears: the rows of data/bearing.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tongban.fees.vocabulary import Moment, Outcome, Payer, Prepayment, RefundEvent, Relief, ReliefGround, Unpaid


@dataclass(frozen=True, slots=True)
class RefundRow:
    """What goes back: `part` is all, none, half, or rest (what exceeds the amount still due)."""

    article: str
    part: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """Who bears: the position, whether several may share, and how."""

    article: str
    who: str
    several: bool
    weighed: bool
    together: bool
    claimable: bool


@cache
def prepayments() -> dict[Payer, Prepayment]:
    """The table of prepayment; an empty period means that none runs."""
    return {
        Payer(key): Prepayment(
            key,
            row["article"],
            row.get("period", ""),
            Moment(row["moment"]),
            Unpaid(row.get("unpaid", "nothing")),
            row.get("sanction", ""),
            frozenset(row.get("causes", ())),
        )
        for key, row in _raw()["prepayment"].items()
    }


@cache
def relief_grounds() -> dict[str, ReliefGround]:
    """The grounds of articles 45-47."""
    return {
        key: ReliefGround(
            key,
            Relief(row["relief"]),
            row["term"],
            row["article"],
            open=row.get("open", False),
            livelihood=row.get("livelihood", False),
        )
        for key, row in _raw()["relief"].items()
    }


@cache
def refund_rows() -> dict[RefundEvent, RefundRow]:
    """What each event sends back."""
    return {RefundEvent(key): RefundRow(row["article"], row["part"]) for key, row in _raw()["refund"].items()}


@cache
def outcome_rows() -> dict[Outcome, OutcomeRow]:
    """Who bears after each outcome."""
    flags = ("several", "weighed", "together", "claimable")
    return {
        Outcome(key): OutcomeRow(row["article"], row["who"], *(bool(row.get(flag)) for flag in flags))
        for key, row in _raw()["outcome"].items()
    }


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("tongban.fees").joinpath("data", "bearing.toml").read_text(encoding="utf-8"))

"""What may be done about a complaint that was refused by a ruling (CPL 126, 171; SI 330)."""

from __future__ import annotations

from datetime import date

from tongban.filing.rules.scrutiny import SCRUTINY, holds_of_refusal
from tongban.filing.vocabulary import Act, FilingView
from tongban.kernel.refusal import Refusal


def may_appeal_refusal(filing: FilingView, on: date) -> bool:
    """Whether whoever filed may appeal on that day against the ruling by which it was refused."""
    return _allowed(filing, Act.APPEAL, "party", on)


def refusal_step(filing: FilingView) -> Act | None:
    """What the court has to do next about a refused complaint; None when nothing."""
    asked = (Act.NOTE_SERVED, Act.FORWARD, Act.NOTE_ORDERED)
    return next((one for one in asked if _allowed(filing, one, "clerk", date.max)), None)


def _allowed(filing: FilingView, what: Act, role: str, on: date) -> bool:
    served = filing.served_on is not None
    holds = holds_of_refusal(
        ruled=filing.ruling is not None, served=served, until=filing.appeal_until, above=filing.above, on=on
    )
    return not isinstance(SCRUTINY.decide(filing.stage, what, role=role, holds=holds), Refusal)

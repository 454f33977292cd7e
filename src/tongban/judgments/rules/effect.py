"""When a judgment of first instance takes effect (CPL 158, 171; SI 244)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tongban.cases.law import TRACKS, Do
from tongban.cases.vocabulary import Track

APPEAL_RULE = "appeal_judgment"
"""The appeal period in the table of periods; it runs for each party from that party's own service."""

BINDS = frozenset({Do.UPHOLD, Do.ALLOW_APPEAL_WITHDRAWAL})
"""What the court above decides so that the judgment of first instance binds (CPL 177(1)(i), 180)."""


def may_be_appealed(track: Track) -> bool:
    """Whether a judgment of this track may be appealed: the first is the last in small claims (CPL 165; SI 271)."""
    return any(APPEAL_RULE in move.starts for move in TRACKS[track].moves)


def last_day(periods: Iterable[date]) -> date | None:
    """The last day on which any party may still appeal; None while no period runs."""
    return max(periods, default=None)


def effective_from(until: date) -> date:
    """The first day on which the judgment binds when nobody appealed by `until`."""
    return until + timedelta(days=1)

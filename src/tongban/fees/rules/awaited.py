"""Which fees are asked for when a case is registered, and until when a case waits for one (交纳办法 20-22; SI 199)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.law import ENDED, TOP_UP, TRACKS
from tongban.cases.vocabulary import Act, Track
from tongban.fees.vocabulary import RECOVERY
from tongban.kernel.terms import Term

_LATER = frozenset({Track.ENFORCEMENT, Track.SECOND_INSTANCE, Track.RETRIAL_REVIEW})
"""An enforcement is paid for after it is done (交纳办法 20(2)), an appeal where it is handed in (22(2)); to apply for a
retrial costs nothing until one is ordered (9)."""
_OWN = "fee_plaintiff"
OF_APPEAL = "fee_appeal_notice"
"""The time to pay what an appeal costs, after the notice of the court (交纳办法 22(2))."""


def is_charged_at_docketing(track: Track) -> bool:
    """Whether whoever brings the case pays when it is registered."""
    return track not in _LATER


def is_awaited(period: str, track: Track, stage: Term, *, beside: bool = False) -> bool:
    """Whether the case still waits for a fee that was asked for under this period; `beside`: for something within it.

    The fee of the registration is waited for while the table says so; any other until the case is over; what a
    judgment laid on a party, and of an appeal, always: the file may have gone up before the money came.
    """
    if period in {RECOVERY, OF_APPEAL}:
        return True
    rows = TRACKS[track]
    if period == _OWN and not beside and any(move.act == Act.NOTE_PAYMENT for move in rows.moves):
        return rows.allows(stage, Act.NOTE_PAYMENT)
    return stage not in ENDED


def may_lapse(period: str, track: Track, stage: Term) -> bool:
    """Whether a case at this stage counts as withdrawn when a fee asked for under this period stays unpaid: that of the
    registration until the case goes on (SI 213), that of a conversion at any time (SI 199(2)).
    """
    return period == TOP_UP or (period == _OWN and TRACKS[track].allows(stage, Act.NOTE_PAYMENT))


def is_beside(period: str, of: UUID | None) -> bool:
    """Whether a fee is for something within the case; a second appeal, too, bears what it is `of`, and is none."""
    return of is not None and period != OF_APPEAL


def occasion_of(period: str, track: Track) -> str:
    """What the notice to pay says the fee is for: "appeal", "application", or "" for the registration of an action."""
    if period == OF_APPEAL:
        return "appeal"
    return "application" if track in {Track.PAYMENT_ORDER, Track.PRE_ACTION_PRESERVATION} else ""

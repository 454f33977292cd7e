"""What follows from the service of papers: which periods run (CPL 128; SI 99, 266)."""

from __future__ import annotations

from tongban.cases.law import OWN_PERIODS, TIME_TO_LINK
from tongban.cases.vocabulary import Track
from tongban.delivery.vocabulary import Purpose

COPY_TO_DEFENDANT = "complaint_copy_to_defendant"
"""The court's time to send the complaint's copy, from registration (CPL 128)."""


TIME_TO_JOIN = "defence"
"""The letter gives as long to join as the complaint to answer it."""


def evidence_period(track: Track) -> str:
    """The period of the table within which evidence is handed in (SI 99, 266, 275)."""
    return f"evidence_{track}"


def periods_from(purpose: Purpose, track: Track) -> frozenset[str]:
    """The periods of a party that may have begun with the service of such papers: what the papers themselves start, and
    the times to answer, to appeal and to object. That of a fee is the books' own.
    """
    if purpose is Purpose.PAYMENT:
        return frozenset()
    return frozenset({*periods_of(purpose, track), TIME_TO_LINK}) | OWN_PERIODS


def periods_of(purpose: Purpose, track: Track) -> tuple[str, ...]:
    """The periods of the table that run for the party from the service of these papers."""
    evidence = evidence_period(track)
    return {Purpose.DEFENCE: ("defence", evidence), Purpose.EVIDENCE: (evidence,)}.get(purpose, ())

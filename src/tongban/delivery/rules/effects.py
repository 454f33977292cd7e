"""What follows from papers and their service: who gets a paper, and which periods run (CPL 128; SI 99, 266)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tongban.cases.vocabulary import PartyView, Track
from tongban.delivery.vocabulary import Purpose

ROUTES: dict[str, Purpose] = {
    "filing/acceptance_notice": Purpose.ACCEPTANCE,
    "fees/payment_notice": Purpose.PAYMENT,
    "fees/fee_statement": Purpose.PAYMENT,
    "fees/relief_decision": Purpose.PAYMENT,
    "evidence/evidence_notice": Purpose.EVIDENCE,
    "delivery/summons": Purpose.SUMMONS,
    "delivery/conversion_notice": Purpose.PROCEDURE,
    "delivery/authority_notice": Purpose.AUTHORITY,
    "delivery/bench_notice": Purpose.BENCH,
    "cases/decision": Purpose.DECISION,
    "cases/appeal_answer": Purpose.APPEAL_ANSWER,
}
"""Papers that go out as soon as they are made, unless their service was ordered with them."""

TO_EVERYBODY = frozenset({"judgments/judgment"})
"""Papers that every party of the case is served with, once they are signed (CPL 151)."""

COPY_TO_DEFENDANT = "complaint_copy_to_defendant"
"""The court's time to send the complaint's copy, from registration (CPL 128)."""


TIME_TO_JOIN = "defence"
"""The letter gives as long to join as the complaint to answer it."""


def evidence_period(track: Track) -> str:
    """The period of the table within which evidence is handed in (SI 99, 266, 275)."""
    return f"evidence_{track}"


def periods_of(purpose: Purpose, track: Track) -> tuple[str, ...]:
    """The periods of the table that run for the party from the service of these papers."""
    evidence = evidence_period(track)
    return {Purpose.DEFENCE: ("defence", evidence), Purpose.EVIDENCE: (evidence,)}.get(purpose, ())


def addressees(parties: Sequence[PartyView], *, subject: UUID | None, to: str) -> tuple[PartyView, ...]:
    """The parties a paper is addressed to: the party that is its subject, else those whose names stand at its head.

    Empty when nobody fits: then a person decides. Of two parties with one name both get the paper.
    """
    named = [name for name in to.split("、") if name]
    return tuple(p for p in parties if p.uid == subject) or tuple(p for p in parties if p.name in named)

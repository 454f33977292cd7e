"""Agreed jurisdiction: whether the clause is valid, and to which court it leads (CPL 35, 277; SI 29-34)."""

from __future__ import annotations

from datetime import date

from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.levels import PROVINCE_DIGITS, level_for, resolve
from tongban.courts.vocabulary import (
    AgreedVenue,
    ClaimKind,
    ClauseKind,
    Court,
    Dispute,
    LostGround,
    Matter,
)
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

AGREEMENT = "agreement"
Reached = tuple[Court, tuple[Step, ...]]


def agreed_courts(
    dispute: Dispute, tree: CourtTree, day: date, *, exclusive: str
) -> tuple[list[Reached], list[LostGround]]:
    """The courts to which valid clauses lead, and the clauses that fail with the reason.

    `exclusive` is the article of an exclusive ground for this matter, "" if there is none. With several valid places
    the plaintiff chooses (SI 30(2)).
    """
    reached: list[Reached] = []
    lost: list[LostGround] = []
    for agreed in dispute.agreements:
        why = clause_problem(agreed, dispute, exclusive=exclusive)
        if why:
            lost.append(LostGround(AGREEMENT, agreed.place or agreed.court, why))
            continue
        if agreed.kind is ClauseKind.COURT:
            outcomes = [_named_court(agreed, dispute, tree, day)]
        else:
            outcomes = [_court_at(place, agreed, dispute, tree, day) for place in _places(agreed, dispute)]
        if not outcomes:
            lost.append(LostGround(AGREEMENT, "", Refusal("venue.agreed_undetermined", "SI 30(1)")))
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                lost.append(LostGround(AGREEMENT, agreed.place or agreed.court, outcome))
            else:
                reached.append(outcome)
    return reached, lost


def clause_problem(agreed: AgreedVenue, dispute: Dispute, *, exclusive: str) -> Refusal | None:
    """Why the clause does not bind, or None. Level is checked when the court is known."""
    loose = agreed.kind in {ClauseKind.COURT, ClauseKind.OTHER} and not agreed.connected and not dispute.foreign
    hidden = agreed.standard_terms_to_consumer and not agreed.consumer_notified and agreed.consumer_objects
    flaws = (
        (dispute.matter is Matter.STATUS, "venue.agreed_for_status", "CPL 35"),
        (bool(exclusive), "venue.agreed_against_exclusive", f"CPL 35; {exclusive}"),
        (not agreed.written, "venue.agreed_not_written", "CPL 35; SI 29"),
        (loose, "venue.agreed_without_connection", "CPL 35"),
        (hidden, "venue.agreed_hidden_from_consumer", "SI 31"),
        (agreed.assignee_unaware, "venue.agreed_unknown_to_assignee", "SI 33"),
    )
    return next((Refusal(reason, law) for flawed, reason, law in flaws if flawed), None)


def _law(dispute: Dispute) -> str:
    return "CPL 277" if dispute.foreign else "CPL 35; SI 30(1)"


def _places(agreed: AgreedVenue, dispute: Dispute) -> tuple[str, ...]:
    """The places that a clause of this kind means; the clause's own place wins (SI 32)."""
    if agreed.place:
        return (agreed.place,)
    plaintiffs = tuple(party.place for party in dispute.plaintiffs)
    performance: tuple[str, ...] = (dispute.performance,) if dispute.performance else ()
    if not performance and dispute.claim is ClaimKind.MONEY:
        performance = plaintiffs
    places = {
        ClauseKind.PLAINTIFF: plaintiffs,
        ClauseKind.DEFENDANT: tuple(party.place for party in dispute.defendants),
        ClauseKind.PERFORMANCE: performance,
        ClauseKind.SUBJECT: (dispute.subject,),
    }.get(agreed.kind, ())
    return tuple(dict.fromkeys(place for place in places if place))


def _court_at(place: str, agreed: AgreedVenue, dispute: Dispute, tree: CourtTree, day: date) -> Reached | Refusal:
    reached = resolve(place, dispute, tree, day)
    if isinstance(reached, Refusal):
        return reached
    court, steps = reached
    return court, (
        step("venue.agreement", _law(dispute), clause=agreed.kind.term, place=tree.place_name(place)),
        *steps,
    )


def _named_court(agreed: AgreedVenue, dispute: Dispute, tree: CourtTree, day: date) -> Reached | Refusal:
    court = tree.court(agreed.court)
    if isinstance(court, Refusal):
        return court
    level, why = level_for(dispute, tree.province_of(court.code), court.division_code[:PROVINCE_DIGITS], day)
    if court.level is not level:
        facts = (("court", court.name), ("level", level.term))
        return Refusal("venue.agreed_against_level", "CPL 35, 18-20", (), facts)
    return court, (step("venue.agreement_names", _law(dispute), court=court.name), why)

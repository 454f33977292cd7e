"""Agreed jurisdiction: whether the clause is valid, and to which court it leads (CPL 35, 277; SI 29-34)."""

from __future__ import annotations

from datetime import date

from tongban.courts.rules.grounds import grounds_for, missing_need, places_of
from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.levels import Reached, level_for, resolve
from tongban.courts.rules.matters import of_matter
from tongban.courts.rules.special import takes_another, takes_any_level
from tongban.courts.vocabulary import AgreedVenue, ClauseKind, Dispute, LostGround, Where
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

AGREEMENT = "agreement"
PERFORMANCE = frozenset({"contract", "lease_finance_lease", "online_sale"})
"""The rules that say where a contract is performed (SI 18-20)."""
ELSEWHERE = frozenset({"courts.place_not_in_table", "venue.special_court_not_in_table"})
"""A valid clause leads to a court that the table does not hold: that court alone may take the case, none here."""
FOREIGN_CHOICE = date(2024, 1, 1)
"""From this day parties to a foreign-related case may agree on any court of the country (CPL 277)."""


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
        why = clause_problem(agreed, dispute, exclusive=exclusive, day=day)
        if why:
            lost.append(LostGround(AGREEMENT, agreed.place or agreed.court, why))
            continue
        if agreed.kind is ClauseKind.COURT:
            outcomes = [_named_court(agreed, dispute, tree, day)]
        else:
            outcomes = [_court_at(place, agreed, dispute, tree, day) for place in _places(agreed, dispute, day)]
        if not outcomes:
            lost.append(LostGround(AGREEMENT, "", Refusal("venue.agreed_undetermined", "SI 30(1)")))
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                lost.append(LostGround(AGREEMENT, agreed.place or agreed.court, outcome))
            else:
                reached.append(outcome)
    return reached, lost


def clause_problem(agreed: AgreedVenue, dispute: Dispute, *, exclusive: str, day: date) -> Refusal | None:
    """Why the clause does not bind, or None. Level is checked when the court is known."""
    matter, abroad = of_matter(dispute.matter), agreed.kind is ClauseKind.ABROAD
    tied = abroad or not _free_choice(dispute, day)
    loose = agreed.kind in {ClauseKind.COURT, ClauseKind.OTHER, ClauseKind.ABROAD} and not agreed.connected and tied
    hidden = agreed.standard_terms_to_consumer and not agreed.consumer_notified and agreed.consumer_objects
    flaws = (
        ("status" in matter.groups, "venue.agreed_for_status", "CPL 35"),
        (bool(exclusive), "venue.agreed_against_exclusive", f"CPL 35; {exclusive}"),
        (abroad and "only_here" in matter.groups, "venue.agreed_against_exclusive", f"SI 529; {matter.article}"),
        ("property" not in matter.groups, "venue.agreed_not_open", "CPL 35"),
        (not agreed.written, "venue.agreed_not_written", "CPL 35; SI 29"),
        (abroad and not dispute.foreign, "venue.agreed_abroad_at_home", "CPL 35; SI 529"),
        (loose, "venue.agreed_without_connection", "SI 529" if abroad else "CPL 35"),
        (hidden, "venue.agreed_hidden_from_consumer", "SI 31"),
        (agreed.assignee_unaware, "venue.agreed_unknown_to_assignee", "SI 33"),
        (abroad, "venue.agreed_abroad", "CPL 280"),
    )
    return next((Refusal(reason, law) for flawed, reason, law in flaws if flawed), None)


def _free_choice(dispute: Dispute, day: date) -> bool:
    return dispute.foreign and day >= FOREIGN_CHOICE


def _law(dispute: Dispute, day: date) -> str:
    return "CPL 277" if _free_choice(dispute, day) else "CPL 35; SI 30(1)"


def _places(agreed: AgreedVenue, dispute: Dispute, day: date) -> tuple[str, ...]:
    """The places that a clause of this kind means; the clause's own place wins (SI 32)."""
    if agreed.place:
        return (agreed.place,)
    places = {
        ClauseKind.PLAINTIFF: tuple(party.place for party in dispute.plaintiffs),
        ClauseKind.DEFENDANT: tuple(party.place for party in dispute.defendants),
        ClauseKind.PERFORMANCE: _performance(dispute, day),
        ClauseKind.SIGNING: dispute.at(Where.SIGNING),
        ClauseKind.SUBJECT: dispute.at(Where.SUBJECT),
    }.get(agreed.kind, ())
    return tuple(dict.fromkeys(place for place in places if place))


def _performance(dispute: Dispute, day: date) -> tuple[str, ...]:
    """The place of performance that was agreed, else the one that the law gives such a contract."""
    rows = [row for row in grounds_for(dispute, day) if row.rule in PERFORMANCE and not missing_need(row, dispute)]
    return dispute.at(Where.PERFORMANCE) or tuple(place for row in rows for place in places_of(row, dispute))


def _court_at(place: str, agreed: AgreedVenue, dispute: Dispute, tree: CourtTree, day: date) -> Reached | Refusal:
    reached = resolve(place, dispute, tree, day)
    if isinstance(reached, Refusal):
        return reached
    court, steps = reached
    code = "venue.agreement_foreign" if _free_choice(dispute, day) else "venue.agreement"
    return court, (
        step(code, _law(dispute, day), clause=agreed.kind.term, place=tree.place_name(place)),
        *steps,
    )


def _named_court(agreed: AgreedVenue, dispute: Dispute, tree: CourtTree, day: date) -> Reached | Refusal:
    court = tree.court(agreed.court)
    if isinstance(court, Refusal):
        return court
    named = step("venue.agreement_names", _law(dispute, day), court=court.name)
    if takes_any_level(court, dispute, day):
        return court, (named,)
    level, why = level_for(dispute, tree.high_court_of(court), day)
    if court.level is not level:
        facts = (("court", court.name), ("level", level.term))
        return Refusal("venue.agreed_against_level", "CPL 35, 18-21", (), facts)
    special = takes_another(court, dispute, level, tree, day)
    if special:
        return special
    return court, (named, why)

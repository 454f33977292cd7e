"""Jurisdiction in question: the worked cases of docs/law/venue-handling.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.law_tables import LawCase, cases
from tests.rules.venue_cases import DAY
from tongban.courts.rules.handling import after_change, designation, elevation, first_seised, submission, transfer
from tongban.courts.rules.objections import objection
from tongban.courts.vocabulary import (
    AgreedVenue,
    Change,
    ClauseKind,
    Conduct,
    Direction,
    Dispute,
    Elevation,
    Filed,
    HandedDown,
    Handling,
    Matter,
    Objection,
    Objector,
    PartyPlace,
    Where,
)
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

PAGE = "venue-handling"
Answer = Handling | Refusal


def dispute(case: LawCase) -> Dispute:
    """The loan of the page, or a dispute about the land that the line names."""
    subject = case.cells.get("subject", "")
    amount = Money(int(Decimal(case.cells.get("amount") or "186500") * 100))
    matter = Matter.IMMOVABLE if subject else Matter.PRIVATE_LENDING
    places = {Where.SUBJECT: (subject,)} if subject else {}
    return Dispute(matter, (PartyPlace("510107"),), (PartyPlace("500103"),), amount=amount, places=places)


def filed(text: str) -> Filed:
    court, _, day = text.partition("@")
    return Filed(court, date.fromisoformat(day) if day else None)


def of_submission(case: LawCase) -> Answer:
    conduct = Conduct(objected=bool(case["objected"]), answered=bool(case["answered"]))
    return submission(case["court"], dispute(case), conduct, on=DAY)


def of_priority(case: LawCase) -> Answer:
    return first_seised([filed(text) for text in case["filings"].split()], case["at"], on=DAY)


def of_perpetuatio(case: LawCase) -> Answer:
    return after_change(case["court"], map(Change, case["changes"].split()), dispute(case), on=DAY)


def of_transfer(case: LawCase) -> Answer:
    return transfer(case["court"], dispute(case), on=DAY, transferred=bool(case["transferred"]))


def of_designation(case: LawCase) -> Answer:
    return designation(case["courts"].split(), on=DAY, agreed=bool(case["agreed"]))


def of_elevation(case: LawCase) -> Answer:
    approved, heard = bool(case["approved"]), bool(case["heard"])
    kind = HandedDown(case["kind"]) if case["kind"] else None
    moving = Elevation(Direction(case["direction"]), case["court"], kind, approved, heard)
    return elevation(moving, below=case["below"], on=DAY)


def of_objection(case: LawCase) -> Answer:
    flags = set(case["flags"].split())
    raised = Objection(
        case["court"],
        Objector(case["by"]),
        date.fromisoformat(case["served"]),
        date.fromisoformat(case["raised"]),
        abroad="abroad" in flags,
        remanded="remanded" in flags,
        ruled=date.fromisoformat(case["ruled"]) if case["ruled"] else None,
        inconvenient="inconvenient" in flags,
        small_claim="small_claim" in flags,
    )
    agreements = (AgreedVenue(ClauseKind.DEFENDANT),) if "clause" in flags else ()
    return objection(raised, replace(dispute(case), foreign="foreign" in flags, agreements=agreements), on=DAY)


DECISIONS: dict[str, Callable[[LawCase], Answer]] = {
    "submission": of_submission,
    "priority": of_priority,
    "perpetuatio": of_perpetuatio,
    "transfer": of_transfer,
    "designation": of_designation,
    "elevation": of_elevation,
    "objection": of_objection,
}


def handling_cases() -> list[tuple[str, LawCase]]:
    """Every line of the page with the name of its table."""
    return [(name, case) for name in DECISIONS for case in cases(PAGE, name)]


def decided(name: str, case: LawCase) -> Answer:
    """What the program says to a line of the table `name`."""
    return DECISIONS[name](case)


@pytest.mark.parametrize(
    ("name", "case"), handling_cases(), ids=lambda value: value if isinstance(value, str) else value.id
)
def test_the_page_on_handling_holds(name: str, case: LawCase) -> None:
    answer = decided(name, case)
    if isinstance(answer, Refusal):
        assert answer.reason == case["outcome"], str(answer)
        assert answer.law
        return
    assert answer.outcome == case["outcome"], str(answer)
    assert " ".join(answer.to) == case["to"], str(answer)
    assert answer.article
    assert answer.steps
    for column, period in (("last", "objection"), ("appeal", "appeal")):
        if column in case.cells:
            day = answer.days.get(period)
            assert (day.isoformat() if day else "") == case[column], str(answer)
    if name == "designation":
        assert answer.court == case["court"], str(answer)

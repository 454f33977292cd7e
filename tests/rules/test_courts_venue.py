"""Venue: the worked cases of docs/law/venue.md, and what must hold for every dispute."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.courts.rules.grounds import NEEDS, PLACES, all_grounds
from tongban.courts.rules.tables import all_courts, rows
from tongban.courts.rules.venue import check_court, competent_courts
from tongban.courts.vocabulary import (
    AgreedVenue,
    ClaimKind,
    ClauseKind,
    CompetentCourt,
    CourtLevel,
    Dispute,
    Matter,
    PartyPlace,
    VenueAnswer,
)
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 2)
AREAS = sorted(
    {court.division_code for court in all_courts() if court.level is CourtLevel.BASIC and court.division_code}
)
AREA = st.sampled_from(AREAS) | st.sampled_from(["", "110105", "51", "510100"])
PARTIES = st.lists(st.builds(PartyPlace, domicile=AREA, habitual=AREA), max_size=3).map(tuple)
CLAUSE = st.builds(
    AgreedVenue,
    kind=st.sampled_from(ClauseKind),
    place=AREA,
    court=st.sampled_from(["", "渝0103", "渝05", "川", "渝0199"]),
    written=st.booleans(),
    connected=st.booleans(),
    assignee_unaware=st.booleans(),
)
DISPUTES = st.builds(
    Dispute,
    matter=st.sampled_from(Matter),
    plaintiffs=PARTIES,
    defendants=PARTIES,
    claim=st.sampled_from(ClaimKind),
    amount=st.none() | st.builds(Money, st.integers(-5, 10**14)),
    agreements=st.lists(CLAUSE, max_size=2).map(tuple),
    performance=AREA,
    performed=st.booleans(),
    subject=AREA,
    delivery=AREA,
    deal=AREA,
    performer=AREA,
    act=AREA,
    result=AREA,
    deceased=AREA,
    foreign=st.booleans(),
)


def people(text: str) -> tuple[PartyPlace, ...]:
    homes = [home.strip().partition("/") for home in text.split("+") if home.strip()]
    return tuple(PartyPlace(domicile, habitual) for domicile, _, habitual in homes)


def words(text: str) -> dict[str, Any]:
    """`a=b c !d` as fields: a is "b", c is true, d is false."""
    found: dict[str, Any] = {}
    for word in text.split():
        name, sign, value = word.partition("=")
        found[name.removeprefix("!")] = value if sign else not name.startswith("!")
    return found


def clause(text: str) -> AgreedVenue:
    head, _, flags = text.strip().partition(" ")
    kind, _, where = head.partition("@")
    field = "court" if kind == "court" else "place"
    return AgreedVenue(ClauseKind(kind), **{field: where}, **words(flags))


def dispute_of(case: LawCase) -> Dispute:
    plaintiffs, _, defendants = case["parties"].partition(">")
    facts = words(case["facts"])
    if "claim" in facts:
        facts["claim"] = ClaimKind(facts["claim"])
    return Dispute(
        Matter(case["matter"]),
        people(plaintiffs),
        people(defendants),
        amount=Money(int(Decimal(case["amount"]) * 100)) if case["amount"] else None,
        agreements=tuple(map(clause, case["clause"].split("+"))) if case["clause"] else (),
        **facts,
    )


@pytest.mark.parametrize("case", cases("venue", "venue"), ids=lambda case: case.id)
def test_the_page_on_venue_holds(case: LawCase) -> None:
    answer = competent_courts(dispute_of(case), on=DAY)
    if isinstance(answer, Refusal):
        assert answer.reason == case["answer"], str(answer)
        return
    assert " ".join(court.code for court in answer.courts) == case["answer"], str(answer)
    reasons = {lost.why.reason for lost in answer.lost}
    assert set(case["lost"].split()) <= reasons, str(answer)


def test_the_page_holds_fifteen_cases_and_more() -> None:
    assert len(cases("venue", "venue")) >= 15


@given(DISPUTES)
def test_every_court_stands_once_with_its_article_and_steps(dispute: Dispute) -> None:
    answer = competent_courts(dispute, on=DAY)
    if isinstance(answer, Refusal):
        assert answer.law
        return
    codes = [court.code for court in answer.courts]
    assert len(codes) == len(set(codes))
    assert all(court.article and court.steps for court in answer.courts)
    assert all(lost.why.law for lost in answer.lost)


@given(DISPUTES)
def test_exclusive_jurisdiction_leaves_no_other_court(dispute: Dispute) -> None:
    answer = competent_courts(dispute, on=DAY)
    if isinstance(answer, VenueAnswer):
        kinds = {court.exclusive for court in answer.courts}
        assert len(kinds) <= 1
        assert not answer.courts or kinds == {dispute.matter in {Matter.IMMOVABLE, Matter.PORT, Matter.SUCCESSION}}


@given(DISPUTES, st.sampled_from(["渝0103", "川0107", "渝05", "渝", "渝0199"]))
def test_the_check_accepts_exactly_the_courts_listed(dispute: Dispute, code: str) -> None:
    answer, checked = competent_courts(dispute, on=DAY), check_court(code, dispute, on=DAY)
    listed = isinstance(answer, VenueAnswer) and code in {court.code for court in answer.courts}
    assert isinstance(checked, CompetentCourt) is listed


@given(DISPUTES)
def test_an_empty_answer_says_why_every_ground_fell(dispute: Dispute) -> None:
    answer = competent_courts(dispute, on=DAY)
    if isinstance(answer, VenueAnswer) and not answer.courts:
        assert answer.lost


@given(DISPUTES, st.dates())
def test_any_day_gives_an_answer_or_a_refusal_with_a_law(dispute: Dispute, day: date) -> None:
    answer = competent_courts(dispute, on=day)
    assert isinstance(answer, VenueAnswer) or answer.law


def test_the_wrong_court_is_told_with_the_right_ones() -> None:
    dispute = Dispute(
        Matter.PRIVATE_LENDING, (PartyPlace("510107"),), (PartyPlace("500103"),), amount=Money(18_650_000)
    )
    answer = check_court("渝0112", dispute, on=DAY)
    assert isinstance(answer, Refusal)
    assert answer.reason == "venue.not_this_court"
    assert "四川省成都市武侯区人民法院" in dict(answer.facts)["competent"]


def test_a_dispute_before_the_reading_of_the_table_is_refused() -> None:
    dispute = Dispute(Matter.PRIVATE_LENDING, (PartyPlace("510107"),), (PartyPlace("500103"),))
    early, late = competent_courts(dispute, on=date(2020, 1, 1)), competent_courts(dispute, on=date(9999, 1, 1))
    assert isinstance(early, Refusal)
    assert isinstance(late, Refusal)
    assert (early.reason, late.reason) == ("venue.not_in_force", "venue.day_beyond_reach")


def test_a_foreign_currency_is_converted_before_the_level_is_asked() -> None:
    dispute = Dispute(
        Matter.CONTRACT, (PartyPlace("510107"),), (PartyPlace("500103"),), amount=Money(100, "USD"), foreign=True
    )
    answer = competent_courts(dispute, on=DAY)
    assert isinstance(answer, Refusal)
    assert answer.reason == "venue.amount_currency"


def test_the_words_of_the_table_of_grounds_are_known() -> None:
    rules = {row["id"] for row in rows("venue_rules.csv")}
    for ground in all_grounds():
        assert ground.place in PLACES
        assert set(ground.needs) <= set(NEEDS)
        assert ground.rule in rules
        assert ground.article


def test_all_rules_of_venue_are_carried_over() -> None:
    assert len(list(rows("venue_rules.csv"))) == 42

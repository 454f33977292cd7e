"""Venue: the worked cases of the pages in docs/law, and what must hold for every dispute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tests.rules.venue_cases import DAY, day_of, dispute_of, rules_exercised, venue_cases
from tongban.courts.rules.conditions import NEEDS
from tongban.courts.rules.grounds import all_grounds
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.matters import of_matter
from tongban.courts.rules.tables import all_courts, rows, zones
from tongban.courts.rules.venue import check_court, competent_courts
from tongban.courts.vocabulary import (
    AgreedVenue,
    Circumstance,
    ClaimKind,
    ClauseKind,
    CompetentCourt,
    Court,
    CourtLevel,
    CourtRole,
    Dispute,
    Matter,
    PartyPlace,
    PartyState,
    Specialty,
    VenueAnswer,
    Where,
)
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

HANDLING = {"submission", "priority", "perpetuatio", "transfer", "designation", "elevation", "objection"}
AREAS = sorted(
    {court.division_code for court in all_courts() if court.level is CourtLevel.BASIC and court.division_code}
)
AREA = st.sampled_from(AREAS) | st.sampled_from(["", "110105", "51", "510100", *zones()])
CODE = st.sampled_from(["", "渝0103", "渝05", "川", "渝0199", "渝87"])
PARTIES = st.lists(
    st.builds(
        PartyPlace,
        domicile=AREA,
        habitual=AREA,
        confined_at=AREA,
        states=st.sets(st.sampled_from(PartyState), max_size=2).map(frozenset),
    ),
    max_size=3,
).map(tuple)
CLAUSE = st.builds(
    AgreedVenue,
    kind=st.sampled_from(ClauseKind),
    place=AREA,
    court=CODE,
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
    places=st.dictionaries(st.sampled_from(Where), st.lists(AREA, max_size=2).map(tuple), max_size=6),
    circumstances=st.sets(st.sampled_from(Circumstance), max_size=3).map(frozenset),
    courts=st.dictionaries(st.sampled_from(CourtRole), CODE, max_size=3),
    foreign=st.booleans(),
    specialty=st.none() | st.sampled_from(Specialty),
    underlying=st.none() | st.sampled_from(Matter),
)
LOAN = Dispute(Matter.PRIVATE_LENDING, (PartyPlace("510107"),), (PartyPlace("500103"),), amount=Money(18_650_000))


@pytest.mark.parametrize("case", venue_cases(), ids=lambda case: case.id)
def test_the_pages_on_venue_hold(case: LawCase) -> None:
    answer = competent_courts(dispute_of(case), on=day_of(case))
    if isinstance(answer, Refusal):
        assert answer.reason == case["answer"], str(answer)
        return
    assert " ".join(court.code for court in answer.courts) == case["answer"], str(answer)
    reasons = {lost.why.reason for lost in answer.lost}
    assert set(case["lost"].split()) <= reasons, str(answer)


def test_the_pages_hold_two_hundred_cases_and_more() -> None:
    assert len(venue_cases()) >= 200


def test_every_rule_of_venue_is_exercised_by_a_case_of_the_pages() -> None:
    shown = {rule for rule in HANDLING if cases("venue-handling", rule)}
    for case in venue_cases():
        answer = competent_courts(dispute_of(case), on=day_of(case))
        if isinstance(answer, VenueAnswer):
            shown |= rules_exercised(answer)
    known = [row["id"] for row in rows("venue_rules.csv")]
    assert len(known) == len(set(known)) == 72
    assert set(known) - shown == set()


def test_every_ground_is_reached_by_a_case_of_the_pages() -> None:
    reached = set()
    for case in venue_cases():
        answer = competent_courts(dispute_of(case), on=day_of(case))
        if isinstance(answer, VenueAnswer):
            reached |= {ground for court in answer.courts for ground in (court.ground, *court.also)}
            reached |= {lost.ground for lost in answer.lost}
    assert {ground.id for ground in all_grounds()} - reached == set()


@given(DISPUTES)
def test_every_court_stands_once_with_its_article_and_steps(dispute: Dispute) -> None:
    answer = competent_courts(dispute, on=DAY)
    if isinstance(answer, Refusal):
        assert answer.law
        return
    codes = [court.code for court in answer.courts]
    assert len(codes) == len(set(codes))
    assert all(court.article and court.term and court.steps for court in answer.courts)
    assert all(lost.why.law for lost in answer.lost)


@given(DISPUTES)
def test_exclusive_jurisdiction_leaves_no_other_court(dispute: Dispute) -> None:
    answer = competent_courts(dispute, on=DAY)
    exclusive = any(ground.exclusive for ground in all_grounds() if dispute.matter in ground.matters)
    if isinstance(answer, VenueAnswer):
        assert {court.exclusive for court in answer.courts} <= {exclusive}
        assert not exclusive or all(court.ground != "agreement" for court in answer.courts)


@given(DISPUTES, CLAUSE)
def test_a_clause_that_fails_changes_nothing_in_the_list(dispute: Dispute, clause: AgreedVenue) -> None:
    without = replace(dispute, agreements=())
    with_clause = competent_courts(replace(dispute, agreements=(replace(clause, written=False),)), on=DAY)
    plain = competent_courts(without, on=DAY)
    if isinstance(plain, Refusal) or isinstance(with_clause, Refusal):
        assert plain == with_clause
    else:
        assert with_clause.courts == plain.courts
        assert [lost for lost in with_clause.lost if not lost.why.reason.startswith("venue.agreed_")] == [
            lost for lost in plain.lost if not lost.why.reason.startswith("venue.agreed_")
        ]


@given(DISPUTES)
def test_the_order_of_parties_changes_no_court(dispute: Dispute) -> None:
    turned = replace(dispute, plaintiffs=dispute.plaintiffs[::-1], defendants=dispute.defendants[::-1])
    answer, other = competent_courts(dispute, on=DAY), competent_courts(turned, on=DAY)
    if isinstance(answer, Refusal) or isinstance(other, Refusal):
        assert answer == other
    else:
        assert {court.code for court in answer.courts} == {court.code for court in other.courts}


@given(DISPUTES, st.sampled_from(["渝0103", "川0107", "渝05", "渝", "渝0199", "渝87"]))
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
    answer = check_court("渝0112", LOAN, on=DAY)
    assert isinstance(answer, Refusal)
    assert answer.reason == "venue.not_this_court"
    assert "四川省成都市武侯区人民法院" in dict(answer.facts)["competent"]


def test_a_dispute_before_the_reading_of_the_table_is_refused() -> None:
    early, late = competent_courts(LOAN, on=date(2020, 1, 1)), competent_courts(LOAN, on=date(9999, 1, 1))
    assert isinstance(early, Refusal)
    assert isinstance(late, Refusal)
    assert (early.reason, late.reason) == ("venue.not_in_force", "venue.day_beyond_reach")


def test_a_foreign_currency_is_converted_before_the_level_is_asked() -> None:
    answer = competent_courts(replace(LOAN, amount=Money(100, "USD"), foreign=True), on=DAY)
    assert isinstance(answer, Refusal)
    assert answer.reason == "venue.amount_currency"


def test_a_court_counts_on_the_days_on_which_it_stood() -> None:
    high = Court("渝", "重庆市高级人民法院", CourtLevel.HIGH, "最高法", "500000")
    middle = Court("渝05", "重庆市第五中级人民法院", CourtLevel.INTERMEDIATE, "渝")
    last = date(2026, 6, 30)
    old = Court("渝0103", "重庆市渝中区人民法院", CourtLevel.BASIC, "渝05", "500103", valid_to=last)
    new = Court("渝0198", "重庆市新渝中人民法院", CourtLevel.BASIC, "渝05", "500103", valid_from=date(2026, 7, 1))
    codes = []
    for day in (last, date(2026, 7, 1)):
        answer = competent_courts(LOAN, on=day, tree=tree_on(day, (high, middle, old, new)))
        assert isinstance(answer, VenueAnswer)
        codes.append([court.code for court in answer.courts])
    assert codes == [["渝0103"], ["渝0198"]]


def test_the_words_of_the_tables_of_venue_are_known() -> None:
    rules = {row["id"] for row in rows("venue_rules.csv")}
    for ground in all_grounds():
        assert set(ground.needs) <= set(NEEDS)
        assert ground.rule in rules
        assert ground.article
        assert ground.matters
    assert all(of_matter(matter).article for matter in Matter)
    assert {row["rule"] for name in ("venue_levels.csv", "venue_special.csv") for row in rows(name)} <= rules
    codes = {court.code for court in all_courts()}
    assert {row["court"] for row in rows("venue_special.csv")} - {""} <= codes
    assert {zone.court for zone in zones().values()} <= codes

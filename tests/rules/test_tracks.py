"""By which track a case is tried (docs/law/tracks.md): the page's own cases, the line, what conversions need."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.cases.law import TrackQuestion, conversions_from, fitting, track_of
from tongban.cases.rules.tracks import AGREED, NOT_SIMPLIFIED, NOT_SMALL
from tongban.cases.vocabulary import Circumstance, Stage, Track
from tongban.cases.wording import CIRCUMSTANCES, STEPS, TRACKS
from tongban.courts.law import Wage, average_wage
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.tables import rows
from tongban.courts.vocabulary import Court
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 11, 23)
FOUND = st.frozensets(st.sampled_from(Circumstance), max_size=4)
AMOUNTS = st.integers(1, 40_000_000).map(Money)


def court(code: str = "渝0103") -> Court:
    found = tree_on(DAY).court(code)
    assert isinstance(found, Court)
    return found


def question(claim: Money, found: frozenset[Circumstance] = frozenset()) -> TrackQuestion:
    return TrackQuestion(claim, court(), DAY, found)


@pytest.mark.parametrize("case", cases("tracks", "tracks"), ids=lambda case: case.id)
def test_which_track_the_law_gives(case: LawCase) -> None:
    claim = parse_amount(case["amount"], field="amount")
    assert isinstance(claim, Money)
    found = frozenset(Circumstance(name.strip()) for name in case["found"].split(",") if name.strip())
    answer = track_of(TrackQuestion(claim, court(case["court"]), date.fromisoformat(case["day"]), found))
    assert (answer.track, answer.steps[-1].code) == (case["answer"], case["decided by"])
    assert answer.law


def test_the_page_asks_about_every_circumstance() -> None:
    assert {name.strip() for case in cases("tracks", "tracks") for name in case["found"].split(",")} >= set(
        Circumstance
    )


def test_every_circumstance_speaks_for_or_against_one_track() -> None:
    groups = (AGREED, NOT_SIMPLIFIED, NOT_SMALL, {Circumstance.NOT_SIMPLE})
    assert sorted(c for group in groups for c in group) == sorted(Circumstance)
    assert all(c.law and c.term for c in Circumstance)


def test_tracks_circumstances_and_steps_have_words() -> None:
    assert set(TRACKS) == set(Track)
    assert set(CIRCUMSTANCES) == set(Circumstance)
    said = {case["decided by"] for case in cases("tracks", "tracks")}
    assert said | {"tracks.simple", "tracks.wage"} == set(STEPS)


@given(claim=AMOUNTS, more=AMOUNTS, found=FOUND)
def test_a_larger_claim_never_leads_to_a_simpler_track(
    claim: Money, more: Money, found: frozenset[Circumstance]
) -> None:
    order = list(Track)
    smaller, larger = track_of(question(claim, found)), track_of(question(claim + more, found))
    assert order.index(smaller.track) <= order.index(larger.track)


@given(claim=AMOUNTS, found=FOUND, bar=st.sampled_from(sorted(set(Circumstance) - AGREED)))
def test_a_bar_never_leads_to_a_simpler_track(claim: Money, found: frozenset[Circumstance], bar: Circumstance) -> None:
    order = list(Track)
    before, after = track_of(question(claim, found)), track_of(question(claim, found | {bar}))
    assert order.index(before.track) <= order.index(after.track)


@given(claim=AMOUNTS, found=FOUND)
def test_a_case_in_its_own_track_is_not_unfit_for_it(claim: Money, found: frozenset[Circumstance]) -> None:
    asked = question(claim, found)
    track, holds = track_of(asked).track, fitting(asked)
    assert ("unfit_for_small_claims" in holds) is (track is not Track.SMALL_CLAIMS)
    assert ("unfit_for_simplified" in holds) is (track is Track.ORDINARY)
    if track is Track.SMALL_CLAIMS:
        assert {"small_amount", "not_barred_from_small_claims", "not_barred_from_simplified"} <= holds


def test_which_conversions_a_running_case_has() -> None:
    def into(track: Track, stage: Stage) -> list[str]:
        return [way.target.name for way in conversions_from(track, stage)]

    assert into(Track.SMALL_CLAIMS, Stage.HEARING) == ["simplified", "ordinary"]
    assert into(Track.SIMPLIFIED, Stage.PREPARATION) == ["ordinary", "small_claims"]
    assert into(Track.SIMPLIFIED, Stage.HEARING) == ["ordinary"]
    assert into(Track.ORDINARY, Stage.HEARING) == []
    assert into(Track.SIMPLIFIED, Stage.DECIDED) == []


def test_a_claim_in_another_currency_is_not_measured() -> None:
    answer = track_of(question(Money(100, "USD")))
    assert (answer.track, answer.steps[-1].code) == (Track.SIMPLIFIED, "tracks.no_line")


def test_a_province_without_a_known_wage_is_refused_by_name() -> None:
    found = average_wage("53", DAY)
    assert isinstance(found, Refusal)
    assert dict(found.facts)["place"] == "云南省"


def test_the_table_of_wages_says_how_well_each_figure_is_known() -> None:
    for row in rows("average_wages.csv"):
        assert row["basis"] in {"text", "memory"}
        wage = average_wage(row["province"], date.fromisoformat(row["valid_from"]))
        assert isinstance(wage, Wage)
        assert (wage.year, wage.amount.minor) == (int(row["year"]), int(row["yuan"]) * 100)
        assert wage.announced.year > wage.year

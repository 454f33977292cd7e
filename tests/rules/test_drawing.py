"""Who gets a case: divisions by cause, weights, the pool of a draw, and the draw as anybody checks it."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.cases.rules.drawing import (
    check_draw,
    check_told,
    chosen,
    pool_of,
    promise_of,
    tolerance_of,
    weight_of,
)
from tongban.cases.vocabulary.offices import ALL_DIVISIONS, Candidate, Checked, Draw, LeftOut, Office
from tongban.courts.law import cause_line, division_for, divisions_of
from tongban.courts.vocabulary import Court, CourtLevel
from tongban.kernel.facts import plain

DAY = date(2026, 11, 23)
YUZHONG = Court("渝0103", "重庆市渝中区人民法院", CourtLevel.BASIC, "渝01", "500103", date(2016, 1, 1), date.max)
ONE, TWO, THREE, FOUR = (UUID(int=n) for n in range(1, 5))
SECRET = hashlib.sha256(b"a secret of the test").hexdigest()


@pytest.mark.parametrize(
    ("cause", "division"),
    [
        ("14", "civil-1"),  # 离婚纠纷 stands under II
        ("108(3)", "civil-2"),  # 民间借贷纠纷 stands under IV
        ("120(10)", "civil-2"),  # the fourth level is found by the causes above it
        ("XI-45", ""),  # 督促程序: no division of the table takes it
        ("no such cause", ""),
    ],
)
def test_a_cause_leads_to_its_division(cause: str, division: str) -> None:
    found = division_for(YUZHONG, cause, DAY)
    assert (found.code if found else "") == division


def test_a_court_has_the_divisions_of_its_level_with_their_names() -> None:
    names = [one.name for one in divisions_of(YUZHONG, DAY)]
    assert names == ["立案庭", "民事审判第一庭", "民事审判第二庭"]
    assert divisions_of(YUZHONG, date(2010, 1, 1)) == ()


@pytest.mark.parametrize(
    ("track", "cause", "weight"),
    [
        ("small_claims", "108(3)", 5),
        ("simplified", "108(3)", 10),
        ("ordinary", "108(3)", 20),
        ("simplified", "120(10)", 25),  # construction, whatever the track
        ("simplified", "413", 25),
    ],
)
def test_a_case_weighs_by_its_track_and_its_cause(track: str, cause: str, weight: int) -> None:
    assert weight_of(track, cause_line(cause, DAY), DAY) == weight


def why(candidates: list[Candidate], division: str = "civil-2", causes: tuple[str, ...] = ("IV",)) -> dict[UUID, str]:
    """For each who is not in the pool the reason, and "in" for the others."""
    pool = pool_of(candidates, division, causes, tolerance=10)
    return {**dict(pool.left_out), **dict.fromkeys(pool.persons, "in")}


def test_the_division_gets_its_cases() -> None:
    here = [Candidate(ONE, frozenset({"civil-2"})), Candidate(TWO, frozenset({"civil-1"})), Candidate(THREE)]
    assert why(here) == {ONE: "in", TWO: LeftOut.OTHER_DIVISION, THREE: LeftOut.OTHER_DIVISION}


def test_whoever_is_posted_nowhere_serves_where_the_division_has_nobody() -> None:
    assert why([Candidate(TWO, frozenset({"civil-1"})), Candidate(THREE)]) == {TWO: LeftOut.OTHER_DIVISION, THREE: "in"}


def test_whoever_is_posted_to_all_of_the_court_gets_cases_of_each_division() -> None:
    judges = [
        Candidate(ONE, frozenset({"civil-2"})),
        Candidate(TWO, frozenset({ALL_DIVISIONS})),
        Candidate(THREE, frozenset({"civil-1", ALL_DIVISIONS})),
        Candidate(FOUR),
    ]
    assert why(judges) == {ONE: "in", TWO: "in", THREE: "in", FOUR: LeftOut.OTHER_DIVISION}
    assert why(judges, division="") == {ONE: LeftOut.OTHER_DIVISION, TWO: "in", THREE: "in", FOUR: "in"}


def test_a_court_without_postings_draws_among_all() -> None:
    assert why([Candidate(ONE), Candidate(TWO)], division="") == {ONE: "in", TWO: "in"}


def test_when_the_division_has_nobody_left_the_whole_court_is_looked_at() -> None:
    candidates = [Candidate(ONE, frozenset({"civil-2"}), away=True), Candidate(TWO, frozenset({"civil-1"}))]
    pool = pool_of(candidates, "civil-2", ("IV",), tolerance=10)
    assert pool.persons == (TWO,)
    assert pool.widened
    assert dict(pool.left_out) == {ONE: LeftOut.AWAY}


def test_nobody_gets_a_case_whom_the_law_bars_even_when_nobody_else_is_left() -> None:
    pool = pool_of([Candidate(ONE, barred=True)], "", ("IV",), tolerance=10)
    assert pool.persons == ()
    assert dict(pool.left_out) == {ONE: LeftOut.CONFLICT}


def test_those_away_and_those_without_a_share_get_no_new_case() -> None:
    assert why([Candidate(ONE, away=True), Candidate(TWO, share=0), Candidate(THREE)]) == {
        ONE: LeftOut.AWAY,
        TWO: LeftOut.NO_NEW_CASES,
        THREE: "in",
    }


def test_who_is_specialised_in_the_cause_gets_it_and_no_other() -> None:
    judges = [Candidate(ONE, causes=frozenset({"IV-10"})), Candidate(TWO)]
    assert why(judges, causes=("IV", "IV-10", "108")) == {ONE: "in", TWO: LeftOut.OTHERS_SPECIALISED}
    assert why(judges, causes=("II", "II-2", "14")) == {ONE: LeftOut.OTHERS_SPECIALISED, TWO: "in"}


def test_who_carries_more_than_the_tolerance_above_the_least_is_left_out() -> None:
    assert why([Candidate(ONE, load=100), Candidate(TWO, load=110), Candidate(THREE, load=111)]) == {
        ONE: "in",
        TWO: "in",
        THREE: LeftOut.LOADED,
    }


def test_a_small_share_makes_a_small_load_heavy() -> None:
    """A president with a third of a full load carries thirty tenths as ninety."""
    assert why([Candidate(ONE, load=80), Candidate(TWO, load=31, share=33)])[TWO] == LeftOut.LOADED


@given(
    st.lists(
        st.builds(
            Candidate,
            person=st.integers(1, 40).map(lambda n: UUID(int=n)),
            divisions=st.frozensets(st.sampled_from(["civil-1", "civil-2", ALL_DIVISIONS])),
            causes=st.frozensets(st.sampled_from(["II", "IV"])),
            share=st.integers(0, 100),
            load=st.integers(0, 500),
            away=st.booleans(),
            barred=st.booleans(),
        ),
        unique_by=lambda one: one.person,
        max_size=8,
    )
)
def test_everybody_is_in_the_pool_or_has_a_reason_and_nobody_both(candidates: list[Candidate]) -> None:
    pool = pool_of(candidates, "civil-2", ("IV",), tolerance=tolerance_of("渝0103", DAY))
    assert sorted([*pool.persons, *dict(pool.left_out)], key=str) == sorted((c.person for c in candidates), key=str)
    assert list(pool.persons) == sorted(pool.persons, key=str)
    able = [c for c in candidates if not c.barred and not c.away and c.share]
    assert bool(pool.persons) == bool(able)
    assert set(pool.persons) <= {c.person for c in able}


def draw(**changed: object) -> Draw:
    """A right draw of three, with what a test changes."""
    pool = (ONE, TWO, THREE)
    person = chosen("渝0103", 7, "（2026）渝0103民初9号", Office.JUDGE, pool, SECRET)
    made = Draw("渝0103", 7, "（2026）渝0103民初9号", Office.JUDGE, pool, SECRET, promise_of(SECRET), "f" * 64, person)
    return replace(made, **changed)  # type: ignore[arg-type]


def test_anybody_can_work_out_a_draw_with_the_standard_library() -> None:
    """What the page tells people to do gives the same person."""
    made = draw()
    line = "|".join([made.court, str(made.turn), made.number, "judge", *(str(one) for one in made.pool)])
    number = int(hmac.new(bytes.fromhex(SECRET), line.encode(), hashlib.sha256).hexdigest(), 16)
    assert made.pool[number % 3] == made.person
    assert hashlib.sha256(bytes.fromhex(SECRET)).hexdigest() == made.promise
    assert check_draw(made) is Checked.RIGHT
    assert check_told(plain(made)) is Checked.RIGHT


def test_a_draw_without_a_promise_says_so() -> None:
    assert check_draw(draw(promise="")) is Checked.NOT_PROMISED


@pytest.mark.parametrize(
    "changed",
    [
        {"person": FOUR},
        {"promise": "0" * 64},
        {"secret": hashlib.sha256(b"another").hexdigest()},
        {"secret": "no number"},
        {"pool": (THREE, TWO, ONE)},
        {"pool": ()},
    ],
)
def test_a_draw_that_was_tampered_with_is_found(changed: dict[str, object]) -> None:
    assert check_draw(draw(**changed)) is Checked.WRONG


@pytest.mark.parametrize("told", [{}, {"turn": "x"}, {"pool": 3}, plain(draw()) | {"pool": ["nobody"]}])
def test_what_is_no_draw_is_wrong_and_raises_nothing(told: dict[str, object]) -> None:
    assert check_told(told) is Checked.WRONG


def test_chance_reaches_everybody_about_as_often() -> None:
    secrets = (hashlib.sha256(str(n).encode()).hexdigest() for n in range(3000))
    pool = (ONE, TWO, THREE)
    counted = Counter(chosen("渝0103", n, "x", Office.JUDGE, pool, secret) for n, secret in enumerate(secrets))
    assert all(900 < counted[one] < 1100 for one in pool)

"""Periods: the worked cases of docs/law/periods.md, and what must hold for every start."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases, moment
from tongban.courts.rules.clocks import period_rules
from tongban.courts.rules.periods import due
from tongban.courts.rules.tables import calendar
from tongban.kernel.deadlines import compute
from tongban.kernel.periods import Due, DueKind, PeriodRule, RuleState, Side, Unit, lateness
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
LIVE = [rule for rule in period_rules().values() if rule.state is RuleState.LIVE]
COUNTED = (Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR)


def rule(amount: int, unit: Unit = Unit.DAY, **other: object) -> PeriodRule:
    return PeriodRule("x", "某期间", "some period", amount, unit, "CPL 85", **other)  # type: ignore[arg-type]


EVERY = cases("periods-all", "every period")


@pytest.mark.parametrize("case", cases("periods", "due") + EVERY, ids=lambda case: case.id)
def test_the_pages_on_periods_hold(case: LawCase) -> None:
    answer = due(case["rule"], moment(case["start"]))
    if isinstance(answer, Refusal) or case["answer"].startswith("period."):
        assert isinstance(answer, Refusal), str(answer)
        assert answer.reason == case["answer"], str(answer)
        return
    assert answer.due == moment(case["answer"]), str(answer)
    assert answer.late_after == moment(case["late_after"] or case["answer"]), str(answer)
    assert answer.provisional is (case["provisional"] == "p"), str(answer)


@pytest.mark.parametrize("case", cases("periods", "in time"), ids=lambda case: case.id)
def test_what_is_posted_in_time_is_in_time(case: LawCase) -> None:
    answer = due(case["rule"], moment(case["start"]))
    assert isinstance(answer, Due)
    posted = date.fromisoformat(case["posted"]) if case["posted"] else None
    late = lateness(answer, date.fromisoformat(case["handed in"]), posted)
    assert (late.reason if late else "in time") == case["answer"], str(answer)


def test_the_page_holds_forty_cases_and_more() -> None:
    assert len(cases("periods", "due")) >= 40


def test_every_period_of_the_table_has_a_worked_case() -> None:
    assert set(period_rules()) == {case["rule"] for case in EVERY}


@pytest.mark.parametrize("row", LIVE, ids=lambda row: row.id)
def test_every_live_row_gives_a_day_with_reasons(row: PeriodRule) -> None:
    answer = due(row.id, datetime(2026, 2, 10, 9, 30))
    assert isinstance(answer, Due), str(answer)
    assert answer.article == row.article
    assert answer.steps
    assert answer.fixed is row.fixed


@pytest.mark.parametrize("row", list(period_rules().values()), ids=lambda row: row.id)
def test_every_row_names_its_article_and_its_first_day_of_force(row: PeriodRule) -> None:
    assert row.article
    assert row.valid_from > date.min
    assert row.basis in {"text", "rule", "copy", "memory"}


@given(start=DAYS, amount=st.integers(1, 400), unit=st.sampled_from(COUNTED[:3]))
def test_a_period_that_rolls_never_ends_on_a_rest_day(start: date, amount: int, unit: Unit) -> None:
    answer = compute(rule(min(amount, 36) if unit is Unit.MONTH else amount, unit), start, calendar())
    assert isinstance(answer, Due)
    assert isinstance(answer.due, date)
    assert not calendar().is_rest_day(answer.due), str(answer)
    assert answer.due > start


@given(
    start=DAYS, amount=st.integers(1, 200), more=st.integers(1, 60), unit=st.sampled_from(COUNTED), rolls=st.booleans()
)
def test_a_longer_period_never_ends_earlier(start: date, amount: int, more: int, unit: Unit, *, rolls: bool) -> None:
    assume(unit is not Unit.YEAR or amount + more < 100)
    short = compute(rule(amount, unit, rolls=rolls), start, calendar())
    long = compute(rule(amount + more, unit, rolls=rolls), start, calendar())
    assert isinstance(short, Due)
    assert isinstance(long, Due)
    assert short.due <= long.due


@given(start=DAYS, later=st.integers(0, 40), amount=st.integers(1, 90), unit=st.sampled_from(COUNTED[:3]))
def test_a_later_start_never_ends_earlier(start: date, later: int, amount: int, unit: Unit) -> None:
    first = compute(rule(amount, unit), start, calendar())
    second = compute(rule(amount, unit), start + timedelta(days=later), calendar())
    assert isinstance(first, Due)
    assert isinstance(second, Due)
    assert first.due <= second.due


@given(start=DAYS, amount=st.integers(1, 60))
def test_a_rolled_period_moves_only_over_rest_days(start: date, amount: int) -> None:
    answer = compute(rule(amount), start, calendar())
    assert isinstance(answer, Due)
    end = start + timedelta(days=amount)
    assert isinstance(answer.due, date)
    skipped = [end + timedelta(days=n) for n in range((answer.due - end).days)]
    assert all(calendar().is_rest_day(day) for day in skipped)


@given(event=DAYS, amount=st.integers(1, 60))
def test_a_backward_count_keeps_full_days_and_a_working_day(event: date, amount: int) -> None:
    answer = compute(rule(amount, side=Side.BEFORE, rolls=False), event, calendar())
    assert isinstance(answer, Due)
    assert isinstance(answer.due, date)
    assert (event - answer.due).days > amount
    assert not calendar().is_rest_day(answer.due)
    assert answer.late_after == event - timedelta(days=amount)


@given(start=st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), amount=st.integers(1, 100))
def test_hours_end_on_the_full_hour_after_the_first_is_left_out(start: datetime, amount: int) -> None:
    answer = compute(rule(amount, Unit.HOUR), start, calendar())
    assert isinstance(answer, Due)
    assert isinstance(answer.due, datetime)
    assert (answer.due.minute, answer.due.second) == (0, 0)
    assert timedelta(hours=amount) < answer.due - start <= timedelta(hours=amount + 1)


@given(start=st.dates() | st.datetimes(), name=st.sampled_from(sorted(period_rules())) | st.text(max_size=20))
def test_any_start_gives_a_day_or_a_refusal_with_a_law(start: date | datetime, name: str) -> None:
    answer = due(name, start)
    assert isinstance(answer, Due | Refusal)
    if isinstance(answer, Refusal):
        assert answer.law


def test_a_year_without_a_notice_is_provisional_and_says_so() -> None:
    answer = due("appeal_judgment", date(2027, 1, 25))
    assert isinstance(answer, Due)
    assert answer.provisional
    assert any(step.code == "period.year_not_announced" for step in answer.steps)


def test_a_working_saturday_is_no_rest_day() -> None:
    assert not calendar().is_rest_day(date(2026, 2, 28))
    assert calendar().rest_name(date(2026, 2, 16)) == "春节"
    assert calendar().rest_name(date(2026, 3, 1)) == "周末"


def test_after_the_shortest_length_the_notice_of_the_court_decides() -> None:
    answer = due("evidence_ordinary", date(2026, 3, 2))
    assert isinstance(answer, Due)
    assert answer.kind is DueKind.EARLIEST
    late = lateness(answer, date(2030, 1, 1))
    assert late
    assert late.reason == "period.set_by_the_court"


def test_a_fixed_period_says_that_it_is_fixed() -> None:
    answer = due("retrial_application", date(2026, 3, 15))
    assert isinstance(answer, Due)
    assert answer.fixed
    assert answer.steps[-1].code == "period.fixed"


def test_a_negative_period_is_refused() -> None:
    answer = compute(rule(-1), date(2026, 3, 2), calendar())
    assert isinstance(answer, Refusal)
    assert answer.reason == "period.negative"


def test_a_period_beyond_the_calendar_is_refused() -> None:
    for unit in (Unit.DAY, Unit.YEAR, Unit.MONTH):
        answer = compute(rule(10**7, unit), date(2026, 3, 2), calendar())
        assert isinstance(answer, Refusal)
        assert answer.reason == "period.beyond_the_calendar"

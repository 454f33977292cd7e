"""What befalls a period: the worked cases of docs/law/periods.md as typed, and what must hold for every incident."""

from __future__ import annotations

import shlex
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases, moment
from tests.rules.test_courts_wording import gaps
from tongban.cli.legal.deadline import answer as ask
from tongban.cli.legal.telling import Answer
from tongban.courts.rules.clocks import grounds, period_rules
from tongban.courts.rules.periods import due, readings_of
from tongban.courts.rules.tables import calendar, rows
from tongban.kernel.deadlines import compute
from tongban.kernel.incidents import Incident, NewStart, Obstacle, Outage, Prolonged, Span, Travel
from tongban.kernel.periods import (
    AS_SHIPPED,
    Approver,
    Backward,
    Due,
    Extension,
    Ground,
    GroundEffect,
    Limitation,
    Notice,
    PeriodRule,
    Question,
    Readings,
    RestDay,
    RuleState,
    Side,
    Unit,
)
from tongban.kernel.refusal import Refusal
from tongban.wiring.command import parser

pytestmark = pytest.mark.once

START = date(2026, 3, 2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
LIVE = [rule for rule in period_rules().values() if rule.state is RuleState.LIVE]
FIXED = [rule for rule in LIVE if rule.fixed]
ANY_GROUND = tuple(Ground(effect.value, "某事由", "some ground", effect, "CPL 85") for effect in GroundEffect)
ANYONE = (Extension(Approver.COURT, 1, 0, Unit.DAY, 0, "CPL 85"),)
READINGS = st.builds(
    Readings,
    backward=st.sampled_from(Backward),
    rest_day=st.sampled_from(RestDay),
    notice=st.sampled_from(Notice),
    limitation=st.sampled_from(Limitation),
)


def rule(amount: int, unit: Unit, **other: object) -> PeriodRule:
    known = {"grounds": ANY_GROUND, "extensions": ANYONE, **other}
    return PeriodRule("x", "某期间", "some period", amount, unit, "CPL 85", **known)  # type: ignore[arg-type]


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 90)))
    unit = draw(st.sampled_from((Unit.DAY, Unit.MONTH)))
    noon = datetime(first.year, first.month, first.day, 12)
    return draw(
        st.sampled_from(
            [
                Travel(draw(st.integers(1, 20))),
                Span(first, last, draw(st.sampled_from(("excludes", "suspends")))),
                NewStart(first, "restarts"),
                Prolonged(draw(st.integers(1, 30)), unit, Approver.COURT, first),
                Obstacle(first, last, last),
                Outage(noon, noon + timedelta(days=draw(st.integers(0, 3))), "OUT"),
            ]
        )
    )


def typed(case: LawCase) -> Answer | Refusal:
    words = ["law", "deadline", case["rule"], "--start", case["start"], *shlex.split(case["options"])]
    return ask(parser().parse_args(_joined(words)))


def _joined(words: list[str]) -> list[str]:
    """`--travel -3` as a shell user must type it: `--travel=-3`."""
    told = " ".join(words).replace("--travel -", "--travel=-")
    return told.split()


@pytest.mark.parametrize("case", cases("periods", "incidents"), ids=lambda case: case.id)
def test_the_page_on_what_befalls_a_period_holds(case: LawCase) -> None:
    found = typed(case)
    if isinstance(found, Refusal) or case["answer"].startswith("period."):
        assert isinstance(found, Refusal), [str(step) for step in found.steps]
        assert found.reason == case["answer"], str(found)
        assert found.law
        return
    shown = [str(step) for step in found.steps]
    assert found.data["due"] == case["answer"], shown
    assert found.data["late_after"] == (case["late_after"] or case["answer"]), shown


def test_the_words_about_incidents_find_their_facts() -> None:
    for case in cases("periods", "incidents"):
        found = typed(case)
        told = [found] if isinstance(found, Refusal) else found.steps
        assert [gap for one in told for gap in gaps(one)] == []


def test_the_page_knows_every_ground_effect_approver_and_reading() -> None:
    told = " ".join(case["options"] for case in cases("periods", "incidents"))
    wanted = {*Approver} - {Approver.HIGH_COURT_RECORD}
    assert [who for who in wanted if f"={who}" not in told] == []
    assert all(
        f"--{word}" in told for word in ("exclude", "suspend", "restart", "extend", "restore", "outage", "travel")
    )
    chosen = {*Backward, *RestDay, *Notice, *Limitation} - {
        AS_SHIPPED.backward,
        AS_SHIPPED.rest_day,
        AS_SHIPPED.notice,
        AS_SHIPPED.limitation,
    }
    assert [reading for reading in chosen if f"={reading}" not in told] == []


@given(start=DAYS, amount=st.integers(1, 24), unit=st.sampled_from((Unit.DAY, Unit.MONTH)), more=incidents())
def test_one_more_incident_never_ends_a_period_earlier(start: date, amount: int, unit: Unit, more: Incident) -> None:
    before = compute(rule(amount, unit), start, calendar())
    after = compute(rule(amount, unit), start, calendar(), [more])
    assert isinstance(before, Due)
    if isinstance(after, Refusal):
        assert after.law
        return
    assert after.due >= before.due, str(after)
    assert after.steps


@given(start=DAYS, amount=st.integers(1, 24), rolls=st.booleans(), happened=st.lists(incidents(), max_size=5))
def test_whatever_befalls_it_a_period_ends_on_a_working_day_or_says_why(
    start: date, amount: int, happened: list[Incident], *, rolls: bool
) -> None:
    found = compute(rule(amount, Unit.DAY, rolls=rolls), start, calendar(), happened)
    if isinstance(found, Refusal):
        return
    assert isinstance(found.due, date)
    if rolls:
        assert not calendar().is_rest_day(found.due), str(found)
    assert found.due > start
    assert all(one.law for one in found.steps)


@given(start=DAYS, amount=st.integers(1, 24), happened=st.lists(incidents(), max_size=4))
def test_the_order_in_which_incidents_are_told_does_not_matter(
    start: date, amount: int, happened: list[Incident]
) -> None:
    spans = [one for one in happened if isinstance(one, Span | Travel | Outage)]
    forth = compute(rule(amount, Unit.MONTH), start, calendar(), spans)
    back = compute(rule(amount, Unit.MONTH), start, calendar(), spans[::-1])
    assert isinstance(forth, Due) is isinstance(back, Due)
    if isinstance(forth, Due) and isinstance(back, Due):
        assert forth.due == back.due


@pytest.mark.parametrize("row", FIXED, ids=lambda row: row.id)
@given(one=incidents())
def test_a_fixed_period_refuses_whatever_would_prolong_it(row: PeriodRule, one: Incident) -> None:
    found = due(row.id, START, None, [one])
    if isinstance(one, Travel):
        assert isinstance(found, Due)
        return
    assert isinstance(found, Refusal)
    assert (found.reason, found.law) == ("period.fixed_stays", "SI 127")


def test_the_fixed_periods_are_those_of_the_interpretation() -> None:
    assert {row.id for row in FIXED} == {
        "third_party_revocation",
        "retrial_application",
        "retrial_mediation_document",
        "retrial_reapplication",
        "retrial_omitted_party",
        "retrial_outsider",
        "confirmation_objection_interested",
        "bill_interested_action",
    }


@given(row=st.sampled_from(LIVE), start=st.datetimes(datetime(2023, 1, 1), datetime(2027, 6, 1)), readings=READINGS)
def test_every_reading_gives_a_day_and_the_shipped_one_is_the_default(
    row: PeriodRule, start: datetime, readings: Readings
) -> None:
    found = due(row.id, start, readings=readings)
    shipped = due(row.id, start)
    assert isinstance(found, Due) is isinstance(shipped, Due)
    if isinstance(found, Due) and isinstance(shipped, Due):
        asked = bool(row.open) or row.side is Side.BEFORE
        assert asked or found.due == shipped.due
        assert found.steps


def test_what_the_law_leaves_open_shows_the_other_day() -> None:
    asked = {
        "hearing_notice": "2026-03-09",
        "public_notice_domestic": "2026-04-12",
        "mediation_pre_filing": "2026-04-11",
    }
    for name, other in asked.items():
        found = due(name, date(2026, 3, 12))
        assert isinstance(found, Due)
        assert any(other in dict(step.facts).values() for step in found.steps), str(found)


def test_a_court_names_its_readings_and_a_slip_is_refused() -> None:
    assert readings_of({}) == AS_SHIPPED
    assert readings_of({"backward": "plain"}) == Readings(backward=Backward.PLAIN)
    refused = readings_of({"backward": "loose"})
    assert isinstance(refused, Refusal)
    assert "backward=plain" in dict(refused.facts)["known"]


def test_two_clocks_are_told_together() -> None:
    found = due("judicial_confirmation_decide", START)
    assert isinstance(found, Due)
    clock = found.steps[-1]
    assert (clock.code, clock.law) == ("period.other_clock", "CPL 187; 审限规定 2")
    assert dict(clock.facts)["end"] == "2026-04-01"


def test_what_replaced_a_period_and_what_it_follows_is_named() -> None:
    replaced = due("judicial_confirmation_third_party", START)
    follows = due("video_recording_retention", START)
    assert isinstance(replaced, Refusal)
    assert isinstance(follows, Refusal)
    assert dict(replaced.facts)["instead"] == "confirmation_objection_interested"
    assert dict(follows.facts)["instead"] == "电子诉讼档案保管期限"


def test_the_tables_of_grounds_and_extensions_name_known_periods_and_articles() -> None:
    known = set(period_rules())
    for row in rows("extensions.csv"):
        assert set(row["rules"].split()) <= known
        assert row["article"]
        assert int(row["times"]) <= 1, "a limit of length holds for one extension"
    for ground, patterns in grounds():
        assert ground.article
        concerned = [one.id for one in period_rules().values() if ground in one.grounds]
        assert len(concerned) >= len(patterns)


def test_other_clocks_named_in_the_table_exist() -> None:
    named = {other for one in LIVE for other in one.beside}
    assert named <= set(period_rules())


def test_only_forward_rows_without_a_certain_reading_are_open() -> None:
    assert all(one.side is Side.AFTER and one.amount for one in LIVE if one.open)
    assert all(one.kind for one in LIVE if Question.NOTICE_DAY in one.open)


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_is_counted_back_or_refused(unit: Unit) -> None:
    found = compute(rule(2, unit, side=Side.BEFORE), datetime(2026, 3, 12, 9), calendar())
    expected = {
        Unit.DAY: "2026-03-09",
        Unit.WORKING_DAY: "2026-03-09",
        Unit.MONTH: "2026-01-09",
        Unit.YEAR: "2024-03-11",
    }
    if unit in expected:
        assert isinstance(found, Due)
        assert found.due == moment(expected[unit]), str(found)
    else:
        assert isinstance(found, Refusal)
        assert found.reason == "period.backward_unit"

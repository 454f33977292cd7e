"""Turns: who may take which, on what a machine knows and what the court states, and which periods follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tongban.cases.law import TRACKS, At, By, Do, If, acceptance, asked_at, side_term, to_state
from tongban.cases.rules.turns import (
    COPIED,
    FILED,
    LONGEST_WORDS,
    TURNS,
    WITHIN,
    capacities,
    decide_turn,
    is_counted_from_service,
    is_for_applicant_only,
    is_of_use,
    known,
    lapses_alone,
    open_turns,
    owes,
    paper_of,
    started_by_service,
    words_given,
)
from tongban.cases.vocabulary import ClockView, Side, Stage, Track
from tongban.cases.wording import CONDITIONS, PROCEDURE_ACTS, REFUSALS
from tongban.courts.law import period_rule
from tongban.kernel.moves import Move
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal

ME, OTHER = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
CLOCK = ClockView(
    UUID(int=9), "payment_order_objection", str(ME), date(2026, 11, 10), date(2026, 11, 25), None, "", None, False
)
EACH = [(track, do) for track, acts in TURNS.items() for do in sorted(acts)]


@pytest.mark.parametrize(("track", "do"), EACH)
def test_every_turn_is_a_row_of_its_table_with_words(track: Track, do: Do) -> None:
    rows = [move for move in TRACKS[track].moves if move.act == do]
    assert rows or track is Track.SMALL_CLAIMS, "nobody appeals in small claims"
    assert do in PROCEDURE_ACTS
    assert all(f"procedure.{guard}" in REFUSALS and guard in CONDITIONS for move in rows for guard in move.needs)


@pytest.mark.parametrize(("track", "do"), EACH)
def test_somebody_on_this_platform_may_take_every_turn(track: Track, do: Do) -> None:
    able = {one for role in ("judge", "clerk", "president", "office") for one in capacities(role)}
    able |= {one for side in Side for one in capacities("party", side)}
    able |= {By.OUTSIDER, *capacities("party", Side.THIRD_PARTY, claims=True)}
    rows = [move for move in TRACKS[track].moves if move.act == do]
    assert not rows or any(move.by & able for move in rows)


@pytest.mark.parametrize(("track", "do"), EACH)
def test_a_refused_turn_names_its_reason_and_article(track: Track, do: Do) -> None:
    found = decide_turn(track, "nowhere", do, able=("stranger",))
    assert isinstance(found, Refusal)
    assert found.reason in REFUSALS
    assert found.law


@pytest.mark.parametrize(
    ("role", "side", "asked", "has", "lacks"),
    [
        ("party", Side.PLAINTIFF, None, By.APPLICANT, By.RESPONDENT),
        ("party", Side.DEFENDANT, None, By.RESPONDENT, By.APPLICANT),
        ("party", Side.DEFENDANT, True, By.APPLICANT, By.RESPONDENT),
        ("party", Side.PLAINTIFF, False, By.RESPONDENT, By.APPLICANT),
        ("judge", None, None, By.PANEL, By.CLERK),
        ("clerk", None, None, By.CLERK, By.JUDGE),
        ("office", None, None, By.OFFICE, By.JUDGE),
        ("mediator", None, None, By.MEDIATOR, By.CLERK),
    ],
)
def test_as_whom_somebody_acts(role: str, side: Side | None, asked: bool | None, has: By, lacks: By) -> None:
    found = capacities(role, side, asked=asked)
    assert has in found
    assert lacks not in found


def test_the_appellant_does_not_answer_the_own_appeal_whatever_the_side() -> None:
    for side in Side:
        mine = capacities("party", side, asked=True)
        other = capacities("party", side, asked=False)
        assert isinstance(decide_turn(Track.SIMPLIFIED, At.APPEALED, Do.ANSWER_APPEAL, able=other), Move)
        assert isinstance(decide_turn(Track.SIMPLIFIED, At.APPEALED, Do.ANSWER_APPEAL, able=mine), Refusal)
        both = capacities("party", side, asked=True, faced=True)
        assert isinstance(decide_turn(Track.SIMPLIFIED, At.APPEALED, Do.ANSWER_APPEAL, able=both), Move)


def test_a_turn_of_another_procedure_is_none() -> None:
    found = decide_turn(Track.ENFORCEMENT, At.ENFORCING, Do.SEIZE, able=("judge",), holds=list(If))
    assert isinstance(found, Refusal)
    assert found.reason == "turns.no_such_turn"


def test_a_missing_condition_is_told_before_a_wrong_role() -> None:
    able = capacities("judge")
    found = decide_turn(Track.PAYMENT_ORDER, At.ACCEPTED, Do.ISSUE_ORDER, able=able)
    assert isinstance(found, Refusal)
    assert found.reason == "procedure.clear_and_lawful"


@pytest.mark.parametrize(
    ("changed", "at", "held"),
    [
        ({}, NOW, {If.WITHIN_PERIOD}),
        ({}, NOW + timedelta(days=2), {If.WITHIN_PERIOD}),
        ({}, NOW + timedelta(days=3), set()),
        ({"owed_by": str(OTHER)}, NOW, set()),
        ({"met_at": NOW}, NOW, set()),
        ({"rule": "payment_order_service"}, NOW, set()),
        ({"due": None, "due_at": NOW + timedelta(hours=1)}, NOW, {If.WITHIN_PERIOD}),
        ({"due": None, "due_at": NOW - timedelta(hours=1)}, NOW, set()),
        ({"due": None}, NOW, {If.WITHIN_PERIOD}),
    ],
)
def test_a_party_is_in_time_while_its_own_period_runs(changed: dict[str, object], at: datetime, held: set[str]) -> None:
    assert known(Do.OBJECT, [replace(CLOCK, **changed)], party=ME, words="", now=at) == held  # type: ignore[arg-type]


def test_a_period_is_over_when_it_is_for_everybody() -> None:
    second = replace(CLOCK, owed_by=str(OTHER), due=date(2026, 12, 1))
    late = NOW + timedelta(days=4)
    assert If.PERIOD_OVER in known(Do.BECOME_FINAL, [CLOCK], party=None, words="", now=late)
    assert If.PERIOD_OVER not in known(Do.BECOME_FINAL, [CLOCK, second], party=None, words="", now=late)
    assert If.PERIOD_OVER not in known(Do.BECOME_FINAL, [], party=None, words="", now=late)


def test_what_is_said_in_words_is_in_writing_and_named() -> None:
    told = known(Do.OBJECT, (), party=ME, words="已还清。", now=NOW)
    assert told == {If.IN_WRITING, If.GROUND_NAMED, If.RULING}
    assert known(Do.OBJECT, (), party=ME, words="  ", now=NOW) == set()


def test_the_court_states_what_no_machine_knows() -> None:
    for track in TURNS:
        for move in TRACKS[track].moves:
            assert not set(to_state(move)) & {If.IN_WRITING, If.RULING, If.WITHIN_PERIOD, If.PERIOD_OVER}
    order = next(m for m in TRACKS[Track.PAYMENT_ORDER].moves if m.act == Do.ISSUE_ORDER)
    assert to_state(order) == (If.CLEAR_AND_LAWFUL,)


@pytest.mark.parametrize(
    ("words", "needed", "reason"),
    [
        ("", True, "turns.words_missing"),
        (" \n", True, "turns.words_missing"),
        ("", False, None),
        ("准予。", True, None),
        ("长" * (LONGEST_WORDS + 1), False, "turns.words_too_long"),
        ("长" * LONGEST_WORDS, True, None),
    ],
)
def test_words_are_there_and_not_too_many(words: str, needed: bool, reason: str | None) -> None:
    found = words_given(words, needed=needed)
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("payment_order_objection", By.RESPONDENT),
        ("payment_order_no_suit", By.APPLICANT),
        ("appeal_defence", By.RESPONDENT),
        ("appeal_judgment", By.PARTY),
        ("pre_action_sue", By.APPLICANT),
        ("payment_order_issue", None),
        ("appeal_copy_to_opponent", None),
        ("preservation_urgent", None),
    ],
)
def test_who_owes_what_a_period_is_for(rule: str, who: By | None) -> None:
    assert owes(rule) is who


def test_a_partys_time_to_answer_runs_from_service_and_the_courts_from_the_act() -> None:
    assert is_counted_from_service("payment_order_objection")
    assert is_counted_from_service("appeal_defence")
    assert not is_counted_from_service("pre_action_sue")
    assert not is_counted_from_service("appeal_copy_to_opponent")
    assert started_by_service(Track.PAYMENT_ORDER, Do.ISSUE_ORDER) == ("payment_order_objection",)
    assert started_by_service(Track.ORDINARY, COPIED) == ("appeal_defence",)
    assert started_by_service(Track.RETRIAL_REVIEW, COPIED) == ("retrial_opinion",)


def test_every_period_that_a_turn_waits_for_is_a_row_of_the_table() -> None:
    assert all(isinstance(period_rule(rule), PeriodRule) for rule in WITHIN.values())


def test_what_is_filed_has_no_page_of_turns() -> None:
    found = open_turns(Track.ORDINARY, Stage.APPEAL_PERIOD, capacities("party", Side.DEFENDANT))
    assert [move.act for move in found] == [Do.TELL_LOSS, Do.ANSWER_APPEAL], "of a ruling, within the own time"
    clerk = open_turns(Track.ORDINARY, At.APPEALED, capacities("clerk"))
    assert not {move.act for move in clerk} & (FILED | {COPIED})
    assert [m.act for m in open_turns(Track.RETRIAL_REVIEW, At.UNDER_REVIEW, capacities("clerk"))] == [COPIED]


def test_whose_property_is_to_be_secured_is_not_warned() -> None:
    assert is_for_applicant_only(Track.PRE_ACTION_PRESERVATION, Do.RULE_PRESERVATION)
    assert not is_for_applicant_only(Track.PRE_ACTION_PRESERVATION, Do.EXECUTE_RULING)
    assert not is_for_applicant_only(Track.RETRIAL_REVIEW, Do.REJECT)
    assert paper_of(Do.ISSUE_ORDER) == "支付令"
    assert paper_of(Do.NOTE_MEASURES) == ""


@pytest.mark.parametrize(
    ("track", "stage", "act"),
    [
        (Track.PAYMENT_ORDER, At.APPLIED, Do.ACCEPT),
        (Track.ENFORCEMENT, At.APPLIED, Do.ACCEPT),
        (Track.SECOND_INSTANCE, At.FILE_RECEIVED, Do.DOCKET_APPEAL),
        (Track.RETRIAL_REVIEW, At.APPLIED, Do.ACCEPT),
    ],
)
def test_where_a_matter_stands_when_it_was_asked_for(track: Track, stage: At, act: Do) -> None:
    assert asked_at(track) is stage
    assert acceptance(track, act) is not None
    assert acceptance(track, "no_such_act") is None


def test_papers_call_the_sides_as_the_procedure_does() -> None:
    assert side_term(Track.ENFORCEMENT, Side.DEFENDANT) == "被执行人"
    assert side_term(Track.SECOND_INSTANCE, Side.PLAINTIFF) == "上诉人"
    assert side_term(Track.SIMPLIFIED, Side.PLAINTIFF) == "原告"


@pytest.mark.parametrize(
    ("appeals", "ends", "reasons"),
    [
        (1, {OTHER: date(2026, 11, 22)}, []),
        (1, {OTHER: date(2026, 11, 23)}, ["turns.others_may_appeal"]),
        (1, {}, ["turns.others_may_appeal"]),
        (1, {ME: date(2026, 11, 1)}, ["turns.others_may_appeal"]),
        (2, {OTHER: date(2026, 11, 22)}, ["turns.others_appealed"]),
        (2, {}, ["turns.others_appealed", "turns.others_may_appeal"]),
    ],
)
def test_an_appeal_lapses_alone_and_when_nobody_else_may_appeal(
    appeals: int, ends: dict[UUID, date], reasons: list[str]
) -> None:
    """SI 244, 315, 318."""
    clocks = [replace(CLOCK, rule="appeal_judgment", owed_by=str(one), due=due) for one, due in ends.items()]
    assert [one.reason for one in lapses_alone(appeals, [OTHER], clocks, NOW.date())] == reasons


def test_that_the_fee_of_an_appeal_is_unpaid_is_no_matter_of_saying_so() -> None:
    lapse = next(m for m in TRACKS[Track.SIMPLIFIED].moves if m.act == Do.LAPSE_APPEAL)
    assert to_state(lapse) == ()
    assert If.FEE_UNPAID not in known(Do.LAPSE_APPEAL, [CLOCK], party=None, words="未交纳。", now=NOW)


@pytest.mark.parametrize(
    ("track", "stage", "act", "rule", "use"),
    [
        (Track.PAYMENT_ORDER, At.ISSUED, Do.ISSUE_ORDER, "payment_order_objection", True),
        (Track.PAYMENT_ORDER, At.SERVED, Do.ISSUE_ORDER, "payment_order_objection", True),
        (Track.PAYMENT_ORDER, At.OBJECTED, Do.ISSUE_ORDER, "payment_order_objection", True),
        (Track.PAYMENT_ORDER, At.ENDED, Do.ISSUE_ORDER, "payment_order_objection", False),
        (Track.PAYMENT_ORDER, At.ORDER_VOID, Do.UPHOLD_OBJECTION, "payment_order_no_suit", True),
        (Track.PRE_ACTION_PRESERVATION, At.REJECTED, Do.REJECT, "preservation_review", True),
        (Track.PRE_ACTION_PRESERVATION, At.LIFTED, Do.EXECUTE_RULING, "preservation_review", False),
        (Track.SIMPLIFIED, At.APPEALED, COPIED, "appeal_defence", True),
    ],
)
def test_no_time_runs_for_what_cannot_be_done_any_more(
    track: Track, stage: At, act: Do, rule: str, *, use: bool
) -> None:
    assert is_of_use(track, stage, act, rule) is use

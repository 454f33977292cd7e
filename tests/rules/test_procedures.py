"""Procedures as move tables (docs/law/procedures.md): the page's own cases, every path, conversions, words, periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.rules.law_tables import LawCase, cases
from tongban.cases.law import (
    CONVERSIONS,
    ONLINE_STEPS,
    PROCEDURES,
    TRACKS,
    By,
    If,
    may_be_apart,
    online_step,
    procedure_named,
    role_named,
    stage_named,
    trial_limit,
)
from tongban.cases.rules.jurisdiction import may_try
from tongban.cases.vocabulary import Act, Step, Track
from tongban.cases.wording import CONDITIONS, ONLINE, PROCEDURE_ACTS, PROCEDURE_NAMES, PROCEDURE_STAGES, ROLES
from tongban.courts.law import due, period_rules
from tongban.kernel.moves import Conversion, Done, Move, Procedure, Standing, convert
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal

DAY = date(2026, 3, 2)
MOVES = [(p, m) for p in PROCEDURES.values() for m in p.moves]
EVERY_CONDITION = frozenset(If)


def _id(case: LawCase) -> str:
    return case.id


def _holds(case: LawCase) -> frozenset[str]:
    named = {name.strip() for name in case["holds"].split(",") if name.strip()}
    assert named <= {*If, "all"}, named
    return EVERY_CONDITION if "all" in named else frozenset(named)


def _act(procedure: Procedure, name: str) -> Move:
    return next(m for m in [*procedure.moves, *(m for _, m in MOVES)] if m.act == name)


@pytest.mark.parametrize("case", cases("procedures", "moves"), ids=_id)
def test_who_may_do_what_at_which_stage(case: LawCase) -> None:
    procedure = PROCEDURES[case["procedure"]]
    act = _act(procedure, case["act"]).act
    assert By(case["role"])
    found = procedure.decide(case["stage"], act, role=case["role"], holds=_holds(case))
    assert (found.reason if isinstance(found, Refusal) else found.target) == case["answer"], str(found)
    assert found.law


def _between(source: str, target: str) -> Conversion:
    return next(c for c in CONVERSIONS if (c.source.name, c.target.name) == (source, target))


@pytest.mark.parametrize("case", cases("procedures", "conversions"), ids=_id)
def test_what_may_be_converted(case: LawCase) -> None:
    standing = Standing(case["from"], case["stage"])
    found = convert(standing, _between(case["from"], case["to"]), role=case["role"], at=DAY, holds=_holds(case))
    if isinstance(found, Refusal):
        assert found.reason == case["answer"], str(found)
    else:
        assert (found.procedure, found.stage) == (case["to"], case["answer"])


@pytest.mark.parametrize("case", cases("procedures", "paths"), ids=_id)
def test_where_a_path_leads(case: LawCase) -> None:
    procedure = PROCEDURES[case["procedure"]]
    standing = procedure.begin(DAY)
    acts = [name.strip() for name in case["acts"].split(",")]
    for name in acts:
        row = next((m for m in procedure.moves if (m.source, m.act) == (standing.stage, name)), None)
        assert row is not None, f"{name} at {standing.stage}"
        after = procedure.step(standing, row.act, role=min(row.by), at=DAY, holds=EVERY_CONDITION)
        assert isinstance(after, Standing), str(after)
        standing = after
    assert standing.stage == case["answer"]
    assert [done.act for done in standing.done] == acts


def test_the_page_holds_a_hundred_cases_of_every_procedure() -> None:
    asked = cases("procedures", "moves")
    assert len(asked) >= 100
    assert {case["procedure"] for case in asked} == set(PROCEDURES)
    refused = [case for case in asked if case["answer"].startswith("procedure.")]
    assert len(refused) >= 40


def test_every_conversion_is_sound() -> None:
    assert [flaw for conversion in CONVERSIONS for flaw in conversion.problems()] == []


def test_a_broken_conversion_is_caught() -> None:
    sound = _between("simplified", "ordinary")
    broken = Conversion(
        sound.act, sound.source, PROCEDURES["recusal"], (sound.stages[0], sound.stages[0]), frozenset(), ""
    )
    assert len(broken.problems()) == 4


def test_every_row_condition_and_conversion_cites_an_article() -> None:
    assert all(move.law and move.basis in {"text", "memory"} for _, move in MOVES)
    assert all(condition.law and condition.term for condition in If)
    assert all(procedure.term and procedure.law for procedure in PROCEDURES.values())


def test_every_condition_is_one_of_the_words_and_is_needed_somewhere() -> None:
    needed = {guard for _, move in MOVES for guard in move.needs} | {g for c in CONVERSIONS for g in c.needs}
    apart = {guard for row in ONLINE_STEPS for guard in row.apart_needs}
    assert needed | apart == set(If)


def test_every_role_is_one_of_the_words_and_acts_somewhere() -> None:
    acting = {role for _, move in MOVES for role in move.by} | {role for c in CONVERSIONS for role in c.by}
    assert acting == set(By)


def test_every_period_stands_in_the_table_of_periods() -> None:
    named = {name for _, move in MOVES for name in (*move.starts, *move.ends)}
    named |= {name for procedure in PROCEDURES.values() for name in procedure.starts}
    named |= {name for c in CONVERSIONS for pair in (*c.limits, c.starts) for name in pair}
    assert named <= set(period_rules())
    assert len(named) > 60


def test_a_period_that_a_table_ends_is_started_somewhere() -> None:
    """Else it ends in vain. Those that other acts of the platform start are named here."""
    started = {name for _, move in MOVES for name in move.starts}
    started |= {name for procedure in PROCEDURES.values() for name in procedure.starts}
    started |= {name for c in CONVERSIONS for name in c.starts}
    ended = {name for _, move in MOVES for name in move.ends}
    assert ended - started == {"confirmation_objection_interested"}, "it starts with knowledge of the harm (SI 372)"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_word_is_told_and_the_chinese_is_the_term(language: str) -> None:
    with override(language):
        for texts, words in (
            (PROCEDURE_STAGES, {stage for p in PROCEDURES.values() for stage in p.stages}),
            (PROCEDURE_ACTS, {m.act for _, m in MOVES} | {c.act for c in CONVERSIONS}),
            (CONDITIONS, set(If)),
            (ROLES, set(By)),
            (ONLINE, {row.step for row in ONLINE_STEPS}),
        ):
            for word in words:
                told = str(texts[word])
                assert told == word.term if language == "zh-hans" else told.isascii(), word
        for procedure in PROCEDURES.values():
            told = str(PROCEDURE_NAMES[procedure.name])
            assert told == procedure.term if language == "zh-hans" else told.isascii()


def test_one_code_is_one_word() -> None:
    """Two words with one code would share their text."""
    for words in ({s for p in PROCEDURES.values() for s in p.stages}, {m.act for _, m in MOVES}):
        assert len({str(word) for word in words}) == len(words)


def test_each_step_that_may_be_online_has_one_rule() -> None:
    named = {move.online for _, move in MOVES if move.online is not None} | set(Step)
    assert {row.step for row in ONLINE_STEPS} >= named
    assert len({row.step for row in ONLINE_STEPS}) == len(ONLINE_STEPS)
    assert all(online_step(step).law for step in named)


@pytest.mark.parametrize("name", PROCEDURES)
def test_only_simplified_and_small_claims_are_heard_apart_in_time(name: str) -> None:
    assert may_be_apart(Step.HEARING, name) is (name in {"simplified", "small_claims"})
    assert may_be_apart(Step.EXCHANGE, name) is True
    assert may_be_apart(Step.SERVICE, name) is False


@pytest.mark.parametrize("track", Track)
def test_the_table_of_a_track_is_the_law_in_full(track: Track) -> None:
    assert TRACKS[track] is PROCEDURES[track]
    assert track.first_instance is (trial_limit(track) in TRACKS[track].starts)


def test_every_act_that_the_platform_conducts_is_a_row_of_some_track() -> None:
    assert {m.act for procedure in TRACKS.values() for m in procedure.moves if isinstance(m.act, Act)} == set(Act)


def test_an_act_that_the_procedure_does_not_have_is_told_from_one_at_the_wrong_stage() -> None:
    found = TRACKS[Track.ORDINARY].decide("preparation", Act.ASK_ASYNC_HEARING, role="party")
    assert isinstance(found, Refusal)
    assert found.reason == "procedure.not_in_this_procedure"


def test_a_trial_limit_is_over_when_the_court_has_decided() -> None:
    ordinary = PROCEDURES["ordinary"]
    begun = ordinary.begin(DAY)
    assert ("trial_ordinary", DAY) in begun.running
    here = Standing("ordinary", "deliberation", running=begun.running)
    act = _act(ordinary, "sign_judgment").act
    after = ordinary.step(here, act, role="judge", at=DAY)
    assert isinstance(after, Standing)
    assert "trial_ordinary" not in dict(after.running)


def test_the_limit_of_a_converted_case_counts_from_its_docketing() -> None:
    simplified = PROCEDURES["simplified"]
    begun = simplified.begin(DAY)
    after = convert(
        begun, _between("simplified", "ordinary"), role="judge", at=DAY + timedelta(days=80), holds=EVERY_CONDITION
    )
    assert isinstance(after, Standing)
    running = dict(after.running)
    assert running["trial_ordinary"] == DAY
    assert "trial_simplified" not in running
    assert running["fee_convert_ordinary"] == DAY + timedelta(days=80)
    limit = due("trial_ordinary", running["trial_ordinary"])
    assert isinstance(limit, Due)
    assert limit.due == date(2026, 9, 2)


ACTS_DONE = st.lists(
    st.builds(
        Done, st.sampled_from([str(m.act) for _, m in MOVES]), st.sampled_from([m.law for _, m in MOVES]), st.dates()
    ),
    max_size=12,
)
PERIODS_RUNNING = st.dictionaries(st.sampled_from(sorted(period_rules())), st.dates(), max_size=8)


@given(conversion=st.sampled_from(CONVERSIONS), done=ACTS_DONE, running=PERIODS_RUNNING, at=st.dates(), data=st.data())
def test_a_conversion_keeps_what_was_done(
    conversion: Conversion, done: list[Done], running: dict[str, date], at: date, data: st.DataObject
) -> None:
    stage, target = data.draw(st.sampled_from(conversion.stages))
    replaced = {new for _, new in conversion.limits}
    kept = {name: since for name, since in running.items() if name not in replaced | set(conversion.starts)}
    before = Standing(conversion.source.name, stage, tuple(done), tuple(kept.items()))
    after = convert(before, conversion, role=min(conversion.by), at=at, holds=EVERY_CONDITION)
    assert isinstance(after, Standing)
    assert (after.procedure, after.stage) == (conversion.target.name, target)
    assert after.done[:-1] == before.done
    assert after.done[-1] == Done(conversion.act, conversion.law, at)
    renamed = dict(conversion.limits)
    assert dict(after.running) == {
        **{renamed.get(name, name): since for name, since in kept.items()},
        **dict.fromkeys(conversion.starts, at),
    }


def test_a_case_of_another_procedure_is_not_converted() -> None:
    found = convert(
        Standing("ordinary", "preparation"),
        _between("simplified", "ordinary"),
        role="judge",
        at=DAY,
        holds=EVERY_CONDITION,
    )
    assert isinstance(found, Refusal)
    assert found.reason == "procedure.not_at_this_stage"


def test_names_are_found_in_both_languages_and_a_wrong_one_names_those_there_are() -> None:
    assert procedure_named("督促程序", PROCEDURES) is PROCEDURES["payment_order"]
    assert procedure_named(" payment_order ", PROCEDURES) is PROCEDURES["payment_order"]
    assert stage_named("支付令已送达", PROCEDURES["payment_order"]) == "served"
    assert role_named("审判员") is By.JUDGE
    for found, known in (
        (stage_named("nothing", PROCEDURES["recusal"]), "stepped_aside"),
        (role_named("nothing"), "mediator"),
    ):
        assert isinstance(found, Refusal)
        assert known in dict(found.facts)["known"]
    none = procedure_named("nothing", PROCEDURES)
    assert isinstance(none, Refusal)
    assert dict(none.facts)["procedures"].split("、") == list(PROCEDURES)


class Walk(RuleBasedStateMachine):
    """Somebody does whatever the tables allow, and now and then what they do not."""

    standing: Standing
    entered: list[Standing]

    @initialize(name=st.sampled_from(sorted(PROCEDURES)))
    def begin(self, name: str) -> None:
        self.standing = PROCEDURES[name].begin(DAY)
        self.entered = [self.standing]

    @property
    def procedure(self) -> Procedure:
        return PROCEDURES[self.standing.procedure]

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        rows = [m for m in self.procedure.moves if m.source == self.standing.stage]
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        role = data.draw(st.sampled_from(sorted(row.by)))
        after = self.procedure.step(self.standing, row.act, role=role, at=DAY, holds=row.needs)
        assert isinstance(after, Standing)
        assert after.stage == row.target
        self._enter(after)

    @rule(data=st.data())
    def convert(self, data: st.DataObject) -> None:
        ways = [
            c for c in CONVERSIONS if c.source is self.procedure and self.standing.stage in [a for a, _ in c.stages]
        ]
        if not ways:
            return
        way = data.draw(st.sampled_from(ways))
        after = convert(self.standing, way, role=min(way.by), at=DAY, holds=way.needs)
        assert isinstance(after, Standing)
        self._enter(after)

    @rule(move=st.sampled_from([m for _, m in MOVES]), role=st.sampled_from(list(By)), met=st.booleans())
    def try_anything(self, move: Move, role: By, met: bool) -> None:
        holds = EVERY_CONDITION if met else frozenset()
        found = self.procedure.step(self.standing, move.act, role=role, at=DAY, holds=holds)
        row = next((m for m in self.procedure.moves if (m.source, m.act) == (self.standing.stage, move.act)), None)
        allowed = row is not None and role in row.by and row.needs <= holds
        assert isinstance(found, Standing) is allowed
        if isinstance(found, Refusal):
            assert found.law
        else:
            self._enter(found)

    def _enter(self, after: Standing) -> None:
        assert after.done[:-1] == self.standing.done
        self.standing = after
        self.entered.append(after)

    @invariant()
    def stands_somewhere_and_rests_only_at_a_last_stage(self) -> None:
        stage = self.standing.stage
        assert stage in self.procedure.stages
        leaves = any(m.source == stage and m.target != stage for m in self.procedure.moves)
        assert leaves or stage in self.procedure.last

    @invariant()
    def a_period_runs_once(self) -> None:
        names = [name for name, _ in self.standing.running]
        assert len(set(names)) == len(names)

    @invariant()
    def a_closed_case_has_no_limit_left(self) -> None:
        if self.standing.stage in self.procedure.last and self.standing.done:
            assert not [name for name, _ in self.standing.running if name in self.procedure.starts]


TestWalk = Walk.TestCase


@pytest.mark.parametrize(
    ("stages", "reason"),
    [
        ((), ""),
        (("kept",), ""),
        (("objected",), "cases.jurisdiction_in_doubt"),
        (("kept", "keeping_ruled"), "cases.jurisdiction_in_doubt"),
        (("appealed",), "cases.jurisdiction_in_doubt"),
        (("transfer_ruled",), "cases.jurisdiction_in_doubt"),
        (("kept", "transferred"), "cases.to_be_transferred"),
    ],
)
def test_a_case_is_tried_once_the_last_objection_to_its_court_is_settled(stages: tuple[str, ...], reason: str) -> None:
    found = may_try(stages)
    assert (found.reason if found else "") == reason

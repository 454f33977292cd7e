"""The table of a mediation: who may do what, who sits there, what may be put (在线调解规则 10-25; 特邀调解 12-27)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tongban.cases.vocabulary import PartyView, Side, Track
from tongban.courts.law import period_amount
from tongban.kernel.refusal import Refusal
from tongban.mediation.rules.stages import MEDIATION
from tongban.mediation.rules.table import (
    PERIODS,
    Candidate,
    check_addressee,
    check_mediator,
    check_outcome,
    check_referral,
    check_text,
    check_wish,
    common_wish,
    period_of,
    unwatched,
)
from tongban.mediation.vocabulary import (
    BY_MEDIATOR,
    BY_PARTY,
    If,
    MediationAct,
    Outcome,
    Stage,
    TextKind,
    Wish,
)

NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)
SPEAKING = {"party", "mediator"}


def side(name: str, platform: str = "here", *, joined: bool = True) -> PartyView:
    return PartyView(
        uuid4(), Side.PLAINTIFF, name, "natural", uuid4() if joined else None, platform, "", "", "", "", joined=joined
    )


def test_the_table_has_no_flaw() -> None:
    assert MEDIATION.problems() == []


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("role", ["judge", "clerk", "president", "liaison", "office", "panel"])
def test_nobody_of_the_court_does_anything_at_the_table_but_name_the_mediator(stage: Stage, role: str) -> None:
    naming = {MediationAct.APPOINT, MediationAct.NOTE_SILENCE, MediationAct.NOTE_TIME_UP}
    assert {move.act for move in MEDIATION.open_to(stage, role)} <= naming


@pytest.mark.parametrize(
    ("stage", "act", "role", "guard", "article"),
    [
        (Stage.CHOOSING, MediationAct.APPOINT, "judge", If.LEFT_TO_COURT, "在线调解规则 10(2), 12(2)"),
        (Stage.CHOOSING, MediationAct.NAME_JOINTLY, "party", If.CHOSEN_BY_ALL, "在线调解规则 10(2)"),
        (Stage.INVITED, MediationAct.NOTE_SILENCE, "office", If.TIME_OVER, "在线调解规则 12, 24"),
        (Stage.MEDIATING, MediationAct.PUT_TEXT, "mediator", If.NO_OPEN_DISCLOSURE, "在线调解规则 13(2)"),
        (Stage.MEDIATING, MediationAct.PROPOSE, "mediator", If.NO_OPEN_DISCLOSURE, "在线调解规则 13(2)"),
        (Stage.MEDIATING, MediationAct.CONCLUDE, "party", If.SIGNED_BY_ALL, "在线调解规则 19(2)"),
        (Stage.MEDIATING, MediationAct.NOTE_TIME_UP, "office", If.TIME_OVER, "在线调解规则 12, 24"),
    ],
)
def test_an_act_waits_for_its_condition_and_names_its_article(
    stage: Stage, act: MediationAct, role: str, guard: If, article: str
) -> None:
    found = MEDIATION.decide(stage, act, role=role)
    assert isinstance(found, Refusal)
    assert (found.reason, found.law) == (f"mediation.{guard}", article)
    assert not isinstance(MEDIATION.decide(stage, act, role=role, holds={guard}), Refusal)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.ENDED])
def test_a_party_may_leave_at_every_stage(stage: Stage) -> None:
    assert not isinstance(MEDIATION.decide(stage, MediationAct.LEAVE, role="party"), Refusal)


def test_after_the_end_only_the_release_of_material_is_left() -> None:
    left = {move.act for role in SPEAKING for move in MEDIATION.open_to(Stage.ENDED, role)}
    assert left == {MediationAct.ASK_RELEASE, MediationAct.AGREE_RELEASE}


@pytest.mark.parametrize(("track", "days"), [(Track.ORDINARY, 15), (Track.SIMPLIFIED, 7), (Track.SMALL_CLAIMS, 7)])
def test_the_period_of_each_track_stands_in_the_table_of_periods(track: Track, days: int) -> None:
    assert period_of(track) in PERIODS
    assert period_amount(period_of(track), NOON.date()) == days


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        (Candidate(None, enlisted=False, tries=False, of_a_side=False), "mediation.not_on_register"),
        (Candidate(uuid4(), enlisted=False, tries=True, of_a_side=True), "mediation.not_on_register"),
        (Candidate(uuid4(), enlisted=True, tries=True, of_a_side=False), "mediation.tries_the_case"),
        (Candidate(uuid4(), enlisted=True, tries=False, of_a_side=True), "mediation.of_a_side"),
        (Candidate(uuid4(), enlisted=True, tries=False, of_a_side=False), ""),
    ],
)
def test_who_may_mediate(candidate: Candidate, reason: str) -> None:
    assert "".join(no.reason for no in check_mediator(candidate)) == reason


def test_a_referral_names_who_agreed_to_the_last_one_and_who_acts_elsewhere() -> None:
    old, away, paper = side("甲"), side("乙", "chengdu"), side("丙", joined=False)
    agreed = {old.uid: NOON - timedelta(days=1), away.uid: NOON + timedelta(hours=1), paper.uid: NOON}
    stale, elsewhere = check_referral([old, away, paper], agreed, NOON, platform="here")
    assert (dict(stale.facts)["who"], dict(elsewhere.facts)["who"]) == ("甲、丙", "乙、丙")
    assert check_referral([old], agreed, None, platform="here") == []


PARTIES = [UUID(int=1), UUID(int=2)]


@pytest.mark.parametrize(
    ("to", "by_mediator", "alone"),
    [("all", True, None), ("all", False, None), ("mediator", False, None), (str(PARTIES[1]), True, PARTIES[1])],
)
def test_to_whom_one_speaks(to: str, by_mediator: bool, alone: UUID | None) -> None:
    assert check_addressee(to, by_mediator=by_mediator, parties=PARTIES) == alone


@pytest.mark.parametrize(
    ("to", "by_mediator"), [("", True), ("court", False), ("mediator", True), (str(PARTIES[1]), False), ("x", True)]
)
def test_nobody_speaks_to_who_is_not_at_the_table(to: str, by_mediator: bool) -> None:
    assert isinstance(check_addressee(to, by_mediator=by_mediator, parties=PARTIES), Refusal)


def test_every_end_of_the_rule_is_somebodys_to_say_or_follows_from_the_acts() -> None:
    assert len(Outcome) == 8
    assert set(Outcome) - BY_PARTY - BY_MEDIATOR == {Outcome.AGREED, Outcome.TIME_UP}
    assert BY_PARTY.isdisjoint(BY_MEDIATOR)
    assert check_outcome("settled", BY_PARTY) == []
    assert [no.law for no in check_outcome("settled", BY_MEDIATOR)] == ["在线调解规则 25"]


@pytest.mark.parametrize("days", [None, 0, -1, 61])
def test_an_extension_is_some_days(days: int | None) -> None:
    assert [no.reason for no in check_text(TextKind.EXTENSION, "", days)] == ["mediation.days_missing"]
    assert check_text(TextKind.EXTENSION, "", 60) == []


def test_a_wish_goes_with_an_agreement_alone_and_is_common_when_all_have_the_same() -> None:
    assert [no.reason for no in check_wish(TextKind.AGREEMENT, "judgment")] == ["mediation.wish_missing"]
    assert check_wish(TextKind.FACTS, "") == []
    assert common_wish(["paper", "paper"]) is Wish.PAPER
    assert common_wish(["paper", "withdrawal"]) is None


def test_no_words_under_the_eyes_of_court_staff() -> None:
    barred = {act for act in MediationAct if unwatched(act, "渝0103")}
    assert MediationAct.SPEAK in barred
    assert MediationAct.AGREE in barred
    assert barred.isdisjoint({MediationAct.LEAVE, MediationAct.CHANGE, MediationAct.CHOOSE})
    assert not [act for act in MediationAct if unwatched(act, "")]

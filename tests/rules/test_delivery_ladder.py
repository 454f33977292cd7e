"""Visits, returned letters, public notices: what each means by its article, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tongban.cases.vocabulary import Track
from tongban.courts.law import calendar, due
from tongban.delivery.rules.addresses import address_flaws
from tongban.delivery.rules.doubts import Proven, doubt_flaws
from tongban.delivery.rules.ladder import LADDER, notice_bars, notice_flaws, notice_period, rung
from tongban.delivery.rules.papers import visit_note
from tongban.delivery.rules.returned import counts_when_returned, leans_on, return_problem, returned_early
from tongban.delivery.rules.stages import SERVICE
from tongban.delivery.rules.visits import Landed, Missed, signs_for_other_side, visit_outcome
from tongban.delivery.vocabulary import (
    AddressGround,
    Arrival,
    AttemptState,
    Channel,
    DispatchAct,
    DispatchState,
    Purpose,
    ReturnReason,
)
from tongban.delivery.vocabulary.owed import AttemptFacts, TaskKind
from tongban.delivery.vocabulary.visits import NoticeGround, NoticeText, Place, Taker, Visit, VisitEnd
from tongban.kernel.periods import Due

HERE = ZoneInfo("Asia/Shanghai")
ORDERED, DAY, TODAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)
GIVEN, CONFIRMED, WITHHELD = AddressGround.NAMED, AddressGround.CONFIRMED, AddressGround.WITHHELD
OFFICERS = ("王芳", "李明")
SIGNED = Visit(DAY, Place.HOME, VisitEnd.SIGNED, Taker.RECIPIENT, "周志强", OFFICERS)
REFUSED = replace(SIGNED, end=VisitEnd.REFUSED, refusal="不认可起诉")


def outcome(visit: Visit, kind: str = "natural") -> Landed | Missed | list[str]:
    found = visit_outcome(visit, kind=kind, opponents={"林晓梅"}, ordered=ORDERED, today=TODAY)
    return [one.reason for one in found] if isinstance(found, tuple) else found


@pytest.mark.parametrize(
    ("kind", "taker", "able"),
    [
        ("natural", Taker.RECIPIENT, True),
        ("natural", Taker.FAMILY, True),
        ("natural", Taker.GUARDIAN, True),
        ("natural", Taker.AGENT, True),
        ("natural", Taker.RECEIVER, True),
        ("natural", Taker.HEAD, False),
        ("natural", Taker.MAILROOM, False),
        ("organisation", Taker.HEAD, True),
        ("organisation", Taker.MAILROOM, True),
        ("organisation", Taker.AGENT, True),
        ("organisation", Taker.RECIPIENT, False),
        ("organisation", Taker.FAMILY, False),
    ],
)
def test_who_may_sign_for_whom(kind: str, taker: Taker, able: bool) -> None:
    """CPL 88(1); SI 130."""
    found = outcome(replace(SIGNED, taker=taker), kind)
    assert found == (Landed(Channel.DIRECT, "CPL 88") if able else ["delivery.taker_unfit"])


def test_the_other_side_signs_for_nobody() -> None:
    """邮寄送达规定 7(2): a relative who lives there and is the opponent does not take the papers."""
    assert outcome(replace(SIGNED, taker=Taker.FAMILY, taker_name="林晓梅")) == ["delivery.taker_is_opponent"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"place": Place.COURT}, Landed(Channel.DIRECT, "SI 131(1)")),
        ({"place": Place.ELSEWHERE, "recorded": True}, Landed(Channel.DIRECT, "SI 131(2)")),
        ({"place": Place.COURT, "taker": Taker.AGENT}, ["delivery.agent_no_receiver"]),
        ({"place": Place.COURT, "taker": Taker.FAMILY}, ["delivery.family_away"]),
        ({"place": Place.ELSEWHERE, "taker": Taker.FAMILY, "recorded": True}, ["delivery.family_away"]),
        ({"place": Place.ELSEWHERE, "witnesses": ("居委会张敏",)}, ["delivery.not_recorded"]),
        ({"witnesses": ("居委会张敏",)}, Landed(Channel.LEFT, "CPL 89")),
        ({"recorded": True}, Landed(Channel.LEFT, "CPL 89")),
        ({"taker": Taker.FAMILY, "recorded": True}, Landed(Channel.LEFT, "CPL 89")),
        ({}, ["delivery.nobody_saw_it"]),
        ({"recorded": True, "refusal": ""}, ["delivery.refusal_unexplained"]),
        ({"recorded": True, "officers": ("王芳",)}, ["delivery.officers_missing"]),
        ({"recorded": True, "officers": ("王芳", "王芳")}, ["delivery.officers_missing"]),
        ({"taker": Taker.AGENT, "recorded": True}, ["delivery.agent_no_receiver"]),
        ({"taker": Taker.RECEIVER, "recorded": True}, Landed(Channel.LEFT, "CPL 89")),
        ({"taker_name": "", "recorded": True}, ["delivery.taker_unnamed"]),
        ({"day": date(2026, 11, 22), "recorded": True}, ["delivery.visit_before_order"]),
        ({"day": date(2026, 11, 28), "recorded": True}, ["delivery.visit_ahead"]),
    ],
)
def test_what_refusing_to_sign_means(change: dict[str, object], found: Landed | list[str]) -> None:
    """CPL 89; SI 131, 132."""
    assert outcome(replace(REFUSED, **change)) == found


def test_for_whom_another_acts_by_law_that_one_signs() -> None:
    """CPL 60; 邮寄送达规定 9(2)."""
    judged = {"kind": "natural", "opponents": (), "ordered": ORDERED, "today": TODAY, "ward": True}
    own = visit_outcome(SIGNED, **judged)  # type: ignore[arg-type]
    assert isinstance(own, tuple)
    assert [one.reason for one in own] == ["delivery.taker_is_ward"]
    by_law = replace(SIGNED, taker=Taker.GUARDIAN, taker_name="周母")
    assert visit_outcome(by_law, **judged) == Landed(Channel.DIRECT, "CPL 88")  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "able"), [("陈律师", True), ("王律师", False), ("", False)])
def test_only_whom_the_court_knows_as_agent_takes_papers(name: str, able: bool) -> None:
    named = {Taker.AGENT: frozenset({"陈律师"}), Taker.RECEIVER: frozenset[str]()}
    visit = replace(SIGNED, taker=Taker.AGENT, taker_name=name)
    found = visit_outcome(visit, kind="natural", opponents=(), ordered=ORDERED, today=TODAY, named=named)
    assert isinstance(found, Landed) is able
    receiver = replace(SIGNED, taker=Taker.RECEIVER)
    assert isinstance(
        visit_outcome(receiver, kind="natural", opponents=(), ordered=ORDERED, today=TODAY, named=named), tuple
    )


@pytest.mark.parametrize(
    ("signer", "other"),
    [
        ("林晓梅", True),
        ("林晓梅（妻子）", True),
        (" 林晓梅 代收", True),
        ("林晓梅梅", False),
        ("周志强", False),
        ("", False),
    ],
)
def test_the_name_on_a_slip_is_compared_without_what_the_postman_adds(signer: str, other: bool) -> None:
    assert signs_for_other_side(signer, ("林晓梅",)) is other


def test_an_organisation_that_refuses_has_the_papers_left() -> None:
    left = replace(REFUSED, taker=Taker.MAILROOM, recorded=True)
    assert outcome(left, "organisation") == Landed(Channel.LEFT, "CPL 89; SI 130")


def test_one_officer_hands_over_and_two_attest_a_visit_in_vain() -> None:
    assert outcome(replace(SIGNED, officers=("王芳",))) == Landed(Channel.DIRECT, "CPL 88")
    nobody = Visit(DAY, Place.HOME, VisitEnd.NOBODY, officers=OFFICERS)
    assert outcome(nobody) == Missed("nobody", "CPL 88")
    assert outcome(replace(nobody, officers=("王芳",))) == ["delivery.officers_missing"]


def test_everything_that_is_missing_is_told_at_once() -> None:
    bare = Visit(date(2026, 12, 1), Place.HOME, VisitEnd.REFUSED)
    assert set(outcome(bare)) == {  # type: ignore[arg-type]
        "delivery.visit_ahead",
        "delivery.officers_missing",
        "delivery.taker_unfit",
        "delivery.taker_unnamed",
        "delivery.refusal_unexplained",
        "delivery.nobody_saw_it",
    }


def test_the_certificate_tells_who_saw_the_papers_left() -> None:
    told = visit_note(replace(REFUSED, witnesses=("居委会张敏",)))
    assert told.split("；") == [
        "送达人员：王芳、李明",
        "送达地点：受送达人住所",
        "受送达人本人周志强拒绝签收，事由：不认可起诉",
        "见证人：居委会张敏。",
    ]


@pytest.mark.parametrize(
    ("reason", "ground", "serves"),
    [
        (ReturnReason.UNKNOWN_ADDRESS, CONFIRMED, True),
        (ReturnReason.MOVED, CONFIRMED, True),
        (ReturnReason.NOT_COLLECTED, CONFIRMED, False),
        (ReturnReason.REFUSED, CONFIRMED, True),
        (ReturnReason.REFUSED_BY_OTHERS, CONFIRMED, False),
        (ReturnReason.UNKNOWN_ADDRESS, GIVEN, False),
        (ReturnReason.MOVED, GIVEN, False),
        (ReturnReason.NOT_COLLECTED, GIVEN, False),
        (ReturnReason.REFUSED, GIVEN, True),
        (ReturnReason.REFUSED_BY_OTHERS, GIVEN, False),
        (ReturnReason.UNKNOWN_ADDRESS, WITHHELD, True),
        (ReturnReason.MOVED, WITHHELD, True),
        (ReturnReason.NOT_COLLECTED, WITHHELD, True),
        (ReturnReason.REFUSED, WITHHELD, True),
        (ReturnReason.REFUSED_BY_OTHERS, WITHHELD, True),
    ],
)
def test_when_a_returned_letter_counts_as_served(reason: ReturnReason, ground: AddressGround, serves: bool) -> None:
    """邮寄送达规定 11(1): only what was the recipient's own doing."""
    assert bool(counts_when_returned(reason, ground)) is serves


def test_the_post_tries_three_times() -> None:
    """邮寄送达规定 6(2)."""
    assert returned_early(ReturnReason.NOT_COLLECTED, 2)
    assert not returned_early(ReturnReason.NOT_COLLECTED, 3)
    assert not returned_early(ReturnReason.MOVED, 0)


def test_a_letter_comes_back_after_it_was_posted() -> None:
    for day, reason in ((date(2026, 11, 22), "returned_before_posting"), (date(2026, 11, 28), "returned_ahead")):
        found = return_problem(day, posted=ORDERED, today=TODAY)
        assert found is not None
        assert found.reason == f"delivery.{reason}"
    assert return_problem(DAY, posted=ORDERED, today=TODAY) is None


def tried(*ways: Channel, state: AttemptState = AttemptState.FAILED) -> list[AttemptFacts]:
    return [AttemptFacts(way, state, counts=True, since=ORDERED) for way in ways]


@pytest.mark.parametrize(
    ("ways", "track", "ground", "reasons"),
    [
        ((Channel.DIRECT, Channel.LETTER), Track.ORDINARY, NoticeGround.EXHAUSTED, []),
        ((Channel.ENTRUSTED, Channel.LETTER), Track.ORDINARY, NoticeGround.EXHAUSTED, []),
        ((Channel.LETTER,), Track.ORDINARY, NoticeGround.EXHAUSTED, ["delivery.ways_left"]),
        ((Channel.DIRECT,), Track.ORDINARY, NoticeGround.EXHAUSTED, ["delivery.ways_left"]),
        ((), Track.ORDINARY, NoticeGround.MISSING, []),
        ((), Track.SIMPLIFIED, NoticeGround.MISSING, ["delivery.notice_in_simplified"]),
        ((), Track.SMALL_CLAIMS, NoticeGround.MISSING, ["delivery.notice_in_simplified"]),
        ((), Track.PAYMENT_ORDER, NoticeGround.MISSING, ["delivery.notice_of_payment_order"]),
        (
            (),
            Track.SIMPLIFIED,
            NoticeGround.EXHAUSTED,
            ["delivery.notice_in_simplified", "delivery.ways_left"],
        ),
    ],
)
def test_what_bars_a_public_notice(
    ways: tuple[Channel, ...], track: Track, ground: NoticeGround, reasons: list[str]
) -> None:
    """CPL 95; SI 140."""
    assert [one.reason for one in notice_bars(tried(*ways), track, ground)] == reasons


def test_a_letter_under_way_does_not_exhaust_the_post() -> None:
    ways = [*tried(Channel.DIRECT), *tried(Channel.LETTER, state=AttemptState.SENT)]
    bars = notice_bars(ways, Track.ORDINARY, NoticeGround.EXHAUSTED)
    assert [dict(one.facts) for one in bars] == [{"ways": "邮寄送达"}]


@pytest.mark.parametrize(
    ("why", "missing"),
    [
        ("nobody", ["邮寄送达"]),
        ("silent", ["邮寄送达"]),
        ("moved", ["直接送达"]),
        ("not_here", ["直接送达、邮寄送达"]),
        ("incomplete", ["直接送达、邮寄送达"]),
        ("not_fetched", ["直接送达、邮寄送达"]),
        ("not_taken_in", ["直接送达、邮寄送达"]),
        ("answer_unfit", ["直接送达、邮寄送达"]),
    ],
)
def test_papers_that_another_court_sent_back_untried_exhaust_no_way(why: str, missing: list[str]) -> None:
    """CPL 95: a public notice follows where no other way can serve."""
    sent_back = [replace(one, why=why) for one in tried(Channel.ENTRUSTED)]
    bars = notice_bars(sent_back, Track.ORDINARY, NoticeGround.EXHAUSTED)
    assert [dict(one.facts)["ways"] for one in bars] == missing


@pytest.mark.parametrize(("why", "barred"), [("never_sent", True), ("silent", False), ("not_collected", False)])
def test_a_letter_that_never_left_the_court_does_not_exhaust_the_post(why: str, barred: bool) -> None:
    """CPL 95."""
    ways = [*tried(Channel.DIRECT), *(replace(one, why=why) for one in tried(Channel.LETTER))]
    assert bool(notice_bars(ways, Track.ORDINARY, NoticeGround.EXHAUSTED)) is barred


def test_a_public_notice_needs_its_course_and_what_it_tells() -> None:
    """CPL 95(2); SI 139."""
    empty = notice_flaws(NoticeText(NoticeGround.MISSING, " ", ""))
    assert [one.reason for one in empty] == ["delivery.course_missing", "delivery.gist_missing"]
    told = NoticeText(NoticeGround.MISSING, "居委会证明受送达人已外出两年，去向不明。", "请求归还借款186500元。")
    assert notice_flaws(told) == ()


@pytest.mark.parametrize(("abroad", "last"), [(False, date(2026, 12, 23)), (True, date(2027, 1, 22))])
def test_a_public_notice_runs_thirty_days_and_sixty_abroad(abroad: bool, last: date) -> None:
    """CPL 95, 283."""
    found = due(notice_period(abroad=abroad), ORDERED, calendar())
    assert isinstance(found, Due)
    assert found.due == last


def test_every_way_stands_on_the_ladder_once() -> None:
    assert sorted(row.channel for row in LADDER) == sorted(Channel)
    assert all(rung(channel).law for channel in Channel)


@pytest.mark.parametrize("role", ["clerk", "president", "office", "party"])
def test_only_a_judge_publishes_or_lets_a_service_fall(role: str) -> None:
    for act, state in (
        (DispatchAct.PUBLISH, DispatchState.UNDELIVERED),
        (DispatchAct.LET_FALL, DispatchState.SERVED),
    ):
        found = SERVICE.decide(state, act, role=role)
        assert getattr(found, "reason", "") == "service.not_your_act"


def at(day: int, channel: Channel) -> Arrival:
    return Arrival(channel, datetime(2026, 11, day, 9, tzinfo=HERE), "law")


def test_a_service_rests_on_mail_only_where_nothing_else_came_as_early() -> None:
    mail = at(25, Channel.EMAIL)
    assert leans_on(mail, [mail])
    assert leans_on(mail, [mail, at(26, Channel.PORTAL)])
    assert not leans_on(mail, [mail, at(25, Channel.PORTAL)])
    assert not leans_on(mail, [mail, at(24, Channel.LETTER)])


@pytest.mark.parametrize(
    ("end", "reasons", "role", "open_still", "purpose", "found"),
    [
        ("falls", "邮箱不存在，未能收到文书。", "judge", True, Purpose.DEFENCE, []),
        ("stands", "收件服务器自动回复，邮件已在邮箱中。", "judge", True, Purpose.JUDGMENT, []),
        ("falls", "邮箱不存在，未能收到文书。", "judge", True, Purpose.JUDGMENT, ["delivery.period_relied_on"]),
        ("falls", "邮箱不存在，未能收到文书。", "judge", True, Purpose.PAYMENT, ["delivery.period_relied_on"]),
        ("falls", "邮箱不存在，未能收到文书。", "clerk", True, Purpose.DEFENCE, ["delivery.judge_decides"]),
        ("falls", "邮箱不存在，未能收到文书。", "judge", False, Purpose.DEFENCE, ["delivery.doubt_decided"]),
        ("maybe", "", "judge", True, Purpose.DEFENCE, ["delivery.decision_missing", "delivery.words_missing"]),
    ],
)
def test_what_a_decision_about_a_doubt_needs(
    end: str, reasons: str, role: str, open_still: bool, purpose: Purpose, found: list[str]
) -> None:
    flaws = doubt_flaws(end, reasons, role=role, open_still=open_still, purpose=purpose)
    assert [one.reason for one in flaws] == found


@pytest.mark.parametrize("purpose", [Purpose.RULING, Purpose.DECISION, Purpose.APPEAL])
@pytest.mark.parametrize(("ran", "found"), [(True, ["delivery.period_relied_on"]), (False, [])])
def test_a_service_from_which_a_time_to_appeal_or_answer_ran_stands(
    purpose: Purpose, ran: bool, found: list[str]
) -> None:
    """CPL 86, 158: else the ruling would become final by a service that fell."""
    told = {"reasons": "邮箱不存在，未能收到文书。", "role": "judge", "open_still": True}
    assert [one.reason for one in doubt_flaws("falls", **told, purpose=purpose, ran=ran)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "role", "purpose", "proven", "found"),
    [
        (TaskKind.EARLIER_PROOF, "clerk", Purpose.DEFENCE, Proven(other=True), []),
        (TaskKind.EARLIER_PROOF, "clerk", Purpose.DEFENCE, Proven(other=True, over=True), []),
        (TaskKind.CONTESTED, "clerk", Purpose.DEFENCE, Proven(other=True), ["delivery.judge_decides"]),
        (TaskKind.CONTESTED, "judge", Purpose.JUDGMENT, Proven(other=True), []),
        (TaskKind.BOUNCED, "judge", Purpose.DEFENCE, Proven(), ["delivery.no_other_proof"]),
        (TaskKind.BOUNCED, "judge", Purpose.JUDGMENT, Proven(True, True), ["delivery.period_relied_on"]),
        (TaskKind.EARLIER_PROOF, "judge", Purpose.PAYMENT, Proven(True, True), ["delivery.period_relied_on"]),
        (TaskKind.EARLIER_PROOF, "judge", Purpose.DEFENCE, Proven(True, False, True), ["delivery.proof_cuts_off"]),
    ],
)
def test_when_another_proof_of_service_counts(
    kind: TaskKind, role: str, purpose: Purpose, proven: Proven, found: list[str]
) -> None:
    why = "回证载明签收日期在先。"
    flaws = doubt_flaws("counts", why, role=role, open_still=True, purpose=purpose, kind=kind, proven=proven)
    assert [one.reason for one in flaws] == found


GOOD = {"address": "重庆市渝中区示例街2号", "postcode": "400010", "phone": "13900000000", "email": "zhou@example.com"}


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, []),
        ({"email": ""}, []),
        ({"postcode": ""}, []),
        ({"address": "家里"}, ["delivery.address_missing"]),
        ({"postcode": "40001"}, ["delivery.postcode_wrong"]),
        ({"phone": ""}, ["delivery.phone_missing"]),
        ({"phone": "你好"}, ["delivery.phone_wrong"]),
        ({"email": "zhou@example"}, ["delivery.email_wrong"]),
        ({"email": "a b@example.com"}, ["delivery.email_wrong"]),
    ],
)
def test_what_a_confirmed_address_needs(change: dict[str, str], reasons: list[str]) -> None:
    """邮寄送达规定 4: postcode, full address, telephone."""
    flaws = address_flaws(CONFIRMED, **(GOOD | change), told=True)
    assert [one.reason for one in flaws] == reasons


def test_nobody_is_bound_by_a_form_that_was_not_explained() -> None:
    """邮寄送达规定 3; 在线诉讼规则 30."""
    for ground, law in ((CONFIRMED, "在线诉讼规则 30"), (WITHHELD, "邮寄送达 3")):
        (flaw,) = address_flaws(ground, **GOOD, told=False)
        assert (flaw.reason, flaw.law) == ("delivery.not_told", law)

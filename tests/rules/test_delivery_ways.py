"""By which ways papers go, and from when they count as served."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.cases.vocabulary import Choice, PartyView, Side, Track
from tongban.delivery.rules.effects import periods_of
from tongban.delivery.rules.owed_papers import addressees
from tongban.delivery.rules.papers import mail_text, masked, public_notice
from tongban.delivery.rules.ways import added_ways, effective, posting_problem, serves_by_reply, slip_problem, ways
from tongban.delivery.vocabulary import Arrival, Channel, Planned, Purpose, Recipient

HERE = ZoneInfo("Asia/Shanghai")
PORTAL, EMAIL, LETTER = Planned(Channel.PORTAL), Planned(Channel.EMAIL), Planned(Channel.LETTER)
REMINDER = Planned(Channel.EMAIL, counts=False)


@pytest.mark.parametrize(
    ("choice", "reads", "email", "mail", "expected"),
    [
        (Choice.ONLINE, True, "a@b.c", True, (PORTAL, EMAIL)),
        (Choice.ONLINE, True, "", True, (PORTAL,)),
        (Choice.ONLINE, True, "a@b.c", False, (PORTAL,)),
        (Choice.OFFLINE, True, "a@b.c", True, (LETTER,)),
        (None, True, "a@b.c", True, (LETTER, REMINDER)),
        (None, True, "a@b.c", False, (LETTER,)),
        (None, False, "a@b.c", True, (LETTER,)),
        (Choice.ONLINE, False, "a@b.c", True, (LETTER,)),
    ],
)
def test_consent_decides_the_ways(
    choice: Choice | None, reads: bool, email: str, mail: bool, expected: tuple[Planned, ...]
) -> None:
    assert ways(Recipient(choice, reads, email, mail)) == expected


def test_a_later_consent_adds_what_was_not_taken_yet() -> None:
    who = Recipient(Choice.ONLINE, reads=True, email="a@b.c", mail=True)
    assert added_ways(who, [Channel.LETTER]) == (PORTAL, EMAIL)
    assert added_ways(who, [Channel.PORTAL]) == (EMAIL,)
    assert added_ways(Recipient(None, reads=True, email="a@b.c", mail=True), []) == ()


def at(day: int, hour: int = 9, *, whole: bool = False, channel: Channel = Channel.PORTAL) -> Arrival:
    return Arrival(channel, datetime(2026, 11, day, 0 if whole else hour, tzinfo=HERE), "law", whole)


def test_the_earliest_valid_arrival_counts() -> None:
    assert effective([]) is None
    assert effective([at(25), at(24), at(26)]) == at(24)


def test_on_one_day_the_exact_moment_comes_before_a_letters_day() -> None:
    letter = at(24, whole=True, channel=Channel.LETTER)
    assert effective([letter, at(24, 17)]) == at(24, 17)
    assert effective([letter, at(25)]) == letter


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 23)), min_size=1))
def test_no_arrival_is_earlier_than_the_one_that_counts(moments: list[tuple[int, int]]) -> None:
    arrivals = [at(day, hour) for day, hour in moments]
    counts = effective(arrivals)
    assert counts is not None
    assert all(counts.at <= other.at for other in arrivals)


def test_a_clear_no_is_not_overridden_by_a_confirmation() -> None:
    assert serves_by_reply(None)
    assert serves_by_reply(Choice.ONLINE)
    assert not serves_by_reply(Choice.OFFLINE)


def test_a_slip_must_lie_between_posting_and_today() -> None:
    posted, today = date(2026, 11, 24), date(2026, 11, 27)
    assert slip_problem(date(2026, 11, 26), posted=posted, today=today) is None
    early = slip_problem(date(2026, 11, 23), posted=posted, today=today)
    ahead = slip_problem(date(2026, 11, 28), posted=posted, today=today)
    assert early is not None
    assert ahead is not None
    assert (early.reason, ahead.reason) == ("delivery.slip_before_posting", "delivery.slip_ahead")


def test_a_letter_is_posted_after_it_is_made_and_not_in_the_future() -> None:
    queued, today = date(2026, 11, 24), date(2026, 11, 27)
    assert posting_problem(queued, queued=queued, today=today) is None
    assert posting_problem(date(2026, 11, 23), queued=queued, today=today) is not None
    assert posting_problem(date(2026, 11, 28), queued=queued, today=today) is not None


def test_service_of_the_complaint_starts_defence_and_evidence() -> None:
    assert periods_of(Purpose.DEFENCE, Track.SIMPLIFIED) == ("defence", "evidence_simplified")
    assert periods_of(Purpose.EVIDENCE, Track.ORDINARY) == ("evidence_ordinary",)
    assert periods_of(Purpose.PAYMENT, Track.SIMPLIFIED) == ()


def party(number: int, name: str) -> PartyView:
    return PartyView(UUID(int=number), Side.PLAINTIFF, name, "natural", None, "", "", "", "", "", joined=False)


def test_a_paper_goes_to_its_subject_or_to_the_names_at_its_head() -> None:
    parties = (party(1, "甲"), party(2, "乙"), party(3, "丙"))
    assert addressees(parties, subject=UUID(int=2), to="甲") == (parties[1],)
    assert addressees(parties, subject=UUID(int=9), to="甲、丙") == (parties[0], parties[2])
    assert addressees(parties, subject=None, to="丁") == ()


def test_a_reminder_names_no_paper_and_no_case() -> None:
    subject, body = mail_text(
        court_name="某院", number="（2026）渝0103民初1号", titles=["判决书"], url="https://x", counts=False
    )
    assert "民初" not in subject + body
    assert "判决书" not in body


NOTICE = {
    "court_name": "某院",
    "number": "（2026）渝0103民初1号",
    "to": "周志强",
    "cause": "民间借贷纠纷",
    "ground": "受送达人下落不明",
    "titles": [],
    "gist": "原告请求归还借款。",
    "ends_on": date(2026, 12, 23),
    "abroad": False,
    "track": Track.ORDINARY,
    "dated": date(2026, 11, 23),
}


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        (Purpose.DEFENCE, {"defence_days": 15, "evidence_days": 15}),
        (Purpose.APPEAL, {"defence_days": 15}),
        (Purpose.THIRD_CLAIM, {"defence_days": 15}),
        (Purpose.SUMMONS, {}),
    ],
)
def test_a_public_notice_tells_until_when_to_answer(purpose: Purpose, told: dict[str, int]) -> None:
    """SI 139: of the copy of a complaint or an appeal."""
    found = public_notice(**NOTICE, purpose=purpose)  # type: ignore[arg-type]
    assert {name: found[name] for name in ("defence_days", "evidence_days") if name in found} == told
    assert "appeal_days" not in found


def test_a_public_notice_of_a_judgment_names_the_court_above_where_one_may_appeal() -> None:
    """SI 139."""
    told = NOTICE | {"purpose": Purpose.JUDGMENT}
    found = public_notice(**told, appeal_court="某中院")  # type: ignore[arg-type]
    assert (found["appeal_days"], found["appeal_court"]) == (15, "某中院")
    assert "appeal_days" not in public_notice(**told)  # type: ignore[arg-type]


def test_a_public_notice_to_somebody_abroad_gives_the_longer_times() -> None:
    """CPL 283, 285, 286."""
    told = NOTICE | {"abroad": True}
    assert [public_notice(**told, purpose=one)["defence_days"] for one in (Purpose.DEFENCE, Purpose.APPEAL)] == [30, 30]  # type: ignore[arg-type]
    assert public_notice(**told, purpose=Purpose.JUDGMENT, appeal_court="某中院")["appeal_days"] == 30  # type: ignore[arg-type]


def test_an_address_is_masked_for_the_other_side() -> None:
    assert masked("zhou@example.com") == "z***@example.com"

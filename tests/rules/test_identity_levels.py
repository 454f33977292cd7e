"""The table of levels: every act that travels has its row and article; level and freshness are judged apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tongban.cooperation.actions.party_acts import TABLE
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.facts import FACTS
from tongban.kernel.refusal import Refusal
from tongban.people.rules.levels import Requirement, judge_freshness, judge_level, judge_member, required, requirements
from tongban.people.vocabulary import MemberRight

TODAY = date(2026, 11, 23)
L = IdentityLevel


def need(level: IdentityLevel, again: IdentityLevel = L.NONE) -> Requirement:
    return Requirement("fact", "act", level, again, 12, "在线诉讼规则 7", date.min, date.max)


def test_every_act_of_a_party_in_a_case_has_a_row() -> None:
    assert sorted(one.act for one in requirements() if one.act) == sorted(TABLE)


def test_every_row_names_a_fact_that_exists_and_an_article() -> None:
    assert [one.fact for one in requirements() if one.fact not in FACTS or not one.article] == []


def test_a_row_that_asks_for_a_fresh_check_says_for_how_long() -> None:
    assert [one.fact for one in requirements() if (one.again is not L.NONE) != (one.hours > 0)] == []


def test_a_fact_and_the_act_that_travels_need_the_same() -> None:
    assert required("opinion_given", TODAY) == required("comment_exhibit", TODAY)


def test_nothing_is_needed_for_what_the_table_does_not_name_or_before_its_day() -> None:
    assert required("account_opened", TODAY) is None
    assert required("filing_handed_in", date(2021, 7, 31)) is None
    assert required("filing_handed_in", date(2021, 8, 1)) is not None
    assert required("", TODAY) is None


@pytest.mark.parametrize("wanted", [L.DOCUMENT, L.LIVE, L.COUNTER])
@pytest.mark.parametrize("level", list(L))
def test_a_level_is_enough_from_its_own_rank_on(wanted: IdentityLevel, level: IdentityLevel) -> None:
    no = judge_level(need(wanted), level)
    if level.rank >= wanted.rank:
        assert no is None
    else:
        assert isinstance(no, Refusal)
        assert (no.reason, no.law) == (f"people.needs_{wanted}", "在线诉讼规则 7")


def test_a_fresh_check_is_asked_only_where_the_row_says_so() -> None:
    assert judge_freshness(need(L.DOCUMENT), checked=False) is None
    assert judge_freshness(need(L.DOCUMENT, L.ACCOUNT), checked=True) is None
    no = judge_freshness(need(L.DOCUMENT, L.ACCOUNT), checked=False)
    assert isinstance(no, Refusal)
    assert (no.reason, dict(no.facts)) == ("people.check_again", {"hours": "12"})


def test_freshness_counts_back_from_the_act() -> None:
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert need(L.DOCUMENT, L.ACCOUNT).since(at) == at - timedelta(hours=12)


def test_every_act_that_an_organisation_can_do_names_the_right_of_a_member() -> None:
    """Who testifies is a natural person, and a hearing is opened by the judge."""
    by_nobody_else = {"guarantee_signed", "statement_confirmed", "hearing_opened"}
    assert {one.fact for one in requirements() if one.member is None} == by_nobody_else


def test_a_member_needs_the_very_right() -> None:
    consent = required("consent_given", TODAY)
    assert consent is not None
    assert judge_member(consent, {MemberRight.SIGN}) is None
    no = judge_member(consent, {MemberRight.FILE, MemberRight.PAY})
    assert isinstance(no, Refusal)
    assert dict(no.facts) == {"right": "sign"}

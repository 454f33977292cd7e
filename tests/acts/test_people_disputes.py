"""“This was not me”: who may say so about which act, what stands still, who decides, what the outcome does."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator

from tests.acts.agents import accepted
from tests.acts.conduct import consent
from tests.builders import House, party, person, refused, staff, step
from tests.entrances.portal_people import account_of
from tongban.cases.queries import consents_of
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import Choice, Stage, Step
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.cooperation.queries.sheet import sheet_of
from tongban.frame.acts import Recording
from tongban.helpline.actions import open_feed
from tongban.helpline.vocabulary import FeedKind
from tongban.kernel.facts import FACTS
from tongban.kernel.ids import new_id
from tongban.people.actions.companions import name_helper
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.people.actions.gate import check_actor
from tongban.people.actions.outside import link_outside
from tongban.people.actions.register import open_account, renew_access
from tongban.people.models import Account, Dispute, OutsideLogin
from tongban.people.queries import companion_of, disputes_seen_by, stands_still
from tongban.people.rules.disputes import STILL
from tongban.people.vocabulary import Beside, DisputeState, OutsideIdentity, Role
from tongban.register.models import Entry

WHY, REASONS = "那天我在住院，手机在家里。", "登录记录显示操作来自他人设备。"


@pytest.fixture
def account(house: House) -> Account:
    return step(
        house.clerk,
        house.at,
        lambda record: open_account(record, person=house.lin.uid, login="lin", password="a-long-password-1"),
    )


@pytest.fixture
def entry(house: House, account: Account) -> UUID:
    """Lin's complaint, as the register has it."""
    house.filing()
    return Entry.objects.get(event="filing_handed_in").uid


def disputed(house: House, entry: UUID) -> UUID:
    return dispute_act(entry, WHY, court=house.clerk.court, by=party(house.lin.uid), at=house.at)


def test_a_dispute_ends_all_sessions_and_the_account_stands_still(house: House, account: Account, entry: UUID) -> None:
    before = account.get_session_auth_hash()
    disputed(house, entry)
    account.refresh_from_db()
    assert account.get_session_auth_hash() != before
    assert stands_still(house.lin.uid)
    with refused("people.account_frozen"):
        house.filing()
    events = list(Entry.objects.filter(event__in=("act_disputed", "sessions_ended")).values_list("event", flat=True))
    assert events == ["act_disputed", "sessions_ended"]


def test_whoever_sits_in_the_account_provides_for_no_later_time(house: House, account: Account, entry: UUID) -> None:
    login = str(account_of(house, house.zhou.uid))
    uid = disputed(house, entry)
    with refused("people.account_frozen"):
        name_helper(login, 300, by=party(house.lin.uid), at=house.at)
    with refused("people.account_frozen"):
        open_feed(FeedKind.OWN, named=True, language="zh-hans", by=party(house.lin.uid), at=house.at)
    reject(uid, REASONS, by=house.clerk, at=house.at)
    name_helper(login, 300, by=party(house.lin.uid), at=house.at)
    assert companion_of(house.lin.uid, house.zhou.uid, at=house.at) is Beside.HELPER


@pytest.mark.parametrize("name", sorted(STILL))
def test_what_keeps_an_account_open_waits_for_the_decision(house: House, entry: UUID, name: str) -> None:
    fact: Any = FACTS[name]
    told = fact(**{field.name: None for field in dataclasses.fields(fact)})
    recording = Recording(by=party(house.lin.uid), at=house.at, fulfils=None)
    check_actor(recording, told, None)
    disputed(house, entry)
    with refused("people.account_frozen"):
        check_actor(recording, told, None)


def test_with_a_clerk_at_her_side_she_acts_all_the_same(house: House, entry: UUID) -> None:
    disputed(house, entry)
    assert house.hand_in(house.draft(), helper=house.clerk).filing


def test_another_persons_account_is_not_touched(house: House, entry: UUID) -> None:
    disputed(house, entry)
    assert house.filing(house.zhou)


def test_only_an_act_of_litigation_in_her_own_name_can_be_disputed(house: House, entry: UUID) -> None:
    with refused("people.no_such_act"):
        dispute_act(entry, WHY, court=house.clerk.court, by=party(house.zhou.uid), at=house.at)
    with refused("people.no_such_act"):
        disputed(house, new_id())
    for event in ("account_opened", "person_registered"):
        with refused("people.no_such_act"):
            disputed(house, Entry.objects.filter(event=event).first().uid)  # type: ignore[union-attr]


@pytest.mark.parametrize(("why", "reason"), [(" \n", "words_missing"), ("很" * 2001, "words_too_long")])
def test_something_must_be_said_but_not_without_end(house: House, entry: UUID, why: str, reason: str) -> None:
    with refused(f"people.{reason}"):
        dispute_act(entry, why, court=house.clerk.court, by=party(house.lin.uid), at=house.at)
    assert not stands_still(house.lin.uid)


def test_a_helper_does_not_freeze_the_account_but_a_clerk_at_her_side_writes_it_down(house: House, entry: UUID) -> None:
    lin = party(house.lin.uid)
    with refused("people.sign_in_first"):
        dispute_act(entry, WHY, court=house.clerk.court, by=replace(lin, helper=house.zhou.uid), at=house.at)
    dispute_act(entry, WHY, court=house.clerk.court, by=party(house.lin.uid, helper=house.clerk), at=house.at)
    assert stands_still(house.lin.uid)


def test_an_act_is_disputed_once(house: House, entry: UUID) -> None:
    uid = disputed(house, entry)
    with refused("people.disputed_before"):
        disputed(house, entry)
    reject(uid, REASONS, by=house.clerk, at=house.at)
    with refused("people.disputed_before"):
        disputed(house, entry)


def test_upheld_every_way_in_is_closed_until_she_comes_to_a_counter(
    house: House, account: Account, entry: UUID
) -> None:
    link_outside(OutsideIdentity("id", "citizen-1"), by=party(house.lin.uid), at=house.at)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    uphold(disputed(house, entry), REASONS, by=house.clerk, at=house.at)
    account.refresh_from_db()
    assert not account.has_usable_password()
    assert not Authenticator.objects.filter(user=account).exists()
    assert not OutsideLogin.objects.exists()
    assert not stands_still(house.lin.uid)
    step(house.clerk, house.at, lambda record: renew_access(record, person=house.lin.uid, password="Fresh-Start-99"))
    account.refresh_from_db()
    assert account.check_password("Fresh-Start-99")
    assert house.filing()


def test_upheld_whoever_was_named_in_the_account_leaves_too(house: House, account: Account, entry: UUID) -> None:
    """The thief may have named himself."""
    login = str(account_of(house, house.zhou.uid))
    name_helper(login, 300, by=party(house.lin.uid), at=house.at)
    dispute = disputed(house, entry)
    assert companion_of(house.lin.uid, house.zhou.uid, at=house.at) is Beside.HELPER
    uphold(dispute, REASONS, by=house.clerk, at=house.at)
    assert companion_of(house.lin.uid, house.zhou.uid, at=house.at) is None


def test_rejected_the_account_acts_again_and_keeps_its_ways_in(house: House, account: Account, entry: UUID) -> None:
    reject(disputed(house, entry), REASONS, by=house.clerk, at=house.at)
    account.refresh_from_db()
    assert account.check_password("a-long-password-1")
    assert house.filing()
    row = Dispute.objects.get()
    assert (row.state, row.reasons, row.decided_by) == (DisputeState.REJECTED, REASONS, house.clerk.person)


@pytest.mark.parametrize("decide", [uphold, reject])
def test_who_may_not_decide(house: House, entry: UUID, decide: object) -> None:
    uid = disputed(house, entry)
    assert callable(decide)
    with refused("people.not_your_function"):
        decide(uid, REASONS, by=house.judge, at=house.at)
    with refused("people.no_such_dispute"):
        decide(uid, REASONS, by=house.wuhou_clerk, at=house.at)
    with refused("people.no_such_dispute"):
        decide(new_id(), REASONS, by=house.clerk, at=house.at)
    with refused("people.words_missing"):
        decide(uid, " ", by=house.clerk, at=house.at)
    president = staff(house.clerk.court, Role.PRESIDENT, "院长")
    decide(uid, REASONS, by=president, at=house.at)
    with refused("people.dispute_decided"):
        decide(uid, REASONS, by=president, at=house.at)


def test_who_helped_at_the_act_does_not_decide_about_it(house: House, account: Account) -> None:
    house.hand_in(house.draft(), helper=house.clerk)
    uid = disputed(house, Entry.objects.get(event="filing_handed_in").uid)
    with refused("people.own_hand"):
        reject(uid, REASONS, by=house.clerk, at=house.at)
    reject(uid, REASONS, by=staff(house.clerk.court, Role.CLERK, "同事"), at=house.at)


def test_who_sees_a_dispute(house: House, entry: UUID) -> None:
    uid = disputed(house, entry)
    seen = {who: [one.uid for one in disputes_seen_by(house.viewer(who))] for who in _everybody(house)}
    assert seen == {
        house.lin.uid: [uid],
        house.clerk.person: [uid],
        house.judge.person: [uid],
        house.zhou.uid: [],
        house.wuhou_clerk.person: [],
    }


def _everybody(house: House) -> list[UUID]:
    found = [house.lin.uid, house.clerk.person, house.judge.person, house.zhou.uid, house.wuhou_clerk.person]
    return [uid for uid in found if uid]


def test_the_timeline_of_the_case_marks_what_is_disputed(house: House, account: Account) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    consent(house, case, "exchange", who=(house.lin,))
    given = Entry.objects.filter(event="consent_given", person=house.lin.uid).latest("id").uid

    def marks() -> list[str]:
        lines = sheet_of(house.viewer(house.lin.uid), case.uid)["timeline"]
        return [line["disputed"] for line in lines if line["disputed"]]

    uid = disputed(house, given)
    assert marks() == ["open"]
    uphold(uid, REASONS, by=house.clerk, at=house.at)
    assert marks() == ["upheld"]


def test_a_yes_that_was_not_hers_is_none(house: House, account: Account) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    lin = case.parties[0].uid
    consent(house, case, "exchange", choice="offline", who=(house.lin,))
    house.clock.forward(minutes=1)
    consent(house, case, "exchange", "hearing", who=(house.lin,))
    given = Entry.objects.filter(event="consent_given", body__contains="exchange").latest("id").uid
    uphold(disputed(house, given), REASONS, by=house.clerk, at=house.at)
    left = {step: view.choice for (party_uid, step), view in consents_of(case.uid).items() if party_uid == lin}
    assert left == {Step.EXCHANGE: Choice.OFFLINE, Step.HEARING: Choice.ONLINE}


def test_an_agent_whom_she_did_not_name_acts_no_more(house: House, account: Account) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    person("陈律师", 31)
    uid = accepted(house, case, house.lin)
    uphold(disputed(house, Entry.objects.get(event="authority_handed_in").uid), REASONS, by=house.clerk, at=house.at)
    assert house.work() == []
    [authority] = authorities_in(case.uid)
    assert (authority.uid, authority.state) == (uid, AuthorityState.REVOKED)
    assert Entry.objects.get(event="authority_revoked").basis.startswith("CPL 63")

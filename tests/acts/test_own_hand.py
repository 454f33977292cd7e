"""Nobody of the court works in the own matter, or goes on in a case from which they withdrew (CPL 47-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.acts.conduct import prepared
from tests.acts.test_acts_in_open_cases import judged, made_up
from tests.builders import OPERATOR, YUZHONG, House, id_number, party, refused, staff, step
from tests.entrances.portal_people import account_of
from tongban.cases.actions.offices import replace_in_case
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Case, Party
from tongban.cases.vocabulary import Stage
from tongban.filing.actions.decide import accept, ask_correction
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.kernel.actor import Actor
from tongban.people.actions.counter import prove_at_counter, renew_access_at_counter
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.people.actions.register import appoint, end_appointment
from tongban.people.models import Account
from tongban.people.vocabulary import PersonView, Role
from tongban.register.models import Entry

TASK = "核对送达情况。"


def clerk_too(house: House, who: PersonView, role: Role = Role.CLERK) -> Actor:
    """The person as a clerk of the court, or in another function there."""
    step(OPERATOR, house.at, lambda record: appoint(record, person=who.uid, role=role, court=YUZHONG))
    return replace(house.clerk, person=who.uid, role=role.value)


@pytest.mark.parametrize("whose", ["lin", "zhou"])
def test_a_clerk_decides_about_no_filing_in_which_the_clerk_stands(house: House, whose: str) -> None:
    filing = house.filing()
    own = clerk_too(house, getattr(house, whose))
    with refused("people.own_hand"):
        accept(filing, by=own, at=house.at)
    with refused("people.own_hand"):
        ask_correction(filing, ["请补充转账记录。"], by=own, at=house.at)
    accept(filing, by=house.clerk, at=house.at)


def test_a_party_opens_no_file_as_a_clerk(house: House) -> None:
    case = house.case()
    with refused("people.own_hand"):
        open_file(case.number, TASK, by=clerk_too(house, house.lin), at=house.at)


def test_a_file_that_was_opened_closes_to_who_becomes_a_party(house: House) -> None:
    case, other = house.case(), staff(YUZHONG, Role.CLERK, "赵云")
    open_file(case.number, TASK, by=other, at=house.at)
    assert other.person
    assert case.uid in house.viewer(other.person).opened
    with lifted("test: the clerk is the defendant"):
        Party.objects.filter(case=case.uid, side="defendant").update(person=other.person)
    assert case.uid not in house.viewer(other.person).opened


def test_who_withdrew_neither_opens_the_file_again_nor_acts_in_it(house: House) -> None:
    case = prepared(house)
    staff(YUZHONG, Role.CLERK, "赵云")
    replace_in_case(case.uid, "clerk", "recusal", "书记员系被告之妹。", by=house.judge, at=house.at)
    with refused("people.own_hand"):
        open_file(case.number, TASK, by=house.clerk, at=house.at)
    with refused("cases.file_not_opened"):
        set_hearing(case.uid, place="第一法庭", starts_at=house.at + timedelta(days=9), by=house.clerk, at=house.at)


def test_who_is_sued_tries_no_own_case_though_nobody_has_joined_yet(house: House) -> None:
    """The only judge of the court is the defendant: named by the identity number, known by no account of the case."""
    chief, own = staff(YUZHONG, Role.PRESIDENT, "钱立"), clerk_too(house, house.zhou, Role.JUDGE)
    assert house.judge.person
    gone = house.judge.person
    step(OPERATOR, house.at, lambda record: end_appointment(record, person=gone, role=Role.JUDGE, court=YUZHONG))
    case = house.case()
    assert case.judge is None
    assert house.case(defendant__name="吴刚", defendant__id_number=id_number(9)).judge == own.person
    with refused("offices.barred"):
        replace_in_case(case.uid, "judge", "", "", named=own.person, by=chief, at=house.at)


def test_who_is_sued_opens_no_file_before_having_joined_either(house: House) -> None:
    case = house.case()
    with refused("people.own_hand"):
        open_file(case.number, TASK, by=clerk_too(house, house.zhou), at=house.at)


def test_who_becomes_a_party_of_the_case_keeps_neither_sight_nor_say_of_the_court(house: House) -> None:
    case = prepared(house)
    own = clerk_too(house, house.zhou)
    clerk_too(house, house.zhou, Role.JUDGE)
    with lifted("test: who conducts the case turns out to be the defendant"):
        Case.objects.filter(uid=case.uid).update(clerk=own.person, judge=own.person)
    viewer = house.viewer(house.zhou.uid)
    assert case.uid in viewer.cases
    assert case.uid not in viewer.kept | viewer.panels
    for role in ("clerk", "judge"):
        with refused("people.own_hand"):
            judged(made_up("hearing_set", case), case, replace(own, role=role), house.at)


def test_at_the_counter_nobody_acts_about_the_other_party(house: House) -> None:
    house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou)
    account_of(house, house.lin.uid)
    own, before = clerk_too(house, house.zhou), Account.objects.get(person__uid=house.lin.uid).password
    with refused("people.own_hand"):
        renew_access_at_counter(house.lin.uid, by=own, at=house.at)
    with refused("people.own_hand"):
        prove_at_counter(house.lin.uid, by=own, at=house.at)
    assert Account.objects.get(person__uid=house.lin.uid).password == before
    renew_access_at_counter(house.lin.uid, by=house.clerk, at=house.at)


@pytest.mark.parametrize("decide", [uphold, reject])
def test_the_other_party_decides_about_no_disputed_act(house: House, decide: object) -> None:
    house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou)
    entry = Entry.objects.get(event="filing_handed_in").uid
    dispute = dispute_act(entry, "那天我在住院。", court=YUZHONG, by=party(house.lin.uid), at=house.at)
    own = clerk_too(house, house.zhou)
    assert callable(decide)
    with refused("people.own_hand"):
        decide(dispute, "登录记录显示本人操作。", by=own, at=house.at)
    decide(dispute, "登录记录显示本人操作。", by=house.clerk, at=house.at)

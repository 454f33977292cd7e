"""Nobody of the court works in the own matter, or goes on in a case from which they withdrew (CPL 47-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.acts.conduct import prepared
from tests.builders import OPERATOR, YUZHONG, House, refused, staff, step
from tongban.cases.actions.offices import replace_in_case
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Party
from tongban.filing.actions.decide import accept, ask_correction
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.kernel.actor import Actor
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import PersonView, Role

TASK = "核对送达情况。"


def clerk_too(house: House, who: PersonView) -> Actor:
    """The person as a clerk of the court."""
    step(OPERATOR, house.at, lambda record: appoint(record, person=who.uid, role=Role.CLERK, court=YUZHONG))
    return replace(house.clerk, person=who.uid)


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

"""Who is old, a child, or says so is offered the assisted way on the pages and at the counter; nobody must take it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.acts.conduct import prepared
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.frame.guard import lifted
from tongban.people.models import Person
from tongban.people.queries import ease_of
from tongban.people.vocabulary import Ease
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
OFFER = "可以有人帮助您办理每一步"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


def born(house: House, day: date) -> None:
    with lifted("a test gives zhou another age"):
        Person.objects.filter(uid=house.zhou.uid).update(born=day)


@pytest.mark.parametrize("day", [date(1966, 11, 23), date(2012, 1, 1)], ids=["sixty today", "a child"])
def test_the_old_and_children_are_offered_help_where_they_choose_and_the_counter_knows(house: House, day: date) -> None:
    case = prepared(house)
    born(house, day)
    zhou, lin = browser(house, house.zhou.uid), browser(house, house.lin.uid)
    for page in ("/", f"/cases/{case.uid}/consent/", f"/cases/{case.uid}/consent/hearing/"):
        seen = zhou.get(page).content.decode()
        assert OFFER in seen, page
        assert reverse("portal:beside") in seen
        assert "12368" in seen
        assert OFFER not in lin.get(page).content.decode(), page
    # Help is an offer: the same choice stands below it, and nothing is ticked.
    assert 'name="choice"' in seen
    assert " checked" not in seen
    card = signed_in(house, house.clerk.person).get(f"/desk/counter/{house.zhou.uid}").content.decode()
    assert ease_of(house.zhou.uid, at=house.at)[0].term in card


def test_whoever_says_so_is_offered_help_until_it_is_taken_back_and_gives_no_reason(house: House) -> None:
    zhou = browser(house, house.zhou.uid)
    assert OFFER not in zhou.get("/").content.decode()
    for _twice in range(2):
        assert zhou.post(reverse("portal:beside_wanted"), {"wanted": "yes"}).url == reverse("portal:beside")
    assert ease_of(house.zhou.uid, at=house.at) == (Ease.STATED,)
    assert OFFER in zhou.get("/").content.decode()
    assert Entry.objects.filter(event="ease_stated").count() == 1
    zhou.post(reverse("portal:beside_wanted"), {"wanted": "no"})
    assert ease_of(house.zhou.uid, at=house.at) == ()
    assert OFFER not in zhou.get("/").content.decode()

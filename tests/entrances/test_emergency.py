"""Break-glass: a function taken for some hours with a reason, ended by itself, looked over by the president."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.builders import House, refused, staff
from tests.entrances.desk import signed_in
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.people.actions.emergency import look_over, take_function
from tongban.people.models import Appointment, EmergencyFunction
from tongban.people.queries import appointments_of
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

WHY = "值班审判员突发疾病，保全申请须在今晚处理。"
PAGE = reverse("desk:emergency")


@pytest.fixture
def president(house: House) -> Actor:
    return staff(house.clerk.court, Role.PRESIDENT, "院长")


def taken(house: House, **changed: object) -> object:
    told = {"role": "judge", "hours": 2, "reason": WHY} | changed
    return take_function(told["role"], told["hours"], told["reason"], by=house.clerk, at=house.at)  # type: ignore[arg-type]


def roles(house: House) -> set[str]:
    assert house.clerk.person
    return {role for role, _court in appointments_of(house.clerk.person, at=house.at)}


def test_the_function_is_held_for_the_hours_and_no_longer(house: House) -> None:
    taken(house)
    assert roles(house) == {"clerk", "judge"}
    house.clock.forward(hours=2)
    assert roles(house) == {"clerk"}
    assert Entry.objects.filter(event__in=("appointed", "emergency_taken"), person=house.clerk.person).count() == 2


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"role": "president"}, "emergency_role"),
        ({"role": "party"}, "emergency_role"),
        ({"role": "clerk"}, "emergency_held"),
        ({"hours": 0}, "emergency_hours"),
        ({"hours": 25}, "emergency_hours"),
        ({"reason": "  "}, "words_missing"),
    ],
)
def test_why_a_function_is_not_taken(house: House, changed: dict[str, object], reason: str) -> None:
    with refused(f"people.{reason}"):
        taken(house, **changed)
    assert not EmergencyFunction.objects.exists()


def test_a_function_taken_in_an_emergency_is_no_ground_for_the_next(house: House) -> None:
    """Who is on the staff no more would else stay there by taking the one and the other in turn."""
    taken(house)
    with lifted("a test ends an appointment"):
        Appointment.objects.filter(person__uid=house.clerk.person, role="clerk").update(until=house.at)
    with refused("people.not_your_function"):
        taken(house, role="clerk")
    assert roles(house) == {"judge"}


def test_nobody_takes_a_function_at_another_court(house: House) -> None:
    elsewhere = Actor(kind=house.clerk.kind, role="clerk", person=house.clerk.person, court=house.wuhou_clerk.court)
    with refused("people.not_your_function"):
        take_function("judge", 2, WHY, by=elsewhere, at=house.at)


def test_the_president_looks_it_over_once_and_nobody_else(house: House, president: Actor) -> None:
    uid = EmergencyFunction.objects.get(uid=taken(house)).uid
    for by in (house.clerk, house.judge, staff(house.wuhou_clerk.court, Role.PRESIDENT, "别院院长")):
        with refused("people.no_such_emergency"):
            look_over(uid, by=by, at=house.at)
    with refused("people.no_such_emergency"):
        look_over(new_id(), by=president, at=house.at)
    look_over(uid, by=president, at=house.at)
    with refused("people.no_such_emergency"):
        look_over(uid, by=president, at=house.at)


def test_the_pages_ask_afresh_who_sits_there_and_tell_the_president(house: House, president: Actor) -> None:
    cache.clear()
    clerk = signed_in(house, house.clerk.person)
    asked = clerk.get(PAGE, follow=True)
    clerk.post(asked.redirect_chain[-1][0], {"password": "a long password"})
    assert clerk.post(PAGE, {"role": "judge", "hours": "30", "reason": WHY}).status_code == 422
    assert clerk.post(PAGE, {"role": "judge", "hours": "3", "reason": WHY}).url == reverse("desk:inbox")
    boss = signed_in(house, president.person)
    assert PAGE in boss.get(reverse("desk:inbox")).content.decode()
    seen = reverse("desk:emergency_seen", args=[EmergencyFunction.objects.get().uid])
    assert clerk.post(seen).status_code == 404
    assert boss.post(seen).url == PAGE
    assert EmergencyFunction.objects.get().seen_by == president.person


def test_no_party_and_no_stranger_finds_the_page(house: House) -> None:
    assert signed_in(house, house.lin.uid).get(PAGE).status_code == 404
    assert Client().get(PAGE).url.startswith(reverse("account_login"))

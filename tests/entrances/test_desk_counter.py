"""The counter: find, register, the slip that is shown once, and working beside a person."""

from __future__ import annotations

import re

from django.urls import reverse

from tests.builders import OPERATOR, YUZHONG, House, id_number, step
from tests.entrances.desk import signed_in
from tongban.cases.vocabulary import Stage
from tongban.people.actions.register import appoint
from tongban.people.models import Account, Person
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

NEW = {"id_kind": "resident", "id_number": id_number(77), "name": "王小明", "seen": "on", "login": "wangxm"}


def test_a_person_is_registered_and_leaves_with_a_slip(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    slip = client.post(reverse("desk:counter_new"), NEW)
    page = slip.content.decode()
    password = re.search(r">([A-Z0-9]{4}(?:-[A-Z0-9]{4}){2})<", page)
    assert password
    assert Account.objects.get(login="wangxm").check_password(password.group(1))
    assert slip["Cache-Control"] == "no-store"
    assert set(Entry.objects.filter(court="川0107").values_list("event", flat=True)) == {
        "person_registered",
        "identity_proven",
        "account_opened",
    }


def test_reloading_the_slip_registers_nobody_twice_and_leads_to_the_person(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    client.post(reverse("desk:counter_new"), NEW)
    again = client.post(reverse("desk:counter_new"), NEW)
    person = Person.objects.get(id_number_index=NEW["id_number"])
    assert again.status_code == 422
    assert reverse("desk:counter_person", args=[person.uid]) in again.content.decode()


def test_without_the_original_paper_nobody_is_registered(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    answer = client.post(reverse("desk:counter_new"), {k: v for k, v in NEW.items() if k != "seen"})
    assert answer.status_code == 422
    assert not Person.objects.filter(id_number_index=NEW["id_number"]).exists()


def test_a_wrong_number_is_told_with_its_remedy(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    page = client.post(reverse("desk:counter_new"), NEW | {"id_number": "99010119900101001A"}).content.decode()
    assert "a digit or X" in page


def test_the_number_is_masked_where_it_is_found(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    page = client.post(reverse("desk:counter"), {"q": "林晓梅"}).content.decode()
    assert reverse("desk:counter_person", args=[house.lin.uid]) in page
    assert house.lin.id_number not in page
    assert "林晓梅" not in client.post(reverse("desk:counter"), {"q": "林"}).content.decode()


def test_helping_a_person_and_stopping(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    assert client.post(reverse("desk:assist_start", args=[house.lin.uid])).url == reverse("portal:home")
    assert client.session["assisting"] == str(house.lin.uid)
    assert client.session["assisting_court"] == "川0107"
    assert "You are helping 林晓梅" in client.get(reverse("desk:inbox")).content.decode()
    assert client.get(reverse("desk:assist_stop")).status_code == 405
    client.post(reverse("desk:assist_stop"))
    assert "assisting" not in client.session


def test_a_clerk_does_not_help_himself_and_a_judge_helps_nobody(house: House) -> None:
    clerk = signed_in(house, house.wuhou_clerk.person)
    assert clerk.post(reverse("desk:assist_start", args=[house.wuhou_clerk.person])).status_code == 422
    assert "assisting" not in clerk.session
    judge = signed_in(house, house.wuhou_judge.person)
    assert judge.post(reverse("desk:assist_start", args=[house.lin.uid])).status_code == 404


def test_a_clerk_stands_beside_nobody_whom_the_clerk_meets_in_a_case(house: House) -> None:
    """At the side of the other party a clerk would read what that party keeps secret, and could act in its name."""
    case, zhou = house.case(), house.zhou.uid
    step(OPERATOR, house.at, lambda record: appoint(record, person=zhou, role=Role.CLERK, court=YUZHONG))
    clerk = signed_in(house, zhou)
    assert clerk.post(reverse("desk:assist_start", args=[house.lin.uid])).status_code == 302
    assert clerk.get(reverse("portal:home")).wsgi_request.assisted == house.lin.uid  # type: ignore[attr-defined]
    house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    assert clerk.get(reverse("portal:home")).wsgi_request.assisted is None  # type: ignore[attr-defined]
    clerk.post(reverse("desk:assist_stop"))
    assert clerk.post(reverse("desk:assist_start", args=[house.lin.uid])).status_code == 422
    assert "assisting" not in clerk.session


def test_nobody_stands_at_the_counter_on_the_next_day(house: House) -> None:
    clerk = signed_in(house, house.wuhou_clerk.person)
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    house.clock.forward(hours=9)
    assert clerk.get(reverse("portal:home")).wsgi_request.assisted == house.lin.uid  # type: ignore[attr-defined]
    house.clock.forward(hours=6)
    assert clerk.get(reverse("portal:home")).wsgi_request.assisted is None  # type: ignore[attr-defined]
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    assert clerk.get(reverse("portal:home")).wsgi_request.assisted == house.lin.uid  # type: ignore[attr-defined]


def test_a_new_start_password_is_shown_once_on_a_slip(house: House) -> None:
    client = signed_in(house, house.wuhou_clerk.person)
    client.post(reverse("desk:counter_new"), NEW)
    person = Person.objects.get(name="王小明").uid
    slip = client.post(reverse("desk:counter_access", args=[person]))
    password = re.search(r">([A-Z0-9]{4}(?:-[A-Z0-9]{4}){2})<", slip.content.decode())
    assert password
    assert slip["Cache-Control"] == "no-store"
    assert Account.objects.get(login="wangxm").check_password(password.group(1))
    assert client.get(reverse("desk:counter_access", args=[person])).status_code == 405

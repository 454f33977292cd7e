"""The desk's press and the public hall."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.acts.test_publication import propose
from tests.builders import YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tongban.cases.actions.opening import open_file
from tongban.cases.vocabulary import Stage
from tongban.people.vocabulary import Role
from tongban.publication.models import Publication


@pytest.fixture
def proposed(house: House) -> Publication:
    case = house.case()
    return propose(house, house.put_at(case, Stage.DELIBERATION, defendant=house.zhou))


def desk_page(row: Publication) -> str:
    return reverse("desk:publication_case", args=[row.of_case])


def test_one_press_of_a_named_person_publishes(house: House, proposed: Publication) -> None:
    clerk = signed_in(house, house.clerk.person)
    assert proposed.number in clerk.get(reverse("desk:publication_list")).content.decode()
    text = clerk.get(desk_page(proposed)).content.decode()
    assert "林某" in text
    assert "林晓梅" not in text
    assert "Anonymised by a program" in text
    assert clerk.post(desk_page(proposed), {"act": "publish"}).status_code == 302
    hall = Client().get(reverse("portal:public_hall")).content.decode()
    assert proposed.number in hall
    assert "林晓梅" not in hall


def test_who_may_not_decide_finds_no_page(house: House, proposed: Publication) -> None:
    for person in (house.lin.uid, house.wuhou_clerk.person):
        assert signed_in(house, person).get(desk_page(proposed)).status_code == 404


def test_a_clerk_who_presses_the_judges_button_is_refused(house: House, proposed: Publication) -> None:
    answer = signed_in(house, house.clerk.person).post(desk_page(proposed), {"act": "withhold", "ground": "other"})
    assert answer.status_code == 422
    assert Publication.objects.get().stage == "proposed"


def test_an_act_that_does_not_exist_is_not_found(house: House, proposed: Publication) -> None:
    assert signed_in(house, house.clerk.person).post(desk_page(proposed), {"act": "burn"}).status_code == 404


def test_names_are_hidden_from_the_page(house: House, proposed: Publication) -> None:
    clerk = signed_in(house, house.clerk.person)
    assert clerk.post(desk_page(proposed), {"act": "hide", "names": "王芳"}).status_code == 302
    assert clerk.post(desk_page(proposed), {"act": "hide", "names": ""}).status_code == 422


def test_the_public_page_shows_the_text_and_no_stranger_a_proposal(house: House, proposed: Publication) -> None:
    address = reverse("portal:public_judgment", args=[proposed.uid])
    assert Client().get(address).status_code == 404
    signed_in(house, house.clerk.person).post(desk_page(proposed), {"act": "publish"})
    text = Client().get(address).content.decode()
    assert "原告林某与被告周某民间借贷纠纷" in text
    for secret in ("林晓梅", "周志强", "示例路", house.lin.id_number):
        assert secret not in text


def test_a_judge_withholds_and_the_page_says_why(house: House, proposed: Publication) -> None:
    judge = signed_in(house, house.judge.person)
    assert judge.post(desk_page(proposed), {"act": "withhold", "ground": "state_secret"}).status_code == 302
    text = (
        Client(headers={"accept-language": "en"})
        .get(reverse("portal:public_judgment", args=[proposed.uid]))
        .content.decode()
    )
    assert "state secrets" in text
    assert "民间借贷" not in text


def test_the_search_keeps_to_what_is_asked(house: House, proposed: Publication) -> None:
    signed_in(house, house.clerk.person).post(desk_page(proposed), {"act": "publish"})
    hall = reverse("portal:public_hall")
    assert proposed.number in Client().get(hall, {"words": "民间借贷"}).content.decode()
    assert proposed.number not in Client().get(hall, {"court": "武侯"}).content.decode()
    assert Client().get(hall, {"since": "not a day"}).status_code == 200


def test_the_paper_can_be_fetched_once_it_is_made(house: House, proposed: Publication) -> None:
    signed_in(house, house.clerk.person).post(desk_page(proposed), {"act": "publish"})
    address = reverse("portal:public_judgment_pdf", args=[proposed.uid])
    assert Client().get(address).status_code == 404
    house.work(without=frozenset({"refresh_sheets"}))
    answer = Client().get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    answer.close()


def test_the_president_of_the_court_may_look_for_a_stated_task(house: House, proposed: Publication) -> None:
    president = staff(YUZHONG, Role.PRESIDENT, "院长")
    open_file(proposed.number, "审判监督", by=president, at=house.at)
    assert signed_in(house, president.person).get(desk_page(proposed)).status_code == 200

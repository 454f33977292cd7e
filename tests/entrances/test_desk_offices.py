"""The pages about who conducts cases: the president's list, a change, the page of a case, and what parties read."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.builders import WUHOU, YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tongban.cases.actions.offices import ask_change
from tongban.cases.models import Absence, Assignment, OfficeChange, Posting
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

WHY = "与被告有近亲属关系。"


@pytest.fixture
def chief(house: House) -> Actor:
    """The president of the Yuzhong court."""
    assert house
    return staff(YUZHONG, Role.PRESIDENT, "钱立")


def text(page: Any) -> str:  # noqa: ANN401 - Django's response of a test
    return str(page.content.decode())


def request_for(house: House, case: CaseView) -> OfficeChange:
    ask_change(case.uid, "judge", "recusal", WHY, by=house.judge, at=house.at)
    return OfficeChange.objects.get()


def test_the_president_posts_somebody_and_ends_it(house: House, chief: Actor) -> None:
    client = signed_in(house, chief.person)
    told = {
        "posting-person": str(house.judge.person),
        "posting-office": "judge",
        "posting-division": "civil-2",
        "posting-causes": "108(3)",
        "posting-share": "50",
    }
    assert client.post(reverse("desk:offices_posting"), told).status_code == 302
    page = text(client.get(reverse("desk:offices")))
    assert "李明" in page
    assert "民事审判第二庭" in page
    assert "50%" in page
    row = Posting.objects.get()
    assert client.post(reverse("desk:offices_posting_end", args=[row.uid])).status_code == 302
    assert "Nobody is posted to a division" in text(client.get(reverse("desk:offices")))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"posting-share": "half"}, "Enter a number from 0 to 100."),
        ({"posting-person": "nobody"}, "Choose somebody from the list."),
        ({"posting-division": "civil-77"}, "The court has no such division."),
        ({"posting-causes": "x y"}, "The list of causes has no such code: x、y."),
    ],
)
def test_a_wrong_posting_is_shown_again_with_the_reason(
    house: House, chief: Actor, changed: dict[str, str], said: str
) -> None:
    told = {
        "posting-person": str(house.judge.person),
        "posting-office": "judge",
        "posting-division": "civil-2",
        "posting-causes": "",
        "posting-share": "50",
    }
    page = signed_in(house, chief.person).post(reverse("desk:offices_posting"), told | changed)
    assert page.status_code == 422
    assert said in text(page)
    assert not Posting.objects.exists()


def test_the_president_notes_who_is_away_and_who_is_back(house: House, chief: Actor) -> None:
    client = signed_in(house, chief.person)
    told = {"absence-person": str(house.judge.person), "absence-ground": "leave", "absence-first": "2026-11-23"}
    assert client.post(reverse("desk:offices_absence"), told).status_code == 302
    assert "until further notice" in text(client.get(reverse("desk:offices")))
    bad = client.post(reverse("desk:offices_absence"), told | {"absence-first": "soon"})
    assert bad.status_code == 422
    row = Absence.objects.get()
    assert client.post(reverse("desk:offices_absence_end", args=[row.uid])).status_code == 302
    assert "Nobody is away." in text(client.get(reverse("desk:offices")))


def test_the_president_sees_who_conducts_what_and_hands_a_case_on_without_its_file(house: House, chief: Actor) -> None:
    case, client = house.case(), signed_in(house, chief.person)
    second = staff(YUZHONG, Role.JUDGE, "赵敏")
    held = text(client.get(reverse("desk:offices_held", args=["judge", house.judge.person])))
    assert case.number in held.replace("<wbr>", "")
    assert "周志强" not in held
    address = reverse("desk:office_replace", args=[case.uid])
    page = text(client.get(address, {"office": "judge"}))
    assert "周志强" not in page
    told = {"office": "judge", "ground": "overload", "reasons": "在办案件过多。", "named": "", "reference": ""}
    assert client.post(address, told | {"reasons": ""}).status_code == 422
    assert client.post(address, told | {"named": "x"}).status_code == 422
    assert client.post(address, told).status_code == 302
    assert case_by_uid(case.uid).judge == second.person
    assert client.get(reverse("desk:offices_held", args=["cook", house.judge.person])).status_code == 404


def test_a_request_is_decided_from_the_inbox(house: House, chief: Actor) -> None:
    case, client = house.case(), signed_in(house, chief.person)
    second, asked = staff(YUZHONG, Role.JUDGE, "赵敏"), request_for(house, case)
    address = reverse("desk:office_decide", args=[asked.uid])
    assert address in text(client.get(reverse("desk:inbox")))
    assert WHY in text(client.get(address))
    assert client.post(address, {"named": str(second.person), "reference": "", "grant": "yes"}).status_code == 302
    assert case_by_uid(case.uid).judge == second.person
    assert "granted" in text(client.get(address))
    assert address not in text(client.get(reverse("desk:inbox")))


def test_a_request_that_is_not_granted_leaves_the_case_where_it_is(house: House, chief: Actor) -> None:
    case, client = house.case(), signed_in(house, chief.person)
    address = reverse("desk:office_decide", args=[request_for(house, case).uid])
    assert client.post(address, {"named": "", "reference": ""}).status_code == 302
    assert case_by_uid(case.uid).judge == house.judge.person
    assert "not granted" in text(client.get(address))


def test_judge_and_clerk_ask_on_the_page_of_the_case(house: House) -> None:
    case = house.case()
    address = reverse("desk:case_conduct", args=[case.uid])
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    assert clerk.post(address, {"office": "judge", "ground": "moved", "reasons": WHY}).status_code == 422
    assert judge.post(address, {"office": "judge", "ground": "", "reasons": WHY}).status_code == 422
    assert judge.post(address, {"office": "judge", "ground": "moved", "reasons": WHY}).status_code == 302
    page = text(clerk.get(address))
    assert "waits for the president" in page
    assert "Draw no. 1 of the court" in page
    assert "registered the case and keeps it" in page
    assert WHY not in page
    assert WHY in text(judge.get(address))


def test_the_judge_decides_on_the_page_of_the_case_that_the_clerk_withdraws(house: House) -> None:
    case, second = house.case(), staff(YUZHONG, Role.CLERK, "何平")
    judge, told = signed_in(house, house.judge.person), {"office": "clerk", "reasons": WHY}
    address = reverse("desk:case_conduct", args=[case.uid])
    assert judge.post(address, told | {"ground": "recusal"}).status_code == 302
    assert case_by_uid(case.uid).clerk == second.person
    assert judge.post(address, told | {"ground": "moved"}).status_code == 302
    assert case_by_uid(case.uid).clerk == second.person
    assert "waits for the president" in text(judge.get(address))


def test_the_pages_are_the_presidents_and_of_the_own_court(house: House, chief: Actor) -> None:
    case = house.case()
    asked = request_for(house, case)
    away = staff(WUHOU, Role.PRESIDENT, "别院长")
    own = [
        reverse("desk:offices"),
        reverse("desk:offices_held", args=["judge", house.judge.person]),
        reverse("desk:office_replace", args=[case.uid]),
        reverse("desk:office_decide", args=[asked.uid]),
    ]
    for address in own:
        assert signed_in(house, chief.person).get(address).status_code == 200, address
        assert signed_in(house, house.judge.person).get(address).status_code == 404, address
    for address in own[2:]:
        assert signed_in(house, away.person).get(address).status_code == 404, address
    # Nobody reads here what a person is called who conducts no cases of the court.
    assert signed_in(house, away.person).get(own[1]).status_code == 404
    stranger = reverse("desk:offices_held", args=["judge", house.lin.uid])
    assert signed_in(house, chief.person).get(stranger).status_code == 404


def test_parties_read_who_conducts_their_case_and_check_the_draw(house: House) -> None:
    case = house.case()
    address = reverse("portal:case_bench", args=[case.uid])
    page = text(signed_in(house, house.lin.uid).get(address))
    for said in ("李明", "王芳", "drawn by chance", "Checked: the draw gave this result", "渝0103|1|"):
        assert said in page
    assert address in text(signed_in(house, house.lin.uid).get(reverse("portal:case", args=[case.uid])))
    for other in (house.zhou.uid, house.clerk.person):
        assert signed_in(house, other).get(address).status_code == 404


def test_a_right_draw_of_another_case_is_shown_as_wrong(house: House) -> None:
    case, other = house.case(), house.case(loan__amount="1001")
    drawn = Assignment.objects.filter(office="judge")
    with lifted("test: somebody wrote into the database"):
        drawn.filter(case=case.uid).update(draw=drawn.get(case=other.uid).draw)
    page = text(signed_in(house, house.lin.uid).get(reverse("portal:case_bench", args=[case.uid])))
    assert "This is not the result of the recorded draw." in page

"""The procedure and the cause of a case at the desk: pages of its judge alone, there only while they can be used."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.acts.conduct import prepared
from tests.builders import House, staff
from tests.entrances.desk import signed_in
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage, Track
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

WHY = "双方对转账的性质争议较大。"
PAGES = ("desk:case_convert", "desk:case_cause")


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def address(page: str, case: CaseView) -> str:
    return reverse(page, args=[case.uid])


def test_the_judge_converts_and_the_case_says_so_in_both_languages(house: House, case: CaseView) -> None:
    client = signed_in(house, house.judge.person)
    page = client.get(address("desk:case_convert", case)).content.decode()
    for said in ("Now: simplified procedure", "ordinary procedure", "SI 257(iii)", "small claims only if both sides"):
        assert said in page
    told = {"to": "ordinary", "found": ["not_simple"], "objected": "", "reasons": WHY}
    done = client.post(address("desk:case_convert", case), told, follow=True)
    assert done.redirect_chain == [(address("desk:case", case), 302)]
    assert case_by_uid(case.uid).track is Track.ORDINARY
    english = client.get(address("desk:case", case), {"whole": 1}).content.decode()
    assert "Procedure converted: simplified procedure → ordinary procedure" in english
    assert "A period was worked out again: Trial limit, ordinary, now until" in english
    chinese = client.get(address("desk:case", case), {"whole": 1}, headers={"accept-language": "zh-hans"})
    assert "转换程序：简易程序 → 普通程序" in chinese.content.decode()


def test_an_objection_is_kept_with_its_party(house: House, case: CaseView) -> None:
    zhou = case.parties[1]
    told = {"to": "ordinary", "found": ["not_simple"], "objected": str(zhou.uid), "reasons": WHY}
    signed_in(house, house.judge.person).post(address("desk:case_convert", case), told)
    assert f'"objected":"{zhou.uid}"' in Entry.objects.get(event="procedure_converted").body


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"found": [], "reasons": ""}, "the simplified procedure still fits"),
        ({"reasons": " "}, "It is not said why the procedure is converted."),
        ({"to": "small_claims", "found": []}, "the amount is within the limit"),
        ({"to": "express"}, "Select a valid choice"),
        ({"objected": "nobody"}, "Select a valid choice"),
    ],
)
def test_a_refused_conversion_says_why_and_keeps_what_was_typed(
    house: House, case: CaseView, changed: dict[str, object], says: str
) -> None:
    told = {"to": "ordinary", "found": ["not_simple"], "objected": "", "reasons": WHY} | changed
    answer = signed_in(house, house.judge.person).post(address("desk:case_convert", case), told)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert str(told["reasons"]).strip() in answer.content.decode()
    assert case_by_uid(case.uid) == case


def test_the_case_links_to_both_pages_while_they_can_be_used(house: House, case: CaseView) -> None:
    client = signed_in(house, house.judge.person)
    for stage, linked in ((Stage.PREPARATION, True), (Stage.DELIBERATION, True), (Stage.DECIDED, False)):
        house.put_at(case, stage)
        page = client.get(address("desk:case", case)).content.decode()
        assert [address(name, case) in page for name in PAGES] == [linked, linked]


def test_what_is_done_now_and_then_is_no_next_step(house: House, case: CaseView) -> None:
    """Else the list would tell of both in every open case, whatever it waits for."""
    page = signed_in(house, house.judge.person).get(reverse("desk:cases")).content.decode()
    assert case.number in page
    assert "Convert the procedure" not in page
    assert "Change the cause" not in page


@pytest.mark.parametrize("page", PAGES)
def test_where_nothing_is_open_there_is_no_such_page(house: House, case: CaseView, page: str) -> None:
    house.put_at(case, Stage.EFFECTIVE)
    assert signed_in(house, house.judge.person).get(address(page, case)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_clerks_and_other_courts_have_no_such_page(house: House, case: CaseView, page: str) -> None:
    for person in (house.clerk.person, house.wuhou_judge.person, house.lin.uid):
        assert signed_in(house, person).get(address(page, case)).status_code == 404
    page_of_clerk = signed_in(house, house.clerk.person).get(address("desk:case", case)).content.decode()
    assert address(page, case) not in page_of_clerk


def test_for_another_judge_the_case_does_not_exist(house: House, case: CaseView) -> None:
    other = signed_in(house, staff("渝0103", Role.JUDGE, "钱进").person)
    told = {"to": "ordinary", "found": ["not_simple"], "objected": "", "reasons": WHY}
    assert other.post(address("desk:case_convert", case), told).status_code == 404
    chosen = {"cause": "148", "reason": "claim_changed"}
    assert other.post(f"{address('desk:case_cause', case)}?q=148", chosen).status_code == 404
    assert case_by_uid(case.uid) == case


def test_a_cause_is_found_by_words_and_changed_with_its_reason(house: House, case: CaseView) -> None:
    client, page = signed_in(house, house.judge.person), f"{address('desk:case_cause', case)}?q=不当得利"
    found = client.get(page).content.decode()
    for said in ("不当得利纠纷 (148)", "The claims were changed.", "民间借贷纠纷"):
        assert said in found
    assert "The court found another legal relation." not in found, "that reason holds after the hearing only"
    done = client.post(page, {"cause": "148", "reason": "claim_changed"}, follow=True)
    assert done.redirect_chain == [(address("desk:case", case), 302)]
    assert case_by_uid(case.uid).cause == "148"
    assert "Cause changed: 民间借贷纠纷 → 不当得利纠纷" in done.content.decode()


def test_after_the_hearing_the_relation_that_was_found_is_the_reason(house: House, case: CaseView) -> None:
    house.put_at(case, Stage.DELIBERATION)
    page = f"{address('desk:case_cause', case)}?q=148"
    client = signed_in(house, house.judge.person)
    assert "The claims were changed." not in client.get(page).content.decode()
    assert client.post(page, {"cause": "148", "reason": "relation_found"}).status_code == 302


@pytest.mark.parametrize(
    ("query", "told", "says"),
    [
        ("148", {"cause": "148"}, "Not answered yet."),
        ("148", {"reason": "claim_changed"}, "Not answered yet."),
        ("148", {"cause": "132", "reason": "claim_changed"}, "Select a valid choice"),
        ("民间借贷", {"cause": "108(3)", "reason": "claim_changed"}, "The case has this cause already."),
        ("买卖合同纠纷", {"cause": "88", "reason": "claim_changed"}, "is too general: causes below it are to be used."),
    ],
)
def test_a_refused_change_says_why_and_changes_nothing(
    house: House, case: CaseView, query: str, told: dict[str, str], says: str
) -> None:
    answer = signed_in(house, house.judge.person).post(f"{address('desk:case_cause', case)}?q={query}", told)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert case_by_uid(case.uid) == case


@pytest.mark.parametrize("query", ["", "没有这样的案由词语", "%00", "x" * 500])
def test_words_that_find_nothing_are_answered_kindly(house: House, case: CaseView, query: str) -> None:
    answer = signed_in(house, house.judge.person).get(address("desk:case_cause", case), {"q": query})
    assert answer.status_code == 422
    assert "Traceback" not in answer.content.decode()

"""A file is opened by whoever has a task in the case: stated, for seven days, in the register (组织法 41, 49)."""

from __future__ import annotations

import json

import pytest

from tests.builders import WUHOU, YUZHONG, House, party, refused, staff
from tests.entrances.desk import signed_in
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_seen_by, case_uids_at, cases_at
from tongban.cases.rules.opening import LONGEST_REASON
from tongban.cases.vocabulary import CaseView
from tongban.documents.queries import documents_of
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.people.models import Appointment
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

TASK = "院长对超审限案件进行监督。"


@pytest.fixture
def case(house: House) -> CaseView:
    return house.case()


def reads(house: House, who: Actor, case: CaseView) -> bool:
    assert who.person
    viewer = house.viewer(who.person)
    return bool(documents_of(viewer, case=case.uid)) and case.uid in {one.uid for one in cases_at(viewer, YUZHONG)}


@pytest.mark.parametrize("role", [Role.CLERK, Role.PRESIDENT])
def test_a_file_that_is_not_ones_own_is_opened_by_stating_the_task(house: House, case: CaseView, role: Role) -> None:
    other = staff(YUZHONG, role, "赵云")
    assert not reads(house, other, case)
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(other.person), case.uid)  # type: ignore[arg-type]
    assert open_file(f" {case.number} ", TASK, by=other, at=house.at) == case.uid
    assert reads(house, other, case)
    entry = Entry.objects.get(event="file_opened")
    assert (entry.case, json.loads(entry.actor)["person"]) == (case.uid, str(other.person))
    assert TASK not in entry.body


def test_the_clerk_and_the_judge_of_the_case_need_no_opening(house: House, case: CaseView) -> None:
    assert reads(house, house.clerk, case)
    assert reads(house, house.judge, case)


def test_a_file_closes_by_itself_after_seven_days(house: House, case: CaseView) -> None:
    other = staff(YUZHONG, Role.CLERK, "赵云")
    open_file(case.number, TASK, by=other, at=house.at)
    house.clock.forward(days=6)
    assert reads(house, other, case)
    house.clock.forward(days=1)
    assert not reads(house, other, case)


def test_who_leaves_the_function_reads_no_longer(house: House, case: CaseView) -> None:
    other = staff(YUZHONG, Role.CLERK, "赵云")
    open_file(case.number, TASK, by=other, at=house.at)
    with lifted("test: the clerk goes to another court"):
        Appointment.objects.filter(person__uid=other.person).update(court=WUHOU)
    assert not reads(house, other, case)


def test_an_opening_is_the_persons_own_and_of_one_case(house: House, case: CaseView) -> None:
    other, third = staff(YUZHONG, Role.CLERK, "赵云"), staff(YUZHONG, Role.CLERK, "孙武")
    second = house.case(loan__amount="5000")
    open_file(case.number, TASK, by=other, at=house.at)
    assert [reads(house, third, case), reads(house, other, second)] == [False, False]


@pytest.mark.parametrize(
    ("number", "reason", "why"),
    [
        ("", "  ", "cases.task_missing"),
        ("", "长" * (LONGEST_REASON + 1), "cases.task_missing"),
        ("（2026）渝0103民初999号", TASK, "cases.no_case_of_this_number"),
    ],
)
def test_an_opening_without_task_or_case_is_refused(
    house: House, case: CaseView, number: str, reason: str, why: str
) -> None:
    with refused(why):
        open_file(number or case.number, reason, by=staff(YUZHONG, Role.CLERK, "赵云"), at=house.at)


def test_only_a_clerk_and_the_president_of_the_court_open_files(house: House, case: CaseView) -> None:
    others = [staff(YUZHONG, Role.JUDGE, "钱伟"), staff(YUZHONG, Role.LIAISON, "冯敏"), party(house.zhou.uid)]
    for other in others:
        with refused("cases.not_for_your_function"):
            open_file(case.number, TASK, by=other, at=house.at)
    with refused("cases.no_case_of_this_number"):
        open_file(case.number, TASK, by=staff(WUHOU, Role.PRESIDENT, "卫国"), at=house.at)


def test_the_president_counts_all_cases_in_the_register_and_lists_none_unopened(house: House, case: CaseView) -> None:
    president = house.viewer(staff(YUZHONG, Role.PRESIDENT, "郑强").person)  # type: ignore[arg-type]
    assert set(case_uids_at(president, YUZHONG)) == {case.uid}
    assert cases_at(president, YUZHONG) == []


def test_the_page_opens_the_file_and_says_what_is_missing(house: House, case: CaseView) -> None:
    client = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "郑强").person)
    assert client.get(f"/desk/cases/{case.uid}").status_code == 404
    assert b"/desk/cases/open" in client.get("/desk/cases").content
    assert case.number in client.get(f"/desk/cases/open?case={case.uid}").content.decode()
    assert client.get("/desk/cases/open?case=x").status_code == 200
    empty = client.post("/desk/cases/open", {"number": "", "reason": ""})
    assert (empty.status_code, b"Write down the task" in empty.content) == (422, True)
    done = client.post("/desk/cases/open", {"number": case.number, "reason": TASK})
    assert (done.status_code, done["Location"]) == (302, f"/desk/cases/{case.uid}")
    assert client.get(f"/desk/cases/{case.uid}").status_code == 200
    assert signed_in(house, house.judge.person).get("/desk/cases/open").status_code == 404

"""Acts ask the same as pages: staff act in cases that they conduct, or have opened for a stated task."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.builders import WUHOU, YUZHONG, House, refused, staff, step
from tongban.cases.actions.gate import check_case
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Case
from tongban.cases.rules.opening import Unopened
from tongban.cases.vocabulary import CaseView
from tongban.face.sayings import refusal_words
from tongban.frame.acts import GATES, ActMisused, Recording, _gates, act
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.facts import FACTS, Fact
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import STAFF_ROLES, Role

EVERY_FACT = sorted(FACTS)
TASK = "协助本案送达。"
NOT_OPEN = {
    Role.CLERK: "cases.file_not_opened",
    Role.PRESIDENT: "cases.file_not_opened",
    Role.JUDGE: "cases.not_the_judge_of_this_case",
    Role.LIAISON: "cases.not_for_your_function",
}


@pytest.fixture
def case(house: House) -> CaseView:
    return house.case()


def made_up(name: str, case: CaseView) -> Fact:
    """A fact of this name in the case; what else it says is nothing to the gate."""
    kind: Any = FACTS[name]
    told = {field.name: None for field in dataclasses.fields(kind)}
    return kind(**told | ({"case": case.uid} if "case" in told else {}))


def judged(fact: Fact, case: CaseView, by: Actor, at: datetime) -> None:
    """What every act passes before it records `fact`."""
    check_case(Recording(by=by, at=at, fulfils=None), fact, case.uid)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_no_act_of_staff_is_done_in_a_case_that_is_not_open_to_them(house: House, case: CaseView, role: Role) -> None:
    """Each act records a fact: whatever it is, it is refused, or the law's exception stands in the table."""
    stranger, passed = staff(YUZHONG, role, "赵云"), set()
    for name in EVERY_FACT:
        try:
            judged(made_up(name, case), case, stranger, house.at)
        except Refused as no:
            (refusal,) = no.refusals
            _says, remedy = refusal_words(refusal)
            assert (refusal.reason, bool(refusal.law), bool(remedy)) == (NOT_OPEN[role], True, True), name
        else:
            passed.add(name)
    assert passed == set(Unopened)


def test_nobody_of_another_court_and_no_unknown_case_passes(house: House, case: CaseView) -> None:
    with refused("cases.no_such_case"):
        judged(made_up("letter_posted", case), case, staff(WUHOU, Role.CLERK, "卫国"), house.at)
    with lifted("test: the case is gone"):
        Case.objects.filter(uid=case.uid).update(court=WUHOU)
    with refused("cases.no_such_case"):
        judged(made_up("letter_posted", case), case, house.clerk, house.at)


def test_who_conducts_the_case_or_opened_it_passes(house: House, case: CaseView) -> None:
    opener = staff(YUZHONG, Role.CLERK, "赵云")
    open_file(case.number, TASK, by=opener, at=house.at)
    for name in EVERY_FACT:
        for by in (house.clerk, house.judge, opener):
            judged(made_up(name, case), case, by, house.at)


def test_an_opening_ends_and_is_of_the_function_in_which_it_was_made(house: House, case: CaseView) -> None:
    opener = staff(YUZHONG, Role.CLERK, "赵云")
    open_file(case.number, TASK, by=opener, at=house.at)
    as_president = dataclasses.replace(opener, role="president")
    with refused("cases.file_not_opened"):
        judged(made_up("letter_posted", case), case, as_president, house.at)
    house.clock.forward(days=7)
    with refused("cases.file_not_opened"):
        judged(made_up("letter_posted", case), case, opener, house.at)


def test_a_function_is_not_lent_to_another(house: House, case: CaseView) -> None:
    """Who keeps the record of a case is not its judge, and the judge is not its clerk."""
    with refused("cases.not_the_judge_of_this_case"):
        judged(made_up("hearing_opened", case), case, dataclasses.replace(house.clerk, role="judge"), house.at)
    with refused("cases.file_not_opened"):
        judged(made_up("letter_posted", case), case, dataclasses.replace(house.judge, role="clerk"), house.at)


def test_the_act_that_makes_a_case_does_all_that_belongs_to_it(house: House, case: CaseView) -> None:
    recording = Recording(by=staff(YUZHONG, Role.CLERK, "赵云"), at=house.at, fulfils=None)
    check_case(recording, made_up("case_docketed", case), case.uid)
    check_case(recording, made_up("judge_assigned", case), case.uid)


def test_an_exception_opens_the_case_to_nothing_else(house: House, case: CaseView) -> None:
    recording = Recording(by=staff(YUZHONG, Role.CLERK, "赵云"), at=house.at, fulfils=None)
    check_case(recording, made_up("removal_asked", case), case.uid)
    with refused("cases.file_not_opened"):
        check_case(recording, made_up("letter_posted", case), case.uid)


def test_a_case_without_a_judge_is_any_judges(house: House, case: CaseView) -> None:
    with lifted("test: nobody has been assigned"):
        Case.objects.filter(uid=case.uid).update(judge=None)
    judged(made_up("hearing_set", case), case, staff(YUZHONG, Role.JUDGE, "钱伟"), house.at)


def test_a_refused_act_leaves_no_trace(house: House, case: CaseView) -> None:
    before = Case.objects.get(uid=case.uid)
    with refused("cases.file_not_opened"), act(by=staff(YUZHONG, Role.CLERK, "赵云"), at=house.at) as record:
        Case.objects.filter(uid=case.uid).update(cause_name="改名")
        record(made_up("letter_posted", case), under="CPL 91", case=case.uid)
    assert Case.objects.get(uid=case.uid).cause_name == before.cause_name


def test_exceptions_are_facts_of_the_house_with_their_articles() -> None:
    assert set(Unopened) <= set(FACTS)
    assert all(one.law for one in Unopened)


def test_nothing_is_recorded_unless_both_floors_stand_at_the_gate(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(_gates) == GATES
    monkeypatch.setattr("tongban.frame.acts._gates", _gates[:1])
    record: Callable[..., Any] = lambda found: found(made_up("letter_posted", case), under="CPL 91", case=case.uid)  # noqa: E731
    with pytest.raises(ActMisused):
        step(house.clerk, house.at, record)

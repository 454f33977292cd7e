"""Who may not be an agent although papers name him: a licence that does not count, an office at a court, a firm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.acts.agents import accepted, answers, named
from tests.acts.conduct import does, prepared
from tests.acts.licences import LAWYER, licence_line, table
from tests.builders import OPERATOR, WUHOU, YUZHONG, House, id_number, party, person, refused, step
from tongban.cases.actions.agents import accept_authority
from tongban.cases.vocabulary import CaseView
from tongban.frame.guard import lifted
from tongban.people.actions.licences import prove_licence, take_licences
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import PersonView, Role
from tongban.people.wording.licences import REFUSALS


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def chen(house: House) -> PersonView:
    """A lawyer whose identity was checked."""
    return person("陈律师", 31)


def test_a_lawyer_who_may_not_practise_is_refused_with_the_law_and_what_helps(
    house: House, case: CaseView, chen: PersonView
) -> None:
    def register_says(**changed: str) -> None:
        listed = table(licence_line(姓名="陈律师", 身份证号=id_number(31), **changed))
        take_licences(listed, source="司法局名册", as_of=house.at.date(), by=OPERATOR, at=house.at)

    stopped = {"状态": "停止执业", "状态起": "2026-11-01", "状态止": "2026-12-14", "有效期至": "2026-11-01"}
    register_says()
    prove_licence(LAWYER, by=party(chen.uid), at=house.at)
    uid = named(house, case, house.zhou)
    register_says(**stopped)
    with refused("people.licence_suspended", "people.licence_expired"):
        accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    register_says()
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    register_says(**stopped)
    with refused("people.licence_suspended", "people.licence_expired") as no:
        does(house, chen, "answer_claim", case, **answers("deny"))
    assert {one.law for one in no} == {"律师法 47-49", "律师执业管理办法 22"}
    assert all(REFUSALS[one.reason].remedy for one in no)
    register_says()
    does(house, chen, "answer_claim", case, **answers("deny"))


def served(house: House, who: PersonView, court: str, left: datetime | None) -> None:
    began = house.at - timedelta(days=4000)
    row = step(OPERATOR, began, lambda record: appoint(record, person=who.uid, role=Role.CLERK, court=court))
    with lifted("a test lets somebody leave a court"):
        row.until = left
        row.save(update_fields=["until"])


@pytest.mark.parametrize(
    ("court", "left", "kind", "reason"),
    [
        (YUZHONG, -1, "lawyer", "cases.agent_of_this_court people.licence_after_office"),
        (YUZHONG, -3000, "community", "cases.agent_of_this_court"),
        (YUZHONG, None, "staff", "cases.agent_of_this_court"),
        (YUZHONG, -1, "relative", ""),
        (WUHOU, -729, "lawyer", "people.licence_after_office"),
        (WUHOU, None, "legal_aid", "people.licence_after_office"),
        (WUHOU, -732, "lawyer", ""),
        (WUHOU, -1, "legal_worker", ""),
        (WUHOU, -1, "community", ""),
    ],
)
def test_who_left_a_court_stays_away_from_it_and_as_a_lawyer_from_all_for_a_time(
    house: House, case: CaseView, chen: PersonView, court: str, left: int | None, kind: str, reason: str
) -> None:
    """回避规定 8: two years as a lawyer, for ever at the court itself, save as guardian or near relative."""
    accepted(house, case, house.zhou, kind=kind)
    served(house, chen, court, None if left is None else house.at + timedelta(days=left))
    if not reason:
        does(house, chen, "answer_claim", case, **answers("deny"))
        return
    with refused(*reason.split()):
        does(house, chen, "answer_claim", case, **answers("deny"))


def test_brackets_of_another_width_make_no_other_firm(house: House, case: CaseView, chen: PersonView) -> None:
    accepted(house, case, house.zhou, firm="示例（重庆）律师事务所")
    with refused("cases.firm_on_both_sides"):
        named(house, case, house.lin, name="王律师", id_number=id_number(35), firm="示例(重庆)律师事务所")

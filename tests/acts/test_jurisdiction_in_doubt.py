"""While an objection to its jurisdiction is open a court prepares the case, and does not try it (CPL 130)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.acts.conduct import prepared
from tests.acts.motions import against, asked, decided
from tests.acts.test_motions import objection
from tests.builders import House, refused, step
from tongban.cases.actions.move import step_case
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act, CaseView, Stage
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import open_hearing


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.mark.parametrize(
    ("decision", "told", "reason"),
    [
        ("", {}, "cases.jurisdiction_in_doubt"),
        ("reject_objection", {"ground": "competent"}, "cases.jurisdiction_in_doubt"),
        ("uphold_objection", {"court": "川0107"}, "cases.jurisdiction_in_doubt"),
        ("not_examine", {}, ""),
    ],
)
def test_a_case_is_prepared_and_not_tried_while_its_court_is_in_doubt(
    house: House, case: CaseView, decision: str, told: dict[str, str], reason: str
) -> None:
    motion = asked(house, case, house.zhou, "jurisdiction", **objection())
    set_hearing(case.uid, place="第一法庭", starts_at=house.at + timedelta(hours=1), by=house.clerk, at=house.at)
    if decision:
        decided(house, case, motion, decision, **told)
    measure = {"against": against(case, 1), "aim": "forbid", "object": "转让股权", "haste": "no"}
    quick = asked(house, case, house.lin, "preservation", security="cash", security_what="现金", **measure)
    decided(house, case, quick, "rule_preservation", exempt="secured")
    here = [one.uid for one in case.parties]
    if reason:
        with refused(reason):
            open_hearing(case.uid, present=here, by=house.judge, at=house.at)
        house.put_at(case, Stage.DELIBERATION)
        with refused(reason):
            step(house.judge, house.at, lambda record: step_case(record, case.uid, Act.SIGN_JUDGMENT))
    else:
        open_hearing(case.uid, present=here, by=house.judge, at=house.at)
        assert case_by_uid(case.uid).stage is Stage.HEARING

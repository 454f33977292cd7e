"""The judge of a case changes its cause; the old one stays in the register (案由规定通知)."""

from __future__ import annotations

import json

import pytest

from tests.builders import House, refused, staff
from tongban.cases.actions.cause import change_cause
from tongban.cases.vocabulary import CauseChange, Stage
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry

FOUND = CauseChange.RELATION_FOUND.value
CLAIMED = CauseChange.CLAIM_CHANGED.value


def test_the_judge_gives_the_cause_that_the_court_has_found(house: House) -> None:
    case = house.put_at(house.case(), Stage.DELIBERATION)
    changed = change_cause(case.uid, cause="148", reason=FOUND, by=house.judge, at=house.at)
    assert (changed.cause, changed.cause_name, changed.stage) == ("148", "不当得利纠纷", Stage.DELIBERATION)
    entry = Entry.objects.get(event="cause_changed", case=case.uid)
    body = json.loads(entry.body)
    told = {name: body[name] for name in ("old", "old_name", "new", "new_name", "reason")}
    assert Due.objects.filter(entry=entry, reaction="refresh_sheets").exists(), "parties elsewhere see the new cause"
    assert told == {
        "old": "108(3)",
        "old_name": "民间借贷纠纷",
        "new": "148",
        "new_name": "不当得利纠纷",
        "reason": "relation_found",
    }


@pytest.mark.parametrize("stage", [Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING])
def test_a_changed_claim_changes_the_cause_up_to_the_end_of_the_debate(house: House, stage: Stage) -> None:
    case = house.put_at(house.case(), stage)
    assert change_cause(case.uid, cause="132", reason=CLAIMED, by=house.judge, at=house.at).cause == "132"


def test_an_upper_cause_is_taken_when_the_judge_says_that_none_below_fits(house: House) -> None:
    case = house.put_at(house.case(), Stage.DELIBERATION)
    with refused("causes.lower_fits"):
        change_cause(case.uid, cause="88", reason=FOUND, by=house.judge, at=house.at)
    changed = change_cause(case.uid, cause="88", reason=FOUND, by=house.judge, at=house.at, none_lower=True)
    assert changed.cause_name == "买卖合同纠纷"


@pytest.mark.parametrize(
    ("stage", "cause", "reason", "why"),
    [
        (Stage.DOCKETED, "148", CLAIMED, "procedure.not_at_this_stage"),
        (Stage.DECIDED, "148", FOUND, "procedure.not_at_this_stage"),
        (Stage.PREPARATION, "148", FOUND, "procedure.claim_changed"),
        (Stage.DELIBERATION, "148", CLAIMED, "procedure.relation_found"),
        (Stage.DELIBERATION, "148", "", "cases.cause_reason_missing"),
        (Stage.DELIBERATION, "108(3)", FOUND, "cases.cause_unchanged"),
        (Stage.DELIBERATION, "999", FOUND, "causes.unknown"),
    ],
)
def test_a_change_that_may_not_be_is_refused_and_changes_nothing(
    house: House, stage: Stage, cause: str, reason: str, why: str
) -> None:
    case = house.put_at(house.case(), stage)
    with refused(why):
        change_cause(case.uid, cause=cause, reason=reason, by=house.judge, at=house.at)
    assert not Entry.objects.filter(event="cause_changed").exists()


def test_only_the_judge_of_the_case_changes_its_cause(house: House) -> None:
    case = house.put_at(house.case(), Stage.DELIBERATION)
    for by, why in (
        (house.clerk, "procedure.not_your_act"),
        (house.wuhou_judge, "cases.no_such_case"),
        (staff("渝0103", Role.JUDGE, "钱进"), "cases.not_the_judge_of_this_case"),
    ):
        with refused(why):
            change_cause(case.uid, cause="148", reason=FOUND, by=by, at=house.at)

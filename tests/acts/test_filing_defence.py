"""The defendant answers the complaint, claim by claim."""

from __future__ import annotations

import json

import pytest

from tests.acts.conduct import does, prepared
from tests.builders import House, party, person, refused, step
from tongban.cases.actions.clocks import start_clock
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.models import Document
from tongban.filing.actions.defence import CLOCK
from tongban.filing.models import Defence
from tongban.filing.queries import claims_of, defences_of
from tongban.filing.vocabulary import Stand
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def told(case: CaseView, **changed: str) -> dict[str, str]:
    answers = {f"claim_{n}": "accept" for n in range(1, len(claims_of(case.uid)) + 1)}
    return answers | {"facts": "accept"} | changed


def test_the_answer_is_kept_shown_to_the_plaintiff_and_becomes_a_paper(house: House, case: CaseView) -> None:
    does(house, house.zhou, "answer_claim", case, **told(case, claim_1="partly", why_1="已归还一万元。"))
    (seen,) = defences_of(house.viewer(house.lin.uid), case.uid)
    assert seen.content.stands[0] == (Stand.PARTLY, "已归还一万元。")
    paper = Document.objects.get(kind="defence")
    assert json.loads(paper.data)["claims"][0]["stand"] == "部分承认"
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)["pleadings"]
    assert sheet["defences"][0]["stands"][0]["why"] == "已归还一万元。"
    assert not sheet["to_answer"]


def test_the_register_keeps_the_stand_and_not_the_words(house: House, case: CaseView) -> None:
    does(house, house.zhou, "answer_claim", case, **told(case, claim_1="deny", why_1="没有借款"))
    entry = Entry.objects.get(event="defence_handed_in")
    body = json.loads(entry.body)
    assert (entry.basis, body["contested"], body["facts"]) == ("CPL 128", 1, "accept")
    assert "没有借款" not in entry.body


def test_the_answer_meets_the_fifteen_days(house: House, case: CaseView) -> None:
    defendant = case.of_side(Side.DEFENDANT)[0].uid
    step(house.clerk, house.at, lambda r: start_clock(r, case, CLOCK, start=house.at, owed_by=str(defendant)))
    does(house, house.zhou, "answer_claim", case, **told(case))
    assert [c.met_at for c in clocks_of(case.uid) if c.rule == CLOCK] == [house.at]


def test_every_gap_is_said_at_once(house: House, case: CaseView) -> None:
    claims = len(claims_of(case.uid))
    with refused(*["filing.stand_missing"] * (claims + 1)) as got:
        does(house, house.zhou, "answer_claim", case)
    assert [no.fields[0] for no in got] == [*(f"claim_{n}" for n in range(1, claims + 1)), "facts"]
    with refused("filing.why_missing", "filing.why_missing"):
        does(house, house.zhou, "answer_claim", case, **told(case, claim_1="deny", facts="partly"))
    with refused("filing.too_long"):
        does(house, house.zhou, "answer_claim", case, **told(case, why_1="长" * 1001))
    assert not Defence.objects.exists()


def test_a_second_answer_changes_nothing(house: House, case: CaseView) -> None:
    does(house, house.zhou, "answer_claim", case, **told(case))
    with refused("filing.defence_before"):
        does(house, house.zhou, "answer_claim", case, **told(case, facts="deny", facts_text="否认"))
    assert Defence.objects.get().facts == Stand.ACCEPT


def test_only_the_defendant_answers(house: House, case: CaseView) -> None:
    with refused("filing.not_a_defendant"):
        does(house, house.lin, "answer_claim", case, **told(case))
    with refused("procedure.not_your_act"):
        does(house, house.clerk, "answer_claim", case, **told(case))
    with refused("cases.no_such_case"):
        does(house, person("吴七", 7), "answer_claim", case, **told(case))


@pytest.mark.parametrize("stage", [Stage.DOCKETED, Stage.HEARING, Stage.DELIBERATION, Stage.DECIDED])
def test_at_the_wrong_stage_no_answer_is_taken(house: House, case: CaseView, stage: Stage) -> None:
    house.put_at(case, stage)
    with refused("procedure.not_at_this_stage"):
        does(house, house.zhou, "answer_claim", case, **told(case))


def test_an_answer_through_a_counter_names_the_helper(house: House, case: CaseView) -> None:
    by = party(house.zhou.uid, helper=house.clerk)
    does(house, by, "answer_claim", case, **told(case))
    actor = json.loads(Entry.objects.get(event="defence_handed_in").actor)
    assert (actor["person"], actor["helper"]) == (str(house.zhou.uid), str(house.clerk.person))


def test_answers_to_claims_that_were_not_made_are_ignored(house: House, case: CaseView) -> None:
    does(house, house.zhou, "answer_claim", case, **told(case, claim_99="deny", why_99="没有"))
    assert json.loads(Entry.objects.get(event="defence_handed_in").body)["contested"] == 0

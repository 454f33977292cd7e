"""Asking for an asynchronous hearing: every condition of 在线诉讼规则 20(2) is named, and a refusal changes nothing."""

from __future__ import annotations

import pytest

from tests.acts.conduct import consent, does, opinion, prepared
from tests.builders import House, person, refused
from tongban.cases.vocabulary import CaseView
from tongban.evidence.actions.rounds import close_round, open_exchange
from tongban.evidence.queries import exhibits_of
from tongban.filing.queries import claims_of
from tongban.hearings.models import AsyncRequest
from tongban.register.models import Entry

ASKED = {"difficulty": "work", "application": "双方工作时间不同，申请非同步庭审。"}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def exchanged(house: House, case: CaseView, **said: str) -> None:
    """An exchange held to its end in which the defendant spoke."""
    consent(house, case, "exchange")
    uid = open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    does(house, house.zhou, "comment_exhibit", case, **opinion(exhibits_of(case.uid)[0].uid, **said))
    close_round(case.uid, uid, by=house.clerk, at=house.at)


def answered(house: House, case: CaseView, **changed: str) -> None:
    stands = {f"claim_{n}": "accept" for n in range(1, len(claims_of(case.uid)) + 1)}
    does(house, house.zhou, "answer_claim", case, **(stands | {"facts": "accept"} | changed))


def test_every_condition_that_fails_is_named_with_its_article(house: House, case: CaseView) -> None:
    before = Entry.objects.count()
    with refused(
        "hearings.async_no_difficulty",
        "hearings.async_no_application",
        "hearings.async_consent",
        "hearings.async_no_exchange",
        "hearings.async_no_answer",
        "hearings.async_evidence_disputed",
    ) as got:
        does(house, house.lin, "ask_async_hearing", case)
    assert all(no.law.startswith("在线诉讼规则 20(2)") for no in got)
    assert dict(next(no.facts for no in got if no.reason == "hearings.async_consent"))["who"] == "林晓梅、周志强"
    assert Entry.objects.count() == before
    assert not AsyncRequest.objects.exists()


def test_the_storys_request_fails_on_the_disputed_facts_alone(house: House, case: CaseView) -> None:
    consent(house, case, "hearing")
    exchanged(house, case)
    answered(house, case, facts="partly", facts_text="已归还一万元。")
    with refused("hearings.async_facts_disputed") as got:
        does(house, house.lin, "ask_async_hearing", case, **ASKED)
    assert (got[0].law, dict(got[0].facts)["who"]) == ("在线诉讼规则 20(2)(iii)", "周志强")


def test_a_contested_exhibit_stands_in_the_way(house: House, case: CaseView) -> None:
    consent(house, case, "hearing")
    exchanged(house, case, authenticity="no", authenticity_reason="不是本人签名")
    answered(house, case)
    with refused("hearings.async_evidence_disputed") as got:
        does(house, house.lin, "ask_async_hearing", case, **ASKED)
    assert dict(got[0].facts)["which"] == "原告证据1"


def test_when_all_conditions_are_met_the_request_is_kept_once(house: House, case: CaseView) -> None:
    consent(house, case, "hearing")
    exchanged(house, case)
    answered(house, case)
    does(house, house.lin, "ask_async_hearing", case, **ASKED)
    with refused("hearings.async_asked_before"):
        does(house, house.lin, "ask_async_hearing", case, **ASKED)
    assert AsyncRequest.objects.count() == 1
    assert Entry.objects.get(event="async_hearing_asked").basis == "在线诉讼规则 20(2)"


def test_strangers_and_staff_do_not_ask(house: House, case: CaseView) -> None:
    with refused("cases.no_such_case"):
        does(house, person("吴七", 7), "ask_async_hearing", case, **ASKED)
    with refused("procedure.not_your_act"):
        does(house, house.judge, "ask_async_hearing", case, **ASKED)

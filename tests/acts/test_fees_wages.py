"""Who claims wages need not pay the fee before the case is decided (交纳办法 20(1))."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.acts.further import serve
from tests.acts.money import books, credit
from tests.acts.service import NONE, quick_papers
from tests.builders import YUZHONG, House, material, party, refused
from tests.entrances.desk import signed_in
from tests.rules.test_documents_papers import MARK
from tests.rules.test_documents_papers import words as read_words
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.law import TOP_UP
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Circumstance, Side, Stage, Track
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.documents.adapters.typesetting import typeset
from tongban.documents.models import Document
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.actions.relief import refuse_relief
from tongban.fees.law import plaintiff_of
from tongban.fees.models import Charge
from tongban.fees.queries import charge_view, is_unpaid_over
from tongban.fees.vocabulary import RECOVERY, UNTIMED, Account, ChargeState, FeeKind, Payer
from tongban.filing.rules.papers import acceptance_notice
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db
WAGES = "205(5)"
"""追索劳动报酬纠纷."""


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def docketed(house: House, cause: str = WAGES) -> tuple[CaseView, Charge]:
    """A case of this cause, with everything done that was due."""
    case = house.case()
    with lifted("test: a case about work"):
        Case.objects.filter(uid=case.uid).update(cause=cause, fee_kind=FeeKind.LABOUR)
    assert house.work(without=NONE) == []
    return case_by_uid(case.uid), Charge.objects.get(case=case.uid)


def notice(charge: Charge) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Document.objects.get(uid=charge.notice).data)
    return data


def typeset_words(paper: str, data: dict[str, Any]) -> str:
    """What stands on the paper, without the spaces and ends of its lines."""
    made = typeset(paper, data, language="zh-Hans", demo=True, dated=date(2026, 11, 23), mark=MARK)
    return "".join(read_words(made.pdf).split())


def test_a_case_about_wages_goes_on_without_a_payment_and_without_a_day_to_pay(house: House) -> None:
    case, charge = docketed(house)
    assert case.stage is Stage.PREPARATION
    assert (charge.period, charge.due, charge.state) == (UNTIMED, None, ChargeState.OPEN)
    assert "pay_days" not in notice(charge)
    assert not [one for one in clocks_of(case.uid) if one.rule.startswith("fee_")]
    house.clock.forward(days=60)
    with refused("procedure.not_at_this_stage"):
        lapse_unpaid(case.uid, by=house.judge, at=house.at)


def test_any_other_case_about_work_waits_for_its_fee(house: House) -> None:
    case, charge = docketed(house, "205(1)")
    assert case.stage is Stage.DOCKETED
    assert notice(charge)["pay_days"] == 7
    assert charge.period


def test_whoever_pays_all_the_same_has_paid(house: House) -> None:
    case, charge = docketed(house)
    credit(house, "EB1", "5.00", charge.code)
    assert house.work(without=NONE) == []
    charge.refresh_from_db()
    assert charge.state == ChargeState.PAID
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.BANK: 500, Account.PREPAID: -500}


@pytest.mark.parametrize(("cause", "lapses"), [(WAGES, False), ("205(1)", True)])
def test_a_claim_for_wages_does_not_count_as_withdrawn_for_what_is_asked_for_later(
    house: House, cause: str, *, lapses: bool
) -> None:
    """A case that passes into the ordinary procedure is asked for the half that was spared (SI 199)."""
    _case, charge = docketed(house, cause)
    today = house.at.date()
    later = replace(charge_view(charge), period=TOP_UP, due=today)
    assert is_unpaid_over(later, today + timedelta(days=1)) is lapses


def test_the_rest_of_the_fee_after_a_conversion_has_no_day_and_threatens_nobody(house: House) -> None:
    """SI 199 asks for the half that was spared, 交纳办法 20(1) lets it wait for the judgment."""
    case, _charge = docketed(house)
    house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    found = [Circumstance.NOT_SIMPLE]
    why = "本案事实较为复杂。"
    convert_procedure(case.uid, to=Track.ORDINARY, found=found, reasons=why, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    asked = Charge.objects.get(case=case.uid, period=TOP_UP)
    told = notice(asked)
    assert ("pay_days" in told, "topped_up" in told) == (False, True)
    words = typeset_words("fees/payment_notice", told)
    assert "可以不预交应当补交的案件受理费" in words
    assert "按撤诉处理" not in words
    assert "treatedaswithdrawn" not in words
    conversion = json.loads(Document.objects.filter(kind="conversion_notice").earliest("id").data)
    assert "按撤诉处理" not in typeset_words("delivery/conversion_notice", conversion)
    assert asked.notice
    serve(house, case, asked.payer, asked.notice, purpose="payment")
    asked.refresh_from_db()
    assert asked.due is None
    assert not [one for one in clocks_of(case.uid) if one.rule == TOP_UP]
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert page.count("You claim wages") == 2
    assert "runs from the service of the notice" not in page


@pytest.mark.parametrize(("cause", "waits"), [(WAGES, True), ("205(1)", False)])
def test_the_notice_of_acceptance_says_what_holds_for_the_claim(house: House, cause: str, *, waits: bool) -> None:
    data = acceptance_notice(
        court_name="重庆市渝中区人民法院",
        number="（2026）渝0103民初1号",
        plaintiffs=["林晓梅"],
        defendants=["示例公司"],
        cause="追索劳动报酬纠纷",
        received=house.at.date(),
        dated=house.at.date(),
        track=Track.SIMPLIFIED,
        judge="何明远",
        portal="https://court.example",
        wages=plaintiff_of(cause) is Payer.WAGES,
    )
    words = typeset_words("filing/acceptance_notice", data)
    assert ("可以不预交案件受理费" in words) is waits
    assert ("按撤回起诉处理" in words) is not waits
    assert ("neednotpaythecasefeeinadvance" in words) is waits


def test_the_parties_and_the_desk_read_that_nothing_is_to_be_paid_now(house: House) -> None:
    case, _charge = docketed(house)
    told = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert "You claim wages" in told
    assert "runs from the service of the notice" not in told
    assert signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}").status_code == 200


def test_relief_is_refused_in_writing_without_a_day_to_pay(house: House) -> None:
    case, charge = docketed(house)
    said = {"charge": str(charge.uid), "ground": "minimum_living", "written": "生活困难。", "state_secret": "no"}
    files = (material("hardship_proof"), material("livelihood_proof"))
    act_as_party("apply_relief", case=case.uid, by=party(house.lin.uid), at=house.at, arguments=said, materials=files)
    refuse_relief(charge.uid, "minimum_living", reasons="不符合条件。", new_day=None, by=house.judge, at=house.at)
    charge.refresh_from_db()
    assert charge.due is None
    data = json.loads(Document.objects.get(kind="relief_decision").data)
    assert (data["lapses"], "pay_by" in data, "owed" in data) == (False, False, False)
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert "Not granted." in page
    assert "otherwise the action counts as withdrawn" not in page


def test_the_judgment_lays_the_fee_on_the_employer_who_is_asked_for_it(house: House) -> None:
    case, charge = docketed(house)
    loser = case.of_side(Side.DEFENDANT)[0].uid
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, {loser: Money(500)}, house.at.date())
    charge.refresh_from_db()
    assert charge.state == ChargeState.CLOSED
    owed = Charge.objects.get(period=RECOVERY)
    assert (owed.payer, owed.amount_minor) == (loser, 500)

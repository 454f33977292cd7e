"""What an appeal cost is borne, goes back or waits for the judge when the court above has decided (交纳办法 8, 15,
27-31, 34), and the income is handed over to the treasury.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.further import OFF, serve
from tests.acts.mediations import president
from tests.acts.money import FEE, books, credit, take
from tests.acts.money_world import world_of
from tests.acts.service import quick_papers
from tests.acts.test_appeals import above
from tests.acts.test_results_above import recorded
from tests.builders import YUZHONG, House
from tests.entrances.desk import signed_in
from tongban.cases.law import At, Do
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.fees.actions.anew import lay_anew
from tongban.fees.actions.treasury import note_remittance
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import income_held, laid_now, standing_of, total_fees
from tongban.fees.vocabulary import RECOVERY, Account
from tongban.kernel.money import Money
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
APPEAL_FEE = 230_000
"""On 100,000 yuan, in fen."""


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def gone_up(house: House, *, paid: bool = True) -> tuple[CaseView, Charge]:
    """An appeal of the defendant lies with the court above, and its fee was paid."""
    case, _filing = above(house)
    charge = Charge.objects.get(case=case.uid, period="fee_appeal_notice")
    if paid:
        take(house, f"EB-A,2026-12-13,2300.00,CNY,{charge.code},周志强,诉讼费")
        assert house.work(without=OFF) == []
    return case, charge


@pytest.mark.parametrize(
    ("result", "kept"),
    [
        (Do.UPHOLD, APPEAL_FEE),
        (Do.ALLOW_APPEAL_WITHDRAWAL, APPEAL_FEE // 2),
        (Do.ALLOW_WITHDRAWAL, APPEAL_FEE // 2),
        (Do.END_ABOVE, APPEAL_FEE),
        (Do.QUASH_AND_DISMISS, 0),
    ],
)
def test_nothing_that_was_paid_for_an_appeal_stays_held_when_the_court_above_ended_it(
    house: House, result: Do, kept: int
) -> None:
    case, charge = gone_up(house)
    assert books()[Account.BANK] == APPEAL_FEE
    recorded(house, case, result)
    assert (standing_of(charge.uid).prepaid, standing_of(charge.uid).due) == (0, 0)
    assert income_held(YUZHONG) == kept
    back = Refund.objects.filter(charge=charge).first()
    assert (back.amount_minor if back else 0) == APPEAL_FEE - kept
    if result is not Do.UPHOLD and result is not Do.ALLOW_APPEAL_WITHDRAWAL:
        assert not Charge.objects.filter(case=case.uid, period=RECOVERY).exists(), "nothing was laid on a party"
        assert set(books()) <= {Account.BANK, Account.INCOME, Account.REFUNDS}


def test_what_goes_back_of_an_appeal_is_paid_within_the_days_since_the_paper_took_effect(house: House) -> None:
    case, charge = gone_up(house)
    recorded(house, case, Do.ALLOW_APPEAL_WITHDRAWAL)
    back = Refund.objects.get(charge=charge)
    assert (back.event, back.article) == ("less_is_due", "交纳办法 15, 34(1), 53(2)")
    assert Entry.objects.filter(event="fee_borne", basis="交纳办法 15, 34(1)").count() == 1


def test_the_income_of_an_appeal_is_handed_over_and_the_day_agrees_with_the_bank(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, charge = gone_up(house, paid=False)
    world = world_of(house, tmp_path, monkeypatch)
    world.pay(Money(APPEAL_FEE), charge.code)
    recorded(house, case, Do.UPHOLD)
    reference = world.reference()
    note_remittance(reference, Money(income_held(YUZHONG)), world.today, by=president(house), at=house.at)
    world.number -= 1
    assert world.move(Money(APPEAL_FEE), out=True) == reference
    assert world.differences(world.today) == set()
    assert income_held(YUZHONG) == 0
    assert world.account["CNY"] == 0


def test_a_fee_of_an_appeal_that_was_put_off_is_asked_for_with_a_list_and_a_code_of_its_own(house: House) -> None:
    case, charge = gone_up(house, paid=False)
    recorded(house, case, Do.UPHOLD)
    charge.refresh_from_db()
    asked = Charge.objects.get(of=charge.uid)
    assert (charge.state, asked.period, asked.payer, asked.amount_minor) == (
        "closed",
        RECOVERY,
        charge.payer,
        APPEAL_FEE,
    )
    own = Charge.objects.get(case=case.uid, period=RECOVERY, of=None)
    assert (own.payer, own.amount_minor) == (charge.payer, FEE), "the first instance, as the judgment said"
    assert len({asked.notice, own.notice, None}) == 3, "each has its list"
    assert asked.notice is not None
    serve(house, case, asked.payer, asked.notice, purpose="payment")
    asked.refresh_from_db()
    assert asked.due is not None
    assert len([one for one in clocks_of(case.uid) if one.rule == RECOVERY]) == 1
    credit(house, "EB9", "2300.00", asked.code)
    assert house.work(without=OFF) == []
    assert income_held(YUZHONG) == APPEAL_FEE


def test_who_bears_the_fees_of_both_instances_is_laid_down_after_a_changed_judgment(house: House) -> None:
    """交纳办法 30."""
    case, charge = gone_up(house)
    after = recorded(house, case, Do.CHANGE)
    assert after.stage is At.CHANGED
    assert standing_of(charge.uid).held == APPEAL_FEE, "it waits for the judge"
    assert total_fees(case.uid) == FEE + APPEAL_FEE
    mine, theirs = (case.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT))
    lay_anew(case.uid, {mine: "4315.00", theirs: ""}, by=house.judge, at=house.at)
    assert laid_now(case.uid) == {mine: Money(FEE + APPEAL_FEE)}
    assert books() == {
        Account.BANK: APPEAL_FEE,
        Account.REFUNDS: -APPEAL_FEE,
        Account.DUE: FEE + APPEAL_FEE,
        Account.PREPAID: -FEE - APPEAL_FEE,
    }


def test_after_a_settlement_above_the_fee_is_halved_and_the_judge_carries_out_what_was_agreed(house: House) -> None:
    """交纳办法 15, 31; SI 337."""
    case, charge = gone_up(house)
    after = recorded(house, case, Do.SETTLE)
    assert after.stage is At.SETTLED
    assert Refund.objects.get(charge=charge).amount_minor == APPEAL_FEE // 2
    assert total_fees(case.uid) == FEE + APPEAL_FEE // 2
    page = f"/desk/cases/{case.uid}/fees/anew"
    judge = signed_in(house, house.judge.person)
    assert page in judge.get("/desk/").content.decode()
    mine, theirs = (case.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT))
    assert judge.post(page, {str(mine): "2015", str(theirs): "1150"}).status_code == 302
    assert laid_now(case.uid) == {mine: Money(FEE), theirs: Money(APPEAL_FEE // 2)}
    assert income_held(YUZHONG) == APPEAL_FEE // 2
    assert page not in judge.get("/desk/").content.decode()

"""Who bears the fees is said anew after the judgment was changed (交纳办法 30, 32): what was booked is taken back by
lines of its own, what was paid back already is asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.money import ACCOUNT, FEE, books, credit, entry, paid, told
from tests.acts.service import NONE, quick_papers
from tests.builders import YUZHONG, House, material, refused
from tests.entrances.desk import signed_in
from tongban.cases.law import At, Do
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.documents.models import Document
from tongban.fees.actions.anew import lay_anew
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.refunds import approve_refund, name_payee
from tongban.fees.models import Charge, Posting, Refund
from tongban.fees.queries import income_held, laid_now, standing_of, total_fees
from tongban.fees.vocabulary import RECOVERY, Account, RefundState
from tongban.frame.acts import act
from tongban.judgments.events import ResultRecorded
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
RETRIAL = "（2027）渝0103民再1号"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def changed_above(house: House) -> CaseView:
    """A paid case of which the court above changed the judgment before it was in effect: nothing was settled."""
    case = house.put_at(paid(house), At.CHANGED, defendant=house.zhou)  # type: ignore[arg-type]
    today = house.at.date()
    fact = ResultRecorded(
        case=case.uid, act=Do.CHANGE, number="（2026）渝05民终1号", dated=today, effective=today, document=new_id()
    )
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        record(fact, under="CPL 177(1)(ii)", case=case.uid)
    return case


def settled(house: House, plaintiff: int) -> CaseView:
    """A judgment in effect laid so many fen on the plaintiff, who had paid, and the rest on the defendant."""
    case = house.put_at(paid(house), Stage.EFFECTIVE, defendant=house.zhou)
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, shares(case, plaintiff), house.at.date())
    return case


def shares(case: CaseView, plaintiff: int) -> dict:  # type: ignore[type-arg]
    told = {Side.PLAINTIFF: plaintiff, Side.DEFENDANT: FEE - plaintiff}
    return {case.of_side(side)[0].uid: Money(share) for side, share in told.items()}


def anew(house: House, case: CaseView, plaintiff: int) -> None:
    """The retrial lays so many fen on the plaintiff."""
    typed = {party: share.decimal_text for party, share in shares(case, plaintiff).items()}
    day = house.at.date()
    paper = [material("paper")]
    lay_anew(case.uid, typed, number=RETRIAL, effective=day, materials=paper, by=house.judge, at=house.at)


def on(case: CaseView) -> tuple[int, int]:
    """What the plaintiff and the defendant bear now."""
    found = laid_now(case.uid)
    mine, theirs = (found.get(case.of_side(side)[0].uid, Money(0)).minor for side in (Side.PLAINTIFF, Side.DEFENDANT))
    return mine, theirs


def paid_back(house: House, folder: Path) -> Refund:
    """The refund that is open has left the court's account."""
    row = Refund.objects.get(state=RefundState.PROPOSED)
    name_payee(row.uid, payee="林晓梅", bank="示例银行", account=ACCOUNT, reasons="测试", by=house.clerk, at=house.at)
    for by in (house.clerk, house.judge):
        approve_refund(row.uid, by=by, at=house.at)
    assert write_orders(folder, house.clock)
    told(house, f"{row.code}.xml", entry(f"OUT-{row.id}", "DBIT", row, Money(row.amount_minor).decimal_text))
    row.refresh_from_db()
    assert row.state == RefundState.PAID
    return row


def test_fees_that_waited_for_the_court_above_are_laid_as_its_decision_says_and_once(house: House) -> None:
    case = changed_above(house)
    judge, page = signed_in(house, house.judge.person), f"/desk/cases/{case.uid}/fees/anew"
    assert page in judge.get("/desk/").content.decode()
    assert page in judge.get(f"/desk/cases/{case.uid}/fees").content.decode()
    shown = judge.get(page).content.decode()
    assert "2,015.00" in shown
    assert "Number of the decision" not in shown, "it is on the file"
    mine, theirs = (case.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT))
    assert judge.post(page, {str(mine): "viel"}).status_code == 422
    assert "The shares make" in judge.post(page, {str(mine): "15"}).content.decode()
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}
    assert judge.post(page, {str(mine): "15", str(theirs): "2000"}).status_code == 302
    assert on(case) == (1_500, 200_000)
    assert books() == {
        Account.BANK: FEE,
        Account.INCOME: -1_500,
        Account.REFUNDS: -200_000,
        Account.DUE: 200_000,
        Account.PREPAID: -200_000,
    }
    assert Document.objects.filter(case=case.uid, kind="fee_statement").count() == 2
    assert page not in judge.get("/desk/").content.decode()
    with refused("fees.laid_before"):
        lay_anew(case.uid, {mine: "2015"}, by=house.judge, at=house.at)
    assert signed_in(house, house.clerk.person).get(page).status_code == 404


def test_what_nobody_has_paid_yet_is_taken_back_line_by_line(house: House) -> None:
    case = settled(house, 0)
    before = Posting.objects.count()
    first = Refund.objects.get()
    recovery = Charge.objects.get(period=RECOVERY)
    anew(house, case, FEE)
    first.refresh_from_db()
    recovery.refresh_from_db()
    assert (first.state, recovery.state, standing_of(recovery.uid).due) == (RefundState.STOPPED, "closed", 0)
    assert on(case) == (FEE, 0)
    assert books() == {Account.BANK: FEE, Account.INCOME: -FEE}
    assert Posting.objects.filter(reverses__isnull=False).exists()
    assert Posting.objects.count() > before, "no line is lost"
    assert Entry.objects.get(event="fees_laid_anew").basis == "交纳办法 30, 32"
    assert not [one for one in clocks_of(case.uid) if one.rule == RECOVERY and one.met_at is None]


def test_a_judge_who_presses_twice_lays_the_fees_anew_once(house: House) -> None:
    case = settled(house, FEE)
    anew(house, case, 0)
    asked = Charge.objects.get(period=RECOVERY).code
    with refused("fees.laid_before"):
        anew(house, case, 0)
    assert Charge.objects.get(period=RECOVERY).code == asked, "who has the list can pay by it"
    assert Document.objects.filter(case=case.uid, kind="fee_statement").count() == 4


def test_what_was_paid_back_is_asked_for_and_what_was_recovered_goes_back(house: House, tmp_path: Path) -> None:
    case = settled(house, 0)
    paid_back(house, tmp_path)
    credit(house, "EB8", "2015.00", Charge.objects.get(period=RECOVERY).code)
    assert books() == {Account.BANK: FEE, Account.INCOME: -FEE}
    anew(house, case, FEE)
    assert on(case) == (FEE, 0)
    again = Charge.objects.get(period=RECOVERY, state="open")
    assert (again.payer, again.amount_minor) == (case.of_side(Side.PLAINTIFF)[0].uid, FEE)
    assert again.notice is not None, "from the new list runs the time to pay"
    back = Refund.objects.get(state=RefundState.PROPOSED)
    assert back.charge is not None
    assert (back.charge.payer, back.amount_minor) == (case.of_side(Side.DEFENDANT)[0].uid, FEE)
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE, Account.DUE: FEE, Account.PREPAID: -FEE}
    credit(house, "EB9", "2015.00", again.code)
    paid_back(house, tmp_path)
    assert books() == {Account.BANK: FEE, Account.INCOME: -FEE}


@pytest.mark.parametrize("ways", [(0, FEE, 0), (FEE, 0, FEE), (50_000, FEE, 1, 0, 100_001)])
def test_it_may_be_changed_again_and_again_and_the_whole_stays_the_whole(
    house: House, tmp_path: Path, ways: tuple[int, ...]
) -> None:
    case = settled(house, ways[0])
    for number, plaintiff in enumerate(ways[1:]):
        if number % 2 and Refund.objects.filter(state=RefundState.PROPOSED).count() == 1:
            paid_back(house, tmp_path)
        anew(house, case, plaintiff)
        assert on(case) == (plaintiff, FEE - plaintiff)
        assert total_fees(case.uid) == FEE
        assert -books().get(Account.INCOME, 0) == FEE - _asked_for()
        assert income_held(YUZHONG) == FEE - _asked_for(), "what was taken back is not handed over to the treasury"


def _asked_for() -> int:
    """What is asked for under recoveries that are open."""
    return sum(standing_of(row.uid).due for row in Charge.objects.filter(period=RECOVERY, state="open"))


def test_a_judgment_that_nobody_changed_and_papers_that_are_missing_are_refused(house: House) -> None:
    untouched = house.put_at(paid(house), Stage.DELIBERATION, defendant=house.zhou)
    with refused("fees.nothing_changed"):
        anew(house, untouched, FEE)
    case = settled(house, 0)
    with refused("fees.change_number", "fees.change_day", "turns.result_paper_missing"):
        lay_anew(case.uid, {}, number="（2026）渝0103民初1号", by=house.judge, at=house.at)
    with refused("refund.not_your_act"):
        lay_anew(case.uid, {}, by=house.clerk, at=house.at)
    mine = case.of_side(Side.PLAINTIFF)[0].uid
    told = {"number": RETRIAL, "effective": house.at.date(), "materials": [material("paper")]}
    with refused("fees.new_shares_do_not_match"):
        lay_anew(case.uid, {mine: "2014.99"}, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]
    assert not Entry.objects.filter(event="allotment_taken_back").exists(), "a refused act leaves no trace"
    assert house.work(without=NONE) == []

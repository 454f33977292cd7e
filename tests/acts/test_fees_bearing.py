"""Who bears in odd cases: relief, fees put off, several losers, parts that were paid, money of somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.acts.conduct import does
from tests.acts.further import serve
from tests.acts.mediations import president
from tests.acts.money import ACCOUNT, FEE, books, credit, owing, paid
from tests.acts.service import NONE, quick_papers, take
from tests.builders import YUZHONG, House, refused
from tests.entrances.desk import signed_in
from tests.rules.test_judgments_writing import WHOLE
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.payments import assign_payment
from tongban.fees.actions.refunds import name_payee
from tongban.fees.actions.relief import grant_relief, write_off
from tongban.fees.models import Charge, Payment, Refund
from tongban.fees.rules.relief import Application
from tongban.fees.vocabulary import RECOVERY, Account
from tongban.frame.acts import act
from tongban.judgments.rules.composing import costs
from tongban.judgments.rules.costs import shares_told
from tongban.judgments.rules.writing import weights
from tongban.judgments.vocabulary import FeeLine, Fields
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
WHY = "依据本案情况。"
PUT_OFF = Application("legal_aid", True, True, True, livelihood_proof=False)
WAIVED = Application("minimum_living", True, True, True, livelihood_proof=True)
HALF = Application("disaster", True, True, True, livelihood_proof=True, percent="50")


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def decided(house: House, case: CaseView, plaintiff: int, defendant: int) -> list[Charge]:
    """A judgment allots the fee; what it lays on parties for good."""
    told = {Side.PLAINTIFF: plaintiff, Side.DEFENDANT: defendant}
    shares = {case.of_side(side)[0].uid: Money(share) for side, share in told.items() if share}
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, shares, date(2026, 11, 20))
    assert house.work(without=NONE) == []
    return list(Charge.objects.filter(case=case.uid, period=RECOVERY))


def part_paid(house: House) -> tuple[CaseView, Charge]:
    """Ten yuan of the fee were paid, and a person put them against it."""
    case, charge = owing(house)
    payment = credit(house, "EB-PART", "10.00", charge.code)
    assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    return case, charge


def test_a_fee_that_was_put_off_is_asked_of_the_loser_with_a_time_to_pay(house: House) -> None:
    """交纳办法 47 puts it off until the judgment, SI 207(2) has it enforced: for that it needs a day."""
    case, charge = owing(house)
    grant_relief(charge.uid, PUT_OFF, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    (asked,) = decided(house, case, FEE, 0)
    charge.refresh_from_db()
    assert (charge.state, asked.amount_minor, asked.payer) == ("closed", FEE, charge.payer)
    assert asked.notice
    serve(house, case, asked.payer, asked.notice, purpose="payment")
    asked.refresh_from_db()
    assert asked.due is not None
    assert [one.owed_by for one in clocks_of(case.uid) if one.rule == RECOVERY] == [str(asked.payer)]
    credit(house, "EB9", "2015.00", asked.code)
    assert house.work(without=NONE) == []
    assert books() == {Account.BANK: FEE, Account.INCOME: -FEE}


def test_what_was_paid_in_part_is_earned_and_the_rest_asked_for(house: House) -> None:
    case, charge = part_paid(house)
    (asked,) = decided(house, case, FEE, 0)
    assert asked.amount_minor == FEE - 1_000
    assert books() == {
        Account.BANK: 1_000,
        Account.INCOME: -1_000,
        Account.DUE: FEE - 1_000,
        Account.PREPAID: 1_000 - FEE,
    }
    charge.refresh_from_db()
    assert charge.state == "closed"


def test_what_was_paid_in_part_goes_back_when_the_other_side_loses(house: House) -> None:
    case, _charge = part_paid(house)
    (asked,) = decided(house, case, 0, FEE)
    assert (asked.payer, asked.amount_minor) == (case.of_side(Side.DEFENDANT)[0].uid, FEE)
    assert Refund.objects.get().amount_minor == 1_000


@pytest.mark.parametrize(("plaintiff", "asked"), [(FEE, []), (0, [FEE]), (100_000, [FEE - 100_000])])
def test_who_was_exempted_pays_nothing_and_the_other_side_its_own_part(
    house: House, plaintiff: int, asked: list[int]
) -> None:
    """交纳办法 50: if the other side loses it bears the fee; if it wins, the exemption stands."""
    case, charge = owing(house)
    grant_relief(charge.uid, WAIVED, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    found = decided(house, case, plaintiff, FEE - plaintiff)
    assert [one.amount_minor for one in found] == asked
    assert {one.payer for one in found} <= {case.of_side(Side.DEFENDANT)[0].uid}
    assert Account.RELIEF not in books()


def test_relief_from_what_a_judgment_laid_on_a_party_is_no_income(house: House) -> None:
    case = paid(house)
    (asked,) = decided(house, case, 0, FEE)
    grant_relief(asked.uid, HALF, reasons=WHY, by=house.judge, at=house.at)
    credit(house, "EB9", Money(FEE - FEE // 2).decimal_text, asked.code)
    assert house.work(without=NONE) == []
    asked.refresh_from_db()
    assert asked.state == "paid"
    kept = FEE - FEE // 2
    assert books() == {Account.BANK: FEE + kept, Account.REFUNDS: -FEE, Account.INCOME: -kept}


def test_what_was_paid_before_the_rest_is_written_off_is_earned(house: House) -> None:
    case = paid(house)
    (asked,) = decided(house, case, 0, FEE)
    part = credit(house, "EB9", "15.00", asked.code)
    assign_payment(part.uid, code=asked.code, reasons=WHY, by=house.clerk, at=house.at)
    by = president(house)
    open_file(case_by_uid(case.uid).number, "核销无法追缴的诉讼费", by=by, at=house.at)
    write_off(asked.uid, reasons="无财产可供执行", by=by, at=house.at)
    assert books()[Account.INCOME] == -1_500


def with_two_defendants(case: CaseView) -> CaseView:
    plaintiff, defendant = case.of_side(Side.PLAINTIFF)[0], case.of_side(Side.DEFENDANT)[0]
    return replace(case, parties=(plaintiff, defendant, replace(defendant, uid=new_id(), name="示例担保公司")))


@pytest.mark.parametrize(
    ("typed", "parts"), [("", [100_750, 100_750]), ("2:1", [134_333, 67_167]), ("0：1", [201_500])]
)
def test_several_losers_bear_each_its_own_part(house: House, typed: str, parts: list[int]) -> None:
    """交纳办法 29(3): the court decides what each bears, by its interest; nobody is asked for the others' part."""
    case = with_two_defendants(house.case())
    fields: Fields = WHOLE | {"fee_bearer": "defendant", "fee_weights_defendant": typed}
    fee = FeeLine(Money(FEE), Money(FEE))
    content = {"costs": costs(case, fields, fee)}
    told = shares_told(content, case)
    assert [share.minor for share in told.values()] == parts
    assert sum(parts) == FEE
    assert set(told) <= {one.uid for one in case.of_side(Side.DEFENDANT)}
    assert all("、" not in share["by"] for share in content["costs"]["shares"])


def test_a_judgment_that_names_a_whole_side_is_borne_in_equal_parts(house: House) -> None:
    case = with_two_defendants(house.case())
    names = "、".join(one.name for one in case.of_side(Side.DEFENDANT))
    share = {"by": f"被告{names}", "amount": {"amount": "2015.00", "currency": "CNY"}}
    told = shares_told({"costs": {"shares": [share]}}, case)
    assert {uid: part.minor for uid, part in told.items()} == {one.uid: 100_750 for one in case.of_side(Side.DEFENDANT)}


@pytest.mark.parametrize("typed", ["1", "1:2:3", "a:b", "0:0", "1:-1", "1.5:1"])
def test_a_proportion_that_says_nothing_is_refused(typed: str) -> None:
    found = weights({"fee_weights_defendant": typed}, "defendant", 2)
    assert isinstance(found, Refusal)
    assert found.reason == "judgments.weights_wrong"


def test_money_of_somebody_else_goes_back_to_who_paid_and_not_to_the_party(house: House) -> None:
    """交纳办法 52(2): who paid too much for another has it back; the party does not draw it."""
    case, charge = owing(house)
    take(house, f"EB-X,2026-11-23,2515.00,CNY,{charge.code},黄盖,诉讼费")
    payment = Payment.objects.get(reference="EB-X")
    assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    refund = Refund.objects.get()
    said = {"refund": str(refund.uid), "bank": "示例银行", "account": ACCOUNT}
    with refused("fees.paid_by_another"):
        does(house, house.lin, "name_account", case, **said)
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert f"/refunds/{refund.uid}/account/" not in page
    told = {"bank": "示例银行", "account": ACCOUNT, "by": house.clerk, "at": house.at}
    with refused("fees.payee_other_name"):
        name_payee(refund.uid, payee="林晓梅", **told)  # type: ignore[arg-type]
    name_payee(refund.uid, payee="林晓梅", reasons="黄盖书面委托林晓梅代收，附委托书", **told)  # type: ignore[arg-type]
    refund.refresh_from_db()
    assert (refund.payee, refund.reasons) == ("林晓梅", "黄盖书面委托林晓梅代收，附委托书")
    # The party reads nothing of an account to which somebody else's money goes.
    assert "Account ending in" not in signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    name_payee(refund.uid, payee="黄盖", **told)  # type: ignore[arg-type]
    refund.refresh_from_db()
    assert refund.reasons == ""


def test_a_fee_goes_back_to_an_account_in_the_partys_name(house: House) -> None:
    case = paid(house)
    decided(house, case, 0, FEE)
    refund = Refund.objects.get()
    told = {"bank": "示例银行", "account": ACCOUNT, "by": house.clerk, "at": house.at}
    with refused("fees.payee_other_name") as found:
        name_payee(refund.uid, payee="某某咨询公司", **told)  # type: ignore[arg-type]
    assert dict(found[0].facts) == {"owners": "林晓梅"}
    name_payee(refund.uid, payee="林晓梅", **told)  # type: ignore[arg-type]

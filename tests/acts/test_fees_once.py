"""Money moves once and for whom it is due: second clicks, fees that were lowered or waived, references that banks use
twice, heirs, claims that ended, what the gateway alone knows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.acts.conduct import does, prepared
from tests.acts.losses import dies, heir_called, stops
from tests.acts.mediations import president
from tests.acts.money import ACCOUNT, FEE, books, camt, credit, owing, paid, refund_sent
from tests.acts.money_world import world_of
from tests.acts.motions import asked, came_to, decided
from tests.acts.service import NONE, quick_papers, take
from tests.acts.test_fees_wages import docketed
from tests.acts.third_claims import heard, somebody
from tests.builders import OPERATOR, YUZHONG, House, material, party, person, refused, step
from tests.entrances.desk import signed_in
from tongban.cases.actions.adding import add_party
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.actions.opening import open_file
from tongban.cases.actions.turns import take_own_turn
from tongban.cases.law import Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Circumstance, PartyData, Side, Stage, Track
from tongban.fees.actions.anew import lay_anew
from tongban.fees.actions.bank_import import import_file
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.gateway import Asker
from tongban.fees.actions.paying_out import note_failure
from tongban.fees.actions.payments import assign_payment, return_payment
from tongban.fees.actions.refunds import approve_refund, propose_refund, stop_refund
from tongban.fees.actions.relief import grant_relief
from tongban.fees.actions.reviews import decide_fee_review
from tongban.fees.adapters.signed_service import ServiceSilent
from tongban.fees.models import Charge, FeeReview, Payment, Refund, RefusedRow
from tongban.fees.queries import asked_for, charge_view, is_unpaid_over, laid_now, standing_of
from tongban.fees.rules.relief import Application
from tongban.fees.vocabulary import RECOVERY, Account, RefundEvent, RefundFailure
from tongban.filing.actions.decide import accept
from tongban.filing.actions.third_claims import end_third_claim
from tongban.frame.acts import act
from tongban.judgments.queries.file import fee_of
from tongban.judgments.rules.costs import shares_told
from tongban.judgments.vocabulary import FeeLine
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db
WHY = "依据本案情况。"
WAIVED = Application("minimum_living", True, True, True, livelihood_proof=True)
TWO_FIFTHS = Application("disaster", True, True, True, livelihood_proof=True, percent="40")
HALF = replace(TWO_FIFTHS, percent="50")
LESS = {"change": "reduce", "claims": "偿还100000元", "amount": "100000"}
FEE_OF_LESS = 115_000
"""Half of the fee of 100,000 yuan (交纳办法 13, 16), in fen."""


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def relieved(house: House, charge: Charge, what: Application) -> None:
    grant_relief(charge.uid, what, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []


def claims_less(house: House, case: CaseView) -> None:
    """The plaintiff claims 100,000 yuan from now on; the court's inquiry is not over."""
    case = house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    decided(house, case, asked(house, case, house.lin, "amendment", **LESS), "grant", inquiry="open")
    assert house.work(without=NONE) == []


def settled(house: House, case: CaseView, plaintiff: int, defendant: int) -> None:
    """A judgment in effect lays so many fen on each side."""
    told = {Side.PLAINTIFF: plaintiff, Side.DEFENDANT: defendant}
    shares = {case.of_side(side)[0].uid: Money(share) for side, share in told.items() if share}
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case_by_uid(case.uid), shares, house.at.date())
    assert house.work(without=NONE) == []


# Relief


def test_a_judge_who_presses_twice_reduces_a_fee_once(house: House) -> None:
    _, charge = owing(house)
    relieved(house, charge, TWO_FIFTHS)
    with refused("fees.relief_decided"):
        relieved(house, charge, TWO_FIFTHS)
    assert books() == {Account.RELIEF: 80_600, Account.DUE: 120_900, Account.PREPAID: -FEE}
    # More is waived than before, not the same and more.
    relieved(house, charge, HALF)
    assert standing_of(charge.uid).relief == FEE // 2


def test_a_fee_is_reduced_by_a_part_of_what_is_asked_for_now(house: House) -> None:
    case, charge = owing(house)
    claims_less(house, case)
    relieved(house, charge, TWO_FIFTHS)
    stands = standing_of(charge.uid)
    assert (stands.relief, stands.due) == (46_000, FEE_OF_LESS - 46_000)


def test_a_case_does_not_wait_for_a_fee_of_which_relief_took_the_rest(house: House) -> None:
    case, charge = owing(house)
    part = credit(house, "EB1", "1500.00", charge.code)
    assign_payment(part.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    relieved(house, charge, TWO_FIFTHS)
    charge.refresh_from_db()
    assert charge.state == "paid"
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.BANK: 150_000, Account.RELIEF: FEE - 150_000, Account.PREPAID: -FEE}


def test_what_was_paid_before_the_rest_is_waived_is_earned(house: House) -> None:
    case = paid(house)
    settled(house, case, 0, FEE)
    later = Charge.objects.get(period=RECOVERY)
    part = credit(house, "EB9", "15.00", later.code)
    assign_payment(part.uid, code=later.code, reasons=WHY, by=house.clerk, at=house.at)
    relieved(house, later, WAIVED)
    assert books() == {Account.BANK: FEE + 1_500, Account.REFUNDS: -FEE, Account.INCOME: -1_500}
    assert laid_now(case.uid)[later.payer] == Money(FEE), "relief is no reason to ask another for it"


def test_the_loser_does_not_bear_what_was_waived_of_a_claim_that_nobody_makes_any_more(house: House) -> None:
    """交纳办法 21(2), 50."""
    case, charge = owing(house)
    relieved(house, charge, WAIVED)
    claims_less(house, case)
    assert asked_for(case.uid) == Money(FEE_OF_LESS)
    settled(house, case, 0, FEE_OF_LESS)
    assert Charge.objects.get(period=RECOVERY).amount_minor == FEE_OF_LESS
    assert sum(share.minor for share in laid_now(case.uid).values()) == FEE_OF_LESS
    assert Account.RELIEF not in books()


def test_a_waived_fee_that_was_worked_out_wrongly_is_put_right_for_the_loser_too(house: House) -> None:
    """交纳办法 43(3), 50."""
    case, charge = owing(house)
    relieved(house, charge, WAIVED)
    does(house, house.lin, "ask_fee_review", case, charge=str(charge.uid), about="amount", written=WHY)
    by = president(house)
    open_file(case_by_uid(case.uid).number, "复核诉讼费用的决定", by=by, at=house.at)
    told = {"changed": True, "ground": "computed_wrong", "words": WHY, "amount": "1000"}
    decide_fee_review(FeeReview.objects.get().uid, by=by, at=house.at, **told)  # type: ignore[arg-type]
    assert asked_for(case.uid) == Money(100_000)
    settled(house, case, 0, 100_000)
    assert Charge.objects.get(period=RECOVERY).amount_minor == 100_000


def test_a_judgment_tells_the_whole_fee_and_its_half(house: House) -> None:
    """交纳办法 16, 35: less was claimed after the inquiry, and the fee stays what it was."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    came_to(house, case, "investigation")
    decided(house, case, asked(house, case, house.lin, "amendment", **LESS), "grant", inquiry="over")
    assert fee_of(case_by_uid(case.uid)) == FeeLine(Money(2 * FEE), Money(FEE), Money(FEE - FEE_OF_LESS))


def test_who_passes_from_the_ordinary_into_the_simplified_procedure_bears_half(house: House) -> None:
    """交纳办法 16; CPL 160(2): both sides agreed on it before the hearing."""
    case = accept(house.filing(), by=house.clerk, at=house.at, found=[Circumstance.NOT_SIMPLE])
    assert house.work(without=NONE) == []
    credit(house, "EB1", "4030.00", Charge.objects.get(case=case.uid).code)
    assert house.work(without=NONE) == []
    case = house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    found = [Circumstance.SIMPLIFIED_AGREED]
    convert_procedure(case.uid, to=Track.SIMPLIFIED, found=found, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    assert books() == {Account.BANK: 2 * FEE, Account.PREPAID: -FEE, Account.REFUNDS: -FEE}
    assert fee_of(case_by_uid(case.uid)) == FeeLine(Money(2 * FEE), Money(FEE))


# Refunds


def test_a_clerk_who_presses_twice_sends_half_of_a_fee_back_once(house: House) -> None:
    """SI 199(2)."""
    charge = Charge.objects.get(case=paid(house).uid)
    told = {"effective": house.at.date(), "by": house.clerk, "at": house.at}
    first = propose_refund(charge.uid, RefundEvent.CONVERSION_UNPAID, **told)  # type: ignore[arg-type]
    with refused("fees.nothing_goes_back"):
        propose_refund(charge.uid, RefundEvent.CONVERSION_UNPAID, **told)  # type: ignore[arg-type]
    assert books()[Account.REFUNDS] == -FEE // 2
    stop_refund(first, reasons=WHY, by=house.judge, at=house.at)
    propose_refund(charge.uid, RefundEvent.CONVERSION_UNPAID, **told)  # type: ignore[arg-type]
    assert books()[Account.REFUNDS] == -FEE // 2


def test_what_lies_with_the_gateway_no_clerk_calls_refused(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway may be paying it back this moment: by the bank it would be paid a second time."""
    world = world_of(house, tmp_path, monkeypatch)
    _, charge = owing(house)
    assert world.tell(world.shop.pay(world.order(charge), world.today)) is None
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=world.today, by=house.judge, at=house.at)
    for by in (house.clerk, house.judge):
        approve_refund(uid, by=by, at=house.at)
    gives_back = world.shop.refund

    def silent(*told: Any, **more: Any) -> bool:
        gives_back(*told, **more)
        raise ServiceSilent("the answer is lost")

    monkeypatch.setattr(world.shop, "refund", silent)
    asker = Asker(house.clock)
    assert asker()
    row = Refund.objects.get(uid=uid)
    assert (row.state, row.channel) == ("sent", "gateway")
    with refused("refund.ordered_before"):
        note_failure(row.code, RefundFailure.REFUSED_BY_BANK, by=house.clerk, at=house.at)
    page = signed_in(house, house.clerk.person).get(f"/desk/refunds/{uid}").content.decode()
    assert row.code in page
    assert "The bank refused the order" not in page
    monkeypatch.setattr(world.shop, "refund", gives_back)
    house.clock.forward(minutes=3)
    assert asker()
    assert (Refund.objects.get(uid=uid).state, books()) == ("paid", {})


def test_who_paid_twice_reads_what_comes_back_and_names_the_account(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    take(house, f"EB3,2026-11-23,7.00,CNY,{charge.code},黄盖,诉讼费", name="other.csv")
    for payment in (credit(house, "EB2", "2015.00", charge.code), Payment.objects.get(reference="EB3")):
        return_payment(payment.uid, reasons="重复交纳", by=house.clerk, at=house.at)
    mine, theirs = Refund.objects.get(amount_minor=FEE), Refund.objects.get(amount_minor=700)
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert f"/refunds/{mine.uid}/account/" in page
    assert str(theirs.uid) not in page
    assert "7.00" not in page
    does(house, house.lin, "name_account", case, refund=str(mine.uid), bank="示例银行", account=ACCOUNT)
    mine.refresh_from_db()
    assert mine.payee == "林晓梅"


def test_an_order_made_early_in_the_morning_is_carried_out_that_day(house: House, tmp_path: Path) -> None:
    house.clock.forward(hours=20)
    early = timezone.localtime(house.at)
    assert early.astimezone(UTC).date() < early.date(), "Greenwich has another day"
    refund_sent(house, tmp_path)
    (path,) = tmp_path.iterdir()
    assert f"<Dt>{early.date()}</Dt>" in path.read_text(encoding="utf-8")


# The bank


def test_two_payers_in_one_batch_under_one_reference_are_two(house: House) -> None:
    """Some banks write the reference of the batch to each part of it."""
    charges = [owing(house)[1] for _ in range(2)]
    parts = [
        f'<TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">2015.00</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{one.code}</Ustrd>'
        "</RmtInf></TxDtls>"
        for one in charges
    ]
    whole = '<Ntry><Amt Ccy="CNY">4030.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
    whole += f"<ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>EB1</AcctSvcrRef><NtryDtls>{''.join(parts)}</NtryDtls>"
    file = import_file(camt(f"{whole}</Ntry>"), "batch.xml", at=house.at)
    assert (file.payments, file.refused, file.repeated) == (1, 1, 0)
    assert RefusedRow.objects.get().flaws == ["reference_reused"]


def test_who_names_a_fee_pays_it_whatever_else_the_remark_says(house: House) -> None:
    _, charge = owing(house)
    take(house, f"EB1,2026-11-23,2015.00,CNY,{charge.code},林晓梅,合同 JS20261123A 诉讼费")
    charge.refresh_from_db()
    assert charge.state == "paid"
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}


# Claims that ended


@pytest.mark.parametrize("part", ["", "100.00"])
def test_a_third_claim_that_ended_is_asked_for_once_and_laid_on_nobody_else(house: House, part: str) -> None:
    """SI 206; 交纳办法 34: what nobody has paid of it is not asked for, what was paid in part is owed in full once."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    case, third, filing = heard(house, case, who := somebody())
    charge = Charge.objects.get(of=filing.uid)
    if part:
        payment = credit(house, "EB-T", part, charge.code)
        assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    by = party(who.uid)
    step(by, house.at, lambda r: take_own_turn(r, case=case.uid, act="ask_third_withdrawal", words=WHY))
    words = "准许第三人何欢撤回诉讼请求，本案继续审理。"
    end_third_claim(case.uid, Do.ALLOW_THIRD_WITHDRAWAL, words=words, found=[], by=house.judge, at=house.at)
    still = standing_of(charge.uid).due
    assert still == (charge.amount_minor - 10_000 if part else 0)
    house.put_at(case, Stage.EFFECTIVE)
    settled(house, case, 0, FEE)
    assert [row.amount_minor for row in Charge.objects.filter(period=RECOVERY)] == [FEE], third.name
    if not part:
        mine = case.of_side(Side.PLAINTIFF)[0].uid
        told = {"number": "（2027）渝0103民再1号", "effective": house.at.date(), "materials": [material("paper")]}
        lay_anew(case.uid, {mine: "2015.00"}, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]
        assert laid_now(case.uid) == {mine: Money(FEE)}


@pytest.mark.parametrize(("cause", "lapses"), [("205(1)", True), ("205(5)", False)])
def test_the_fee_of_a_second_appeal_is_one_of_an_appeal(house: House, cause: str, *, lapses: bool) -> None:
    """After a remand (SI 318; 交纳办法 20(1), 22(2)): it bears the number of its turn, because it is the second."""
    _, charge = docketed(house, cause)
    today = house.at.date()
    second = replace(charge_view(charge), period="fee_appeal_notice", of=new_id(), due=today)
    assert is_unpaid_over(second, today + timedelta(days=1)) is lapses


# Heirs


def test_what_a_judgment_laid_on_the_dead_is_the_heirs_and_nobody_elses(house: House) -> None:
    case = house.case()
    plaintiff, gone = case.of_side(Side.PLAINTIFF)[0], case.of_side(Side.DEFENDANT)[0]
    other = replace(gone, uid=new_id(), name="示例担保公司")
    heir = replace(gone, uid=new_id(), name="周小河", predecessors=frozenset({gone.uid}))
    after = replace(case, parties=(plaintiff, other, heir), former=(gone,))
    amounts = {gone.name: "1500.00", other.name: "515.00"}
    told = [{"by": f"被告{name}", "amount": {"amount": amount, "currency": "CNY"}} for name, amount in amounts.items()]
    laid = shares_told({"costs": {"shares": told}}, after)
    assert laid == {heir.uid: Money(150_000), other.uid: Money(51_500)}
    # Who follows several bears what each of them was to bear.
    both = replace(heir, predecessors=frozenset({gone.uid, other.uid}))
    after = replace(case, parties=(plaintiff, both), former=(gone, other))
    assert shares_told({"costs": {"shares": told}}, after) == {both.uid: Money(FEE)}


def test_one_heir_of_two_owes_what_each_of_them_owed(house: House) -> None:
    """SI 55: a couple sued, bears the fees, and both die."""
    case, husband = prepared(house), person("林大海", 45)
    told = PartyData(Side.PLAINTIFF, "林大海", "natural", husband.uid, "resident", husband.id_number)
    step(OPERATOR, house.at, lambda record: add_party(record, case, told, under="CPL 135"))
    case = case_by_uid(case.uid)
    parts = {"林晓梅": 100_000, "林大海": FEE - 100_000}
    shares = {one.uid: Money(parts[one.name]) for one in case.of_side(Side.PLAINTIFF)}
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, shares, house.at.date())
    for name in parts:
        dies(house, case, name)
    stops(house, case)
    heir = heir_called(house, case, "林晓梅")
    assert heir_called(house, case, "林大海") == heir
    assert house.work() == []
    rows = Charge.objects.filter(period=RECOVERY).order_by("id")
    assert [(row.payer, row.amount_minor) for row in rows] == [(heir, part) for part in parts.values()]

"""The court's money: each act posts to books that balance; what waits is assigned or returned; relief; the judgment."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.acts.money import FEE, books, credit, owing, paid
from tests.acts.service import NONE, quick_papers
from tests.builders import YUZHONG, House, refused, staff
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Side, Stage
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.actions.payments import assign_payment, return_payment
from tongban.fees.actions.refunds import propose_refund
from tongban.fees.actions.relief import grant_relief, refuse_relief, write_off
from tongban.fees.models import Charge, Payment, Posting, Refund
from tongban.fees.queries import is_unpaid_over
from tongban.fees.queries.charges import charge_view
from tongban.fees.rules.relief import Application
from tongban.fees.vocabulary import RECOVERY, Account, RefundEvent
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WHY = "付款人写错了缴款码，电话核实"
WAIVED = Application("minimum_living", natural_person=True, written=True, hardship_proof=True, livelihood_proof=True)


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def test_a_fee_that_is_asked_for_and_paid_stands_in_the_books(house: House) -> None:
    owing(house)
    assert books() == {Account.DUE: FEE, Account.PREPAID: -FEE}
    house_case = Charge.objects.get()
    credit(house, "EB1", "2015.00", house_case.code)
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}
    events = set(Posting.objects.values_list("event", flat=True))
    assert events == {"fee_assessed", "payment_received", "charge_paid"}
    assert events <= set(Entry.objects.values_list("event", flat=True))


def test_the_journal_cannot_be_changed(house: House) -> None:
    owing(house)
    for change in (lambda rows: rows.update(amount_minor=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="append-only"), lifted("test"), transaction.atomic():
            change(Posting.objects.all())


def test_a_platform_that_was_here_before_begins_with_the_same_journal(house: House) -> None:
    """What the migration posts from the rows is what the acts would have posted."""
    case = paid(house)
    lapsed = house.case()
    assert house.work(without=NONE) == []
    with lifted("test: the notice was served long ago"):
        Charge.objects.filter(case=lapsed.uid).update(due=date(2026, 11, 20))
    lapse_unpaid(lapsed.uid, by=house.judge, at=house.at)
    credit(house, "EB9", "9.00", Charge.objects.get(case=case.uid).code)
    columns = [one.name for one in Posting._meta.get_fields() if one.name not in {"id", "uid"}]

    def lines() -> list[dict[str, object]]:
        return list(Posting.objects.order_by("key").values(*columns))

    before = lines()
    on_table = " ON fees_posting" if connection.vendor == "postgresql" else ""
    with lifted("test: the journal as it was before there was one"), connection.cursor() as cursor:
        for verb in ("update", "delete", "replace"):
            cursor.execute(f"DROP TRIGGER IF EXISTS fees_posting_no_{verb}{on_table}")
        cursor.execute("DELETE FROM fees_posting")
        Charge.objects.filter(state="closed").update(state="open")
    import_module("tongban.fees.migrations.0006_opening_balances").open_books(apps, None)
    assert lines() == before
    assert len(before) == 6
    assert Charge.objects.get(case=lapsed.uid).state == "closed"


def test_a_payment_without_a_code_is_assigned_with_reasons_and_the_case_goes_on(house: House) -> None:
    case, charge = owing(house)
    payment = credit(house, "EB1", "2015.00")
    assert books() == {Account.BANK: FEE, Account.UNIDENTIFIED: -FEE, Account.DUE: FEE, Account.PREPAID: -FEE}
    with refused("fees.reasons_missing"):
        assign_payment(payment.uid, code=charge.code, reasons=" ", by=house.clerk, at=house.at)
    with refused("fees.code_wrong"):
        assign_payment(payment.uid, code="2026", reasons=WHY, by=house.clerk, at=house.at)
    with refused("fees.code_unknown"):
        assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.wuhou_clerk, at=house.at)
    assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}
    with refused("fees.payment_dealt_with"):
        assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert WHY not in "".join(Entry.objects.values_list("body", flat=True))


def test_two_parts_make_a_whole_and_what_is_more_goes_back(house: House) -> None:
    case, charge = owing(house)
    first = credit(house, "EB1", "1000.00", charge.code)
    assign_payment(first.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    charge.refresh_from_db()
    assert (charge.state, charge_view(charge).owed) == ("open", Money(101_500))
    assert case_by_uid(case.uid).stage is Stage.DOCKETED
    # The rest, to the fen, settles the fee without anybody's help.
    rest = credit(house, "EB2", "1015.00", charge.code)
    assert rest.held == ""
    more = credit(house, "EB3", "5.00", charge.code)
    assert more.held == "paid_before"
    return_payment(more.uid, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.BANK: FEE + 500, Account.PREPAID: -FEE, Account.REFUNDS: -500}
    assert Refund.objects.get().due == date(2026, 12, 8)


def test_an_overpayment_settles_the_fee_and_the_rest_is_proposed_to_go_back(house: House) -> None:
    _, charge = owing(house)
    payment = credit(house, "EB1", "2020.00", charge.code)
    assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert books() == {Account.BANK: FEE + 500, Account.PREPAID: -FEE, Account.REFUNDS: -500}
    assert Charge.objects.get().state == "paid"


def test_money_for_a_withdrawn_case_and_foreign_money_can_only_go_back(house: House) -> None:
    case, charge = owing(house)
    foreign = credit(house, "EB1", "300.00", charge.code, "USD")
    with refused("fees.foreign_currency"):
        assign_payment(foreign.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    house.put_at(case, Stage.WITHDRAWN)
    late = credit(house, "EB2", "2015.00", charge.code)
    assert (foreign.held, late.held) == ("currency", "case_not_waiting")
    with refused("fees.case_over"):
        assign_payment(late.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    for one in (foreign, late):
        return_payment(one.uid, reasons=WHY, by=house.clerk, at=house.at)
        with refused("fees.payment_dealt_with"):
            return_payment(one.uid, reasons=WHY, by=house.clerk, at=house.at)
    assert [(r.amount_minor, r.currency) for r in Refund.objects.order_by("id")] == [(30_000, "USD"), (FEE, "CNY")]
    books()


def test_only_staff_of_the_court_decide_about_money(house: House) -> None:
    _, charge = owing(house)
    payment = credit(house, "EB1", "1.00", charge.code)
    with refused("fees.no_such_payment"):
        return_payment(payment.uid, reasons=WHY, by=house.wuhou_clerk, at=house.at)
    with refused("refund.not_your_act"):
        return_payment(payment.uid, reasons=WHY, by=staff(YUZHONG, Role.LIAISON, "联络员"), at=house.at)


def test_a_waived_fee_is_asked_of_nobody_and_the_case_goes_on(house: House) -> None:
    case, charge = owing(house)
    with refused("refund.not_your_act"):
        grant_relief(charge.uid, WAIVED, reasons=WHY, by=house.clerk, at=house.at)
    with refused("fees.relief_ground_unknown"):
        nobody = Application("nobody", natural_person=True, written=True, hardship_proof=True)
        grant_relief(charge.uid, nobody, reasons=WHY, by=house.judge, at=house.at)
    grant_relief(charge.uid, WAIVED, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    assert books() == {Account.RELIEF: FEE, Account.PREPAID: -FEE}
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    with refused("fees.nothing_owed"):
        grant_relief(charge.uid, WAIVED, reasons=WHY, by=house.judge, at=house.at)


def test_a_reduced_fee_is_waited_for_and_a_refusal_sets_a_new_day(house: House) -> None:
    case, charge = owing(house)
    with refused("fees.new_day_past"):
        refuse_relief(charge.uid, "disaster", reasons=WHY, new_day=date(2026, 11, 23), by=house.judge, at=house.at)
    refuse_relief(charge.uid, "disaster", reasons=WHY, new_day=date(2026, 12, 1), by=house.judge, at=house.at)
    charge.refresh_from_db()
    assert not is_unpaid_over(charge_view(charge), date(2026, 12, 1))
    assert is_unpaid_over(charge_view(charge), date(2026, 12, 2))
    less = Application("disaster", True, True, True, livelihood_proof=True, percent="40")
    grant_relief(charge.uid, less, reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.DOCKETED
    assert books() == {Account.RELIEF: 80_600, Account.DUE: 120_900, Account.PREPAID: -FEE}
    credit(house, "EB1", "1209.00", charge.code)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def settled(house: House, plaintiff: int, defendant: int) -> Charge | None:
    """The judgment allots the fee of a paid case; the defendant's charge, if there is one."""
    case = paid(house)
    sides = {Side.PLAINTIFF: plaintiff, Side.DEFENDANT: defendant}
    shares = {case.of_side(side)[0].uid: Money(share) for side, share in sides.items() if share}
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, shares, date(2026, 11, 20))
    return Charge.objects.filter(period=RECOVERY).first()


def test_the_winner_gets_back_what_the_loser_is_asked_for(house: House) -> None:
    recovery = settled(house, 0, FEE)
    assert recovery is not None
    refund = Refund.objects.get()
    # Fifteen days from the twentieth: the court owes it on that Saturday, no later.
    assert (refund.amount_minor, refund.event, refund.due) == (FEE, "decided", date(2026, 12, 5))
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE, Account.DUE: FEE, Account.PREPAID: -FEE}
    credit(house, "EB9", "2015.00", recovery.code)
    assert house.work(without=NONE) == []
    assert books() == {Account.BANK: 2 * FEE, Account.REFUNDS: -FEE, Account.INCOME: -FEE}


def test_a_shared_fee_is_shared_to_the_fen_and_what_cannot_be_got_is_written_off(house: House) -> None:
    recovery = settled(house, 51_501, 149_999)
    assert recovery is not None
    with refused("refund.not_your_act"):
        write_off(recovery.uid, reasons=WHY, by=house.judge, at=house.at)
    president = staff(YUZHONG, Role.PRESIDENT, "院长甲")
    with refused("cases.file_not_opened"):
        write_off(recovery.uid, reasons=WHY, by=president, at=house.at)
    assert recovery.case is not None
    open_file(case_by_uid(recovery.case).number, "核销无法追缴的诉讼费", by=president, at=house.at)
    write_off(recovery.uid, reasons="被执行人已注销，无财产", by=president, at=house.at)
    assert books() == {
        Account.BANK: FEE,
        Account.REFUNDS: -149_999,
        Account.INCOME: -51_501,
        Account.WRITE_OFF: 149_999,
        Account.PREPAID: -149_999,
    }
    assert Charge.objects.get(period=RECOVERY).state == "closed"
    with refused("fees.nothing_goes_back"):
        propose_refund(recovery.uid, RefundEvent.DISMISSED, effective=house.at.date(), by=house.clerk, at=house.at)


def test_a_judgment_that_allots_other_money_is_not_carried_out_in_silence(house: House) -> None:
    with refused("fees.shares_do_not_match"):
        settled(house, 1, 1)
    books()


@pytest.mark.heavy(keep=1)
@pytest.mark.parametrize("lot", range(3))
def test_random_operations_leave_the_books_of_the_database_balanced(house: House, lot: int) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    _, charge = owing(house)
    for number in range(25):
        amount = chance.choice(["2015.00", "1.00", "1000.00", "2500.00"])
        code = chance.choice([charge.code, "", "2026-0000-0000-00"])
        credit(house, f"R{lot}-{number}", amount, code)
        waiting = list(Payment.objects.filter(returned_at__isnull=True).exclude(held=""))
        for payment in chance.sample(waiting, min(2, len(waiting))):
            # Most are refused once nothing is owed: a refused act leaves no line in the books.
            with suppress(Refused):
                if chance.random() < 0.6:
                    assign_payment(payment.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
                else:
                    return_payment(payment.uid, reasons=WHY, by=house.clerk, at=house.at)
        assert books(), seed

"""What a judgment lays on a party is to be paid in time, from the list of fees on; then enforcement is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.acts.money import FEE, credit, paid
from tests.acts.service import quick_papers
from tests.builders import YUZHONG, House
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import Side
from tongban.delivery.events import PartyServed
from tongban.fees.actions.assess import start_payment_period
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.recovery import propose_recovery
from tongban.fees.actions.settle import note_payment
from tongban.fees.models import Charge
from tongban.fees.vocabulary import RECOVERY
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.register.models import Due, Entry
from tongban.register.queries import entry_view
from tongban.register.vocabulary import DueWork

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def work_of(house: House, reaction: str) -> DueWork:
    due = Due.objects.filter(reaction=reaction).latest("id")
    return DueWork(due.id, due.entry_id, due.reaction, entry_view(due.entry), house.at)


def served(house: House) -> Charge:
    """The defendant bears the fee and was served the list of fees."""
    case = paid(house)
    office = Actor.office(YUZHONG, "test")
    loser = case.of_side(Side.DEFENDANT)[0].uid
    with act(by=office, at=house.at) as record:
        settle_costs(record, case, {loser: Money(FEE)}, date(2026, 11, 20))
    charge = Charge.objects.get(period=RECOVERY)
    assert charge.notice is not None
    with act(by=office, at=house.at) as record:
        fact = PartyServed(
            case=case.uid,
            dispatch=new_id(),
            party=loser,
            purpose="payment",
            papers=(charge.notice,),
            channel="portal",
            served_at=house.at,
            whole_day=False,
        )
        record(fact, under="test", case=case.uid)
    start_payment_period(work_of(house, "start_payment_period"))
    charge.refresh_from_db()
    return charge


def test_the_time_to_pay_runs_from_the_list_of_fees_and_ends_with_the_payment(house: House) -> None:
    charge = served(house)
    assert charge.due == date(2026, 11, 30)
    assert charge.case is not None
    (clock,) = [one for one in clocks_of(charge.case) if one.rule == RECOVERY]
    assert (clock.due, clock.owed_by, clock.met_at) == (charge.due, str(charge.payer), None)
    credit(house, "EB9", "2015.00", charge.code)
    note_payment(work_of(house, "note_payment"))
    (clock,) = [one for one in clocks_of(charge.case) if one.rule == RECOVERY]
    assert clock.met_at is not None
    house.clock.forward(days=9)
    propose_recovery(work_of(house, "propose_recovery"))
    assert not Entry.objects.filter(event="recovery_proposed").exists()


def test_what_is_not_paid_in_time_is_proposed_for_enforcement(house: House) -> None:
    charge = served(house)
    due = Due.objects.filter(reaction="propose_recovery").latest("id")
    assert due.not_before.date() == date(2026, 11, 30)  # midnight in Chongqing is still the thirtieth in Greenwich
    credit(house, "EB8", "15.00", charge.code)
    house.clock.forward(days=9)
    propose_recovery(work_of(house, "propose_recovery"))
    entry = Entry.objects.get(event="recovery_proposed")
    assert '"2015.00"' in entry.body
    assert str(charge.payer) in entry.body

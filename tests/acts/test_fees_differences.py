"""Whatever is changed at the bank, at the gateway or in the journal behind the court's back is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests.acts.money import owing, refund_sent
from tests.acts.money_world import World, entry, world_of
from tests.acts.service import quick_papers, statement
from tests.builders import House
from tongban.fees.actions.reconcile import Reconciler
from tongban.fees.models import Charge, DayCheck, DayDifference, Payment, Posting
from tongban.fees.vocabulary import MoneyLine
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db


@dataclass
class Day:
    """A day on which all agree: money through the bank, through the gateway, and a refund that was paid."""

    world: World
    at_bank: str
    online: str
    refund: str

    @property
    def day(self) -> date:
        return self.world.today

    @property
    def taken(self) -> Path:
        return self.world.folder / "bank" / "taken"

    def found(self) -> set[tuple[str, str]]:
        """What the reconciliation of the day finds: kind and reference."""
        return {(kind, reference) for _day, kind, reference in self.world.differences(self.day)}

    def edit(self, old: str, new: str) -> None:
        """Change the bank's statements where they lie."""
        changed = 0
        for path in self.taken.iterdir():
            text = path.read_text()
            changed += text.count(old)
            path.write_text(text.replace(old, new))
        assert changed == 1

    def line(self, reference: str) -> MoneyLine:
        """The gateway's line of this reference, taken out of its books."""
        number = next(number for number, one in self.world.shop.paid.items() if one.reference == reference)
        return self.world.shop.paid.pop(number)

    def put(self, *lines: MoneyLine) -> None:
        """Further lines in the gateway's books."""
        self.world.shop.paid |= {f"GW{new_id()}": one for one in lines}

    def post(self, of: str, **changed: object) -> None:
        """The journal's line of a reference once more, changed."""
        row = Posting.objects.filter(reference=of, event="payment_received").get()
        told = {one.name: getattr(row, one.name) for one in Posting._meta.concrete_fields if one.name != "id"}
        with lifted("test: somebody writes into the journal"):
            Posting.objects.create(**told | {"uid": new_id(), "key": str(new_id())} | changed)


@pytest.fixture
def day(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    quick_papers(monkeypatch)
    world = world_of(house, tmp_path, monkeypatch)
    _, charge = owing(house)
    world.pay(Money(700), "", "不知何款")
    message = world.shop.pay(world.order(charge), world.today)
    assert world.tell(message) is None
    at_bank = world.pay(Money(500), charge.code)
    refund = refund_sent(house, tmp_path / "bank-out")
    for code, amount in world.orders():
        world.move(amount, out=True, code=code)
    assert refund.code in world.paid_out
    made = Day(world, at_bank, message["transaction"], Posting.objects.get(event="refund_paid").reference)
    # The story's own payment came by a file that lies in no folder of the bank.
    row = world.row(own().reference, Money(own().amount_minor), own().code)
    (made.taken / f"{own().file.digest[:16]}-own.csv").write_bytes(statement(row))
    return made


def own() -> Payment:
    """The payment of the case whose fee goes back."""
    return Payment.objects.get(reference__startswith="EB-")


def of_tomorrow(one: Day) -> None:
    other = one.day + timedelta(days=1)
    text = next(path for path in one.taken.iterdir() if one.at_bank in path.read_text())
    text.write_text(text.read_text().replace(str(one.day), str(other)))


def without(one: Day, reference: str) -> None:
    next(path for path in one.taken.iterdir() if reference in path.read_text()).unlink()


def twice(one: Day) -> None:
    path = next(path for path in one.taken.iterdir() if one.at_bank in path.read_text())
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")


CHANGES: dict[str, tuple[Callable[[Day], object], str, Callable[[Day], str]]] = {
    "the bank does not know a payment": (lambda one: without(one, one.at_bank), "extra", lambda one: one.at_bank),
    "the bank does not know a refund": (lambda one: without(one, one.refund), "extra", lambda one: one.refund),
    "the bank tells another amount": (
        lambda one: one.edit(f"{one.at_bank},{one.day},5.00", f"{one.at_bank},{one.day},5.01"),
        "amount",
        lambda one: one.at_bank,
    ),
    "the bank tells a refund in the other direction": (
        lambda one: one.edit("DBIT", "CRDT"),
        "amount",
        lambda one: one.refund,
    ),
    "the bank tells a payment twice": (twice, "doubled", lambda one: one.at_bank),
    "the bank tells another day": (of_tomorrow, "date", lambda one: one.at_bank),
    "the bank tells of money that nobody took in": (
        lambda one: one.edit(f"{one.at_bank},{one.day}", f"EBNEW,{one.day},1.00,CNY,,p,r\n{one.at_bank},{one.day}"),
        "missing",
        lambda _: "EBNEW",
    ),
    "money left the account without a refund": (
        lambda one: one.edit("<Ntry>", entry("EBGONE", one.day, Money(100), out=True) + "<Ntry>"),
        "orphan_refund",
        lambda _: "EBGONE",
    ),
    "the bank tells of another charge": (
        lambda one: one.edit(f",{own().code},", f",{Charge.objects.earliest('id').code},"),
        "wrong_charge",
        lambda _: own().reference,
    ),
    "the gateway does not know a payment": (lambda one: one.line(one.online), "extra", lambda one: one.online),
    "the gateway tells another amount": (
        lambda one: one.put(replace(one.line(one.online), amount=Money(1))),
        "amount",
        lambda one: one.online,
    ),
    "the gateway tells a payment twice": (
        lambda one: one.put(*[one.line(one.online)] * 2),
        "doubled",
        lambda one: one.online,
    ),
    "the gateway tells the day before": (
        lambda one: one.put(replace(one.line(one.online), day=one.day - timedelta(days=1))),
        "date",
        lambda one: one.online,
    ),
    "the gateway tells of money that nobody took in": (
        lambda one: one.put(MoneyLine("TXNEW", Money(1), one.day, False, "")),
        "missing",
        lambda _: "TXNEW",
    ),
    "the gateway gave back what nobody ordered": (
        lambda one: one.put(MoneyLine("TFNEW", Money(1), one.day, True, "TFNEW")),
        "orphan_refund",
        lambda _: "TFNEW",
    ),
    "the gateway hands over less than it took": (
        lambda one: one.world.pay(Money(200_000), remark=f"结算 JS{one.day:%Y%m%d}1"),
        "settlement",
        lambda one: str(one.day),
    ),
    "the journal holds a payment twice": (lambda one: one.post(one.at_bank), "doubled", lambda one: one.at_bank),
    "the journal holds money of nobody": (
        lambda one: one.post(one.at_bank, reference="EBFALSE"),
        "extra",
        lambda _: "EBFALSE",
    ),
}


def test_a_day_on_which_all_agree_has_no_difference(day: Day) -> None:
    assert day.found() == set()


def test_each_difference_is_found_and_named_and_no_other(day: Day) -> None:
    shop, files = dict(day.world.shop.paid), {path: path.read_bytes() for path in day.taken.iterdir()}
    for what, (change, kind, reference) in CHANGES.items():
        mark = transaction.savepoint()
        change(day)
        assert day.found() == {(kind, reference(day))}, what
        transaction.savepoint_rollback(mark)
        day.world.shop.paid = dict(shop)
        for path in day.taken.iterdir():
            path.unlink()
        for path, content in files.items():
            path.write_bytes(content)


def test_a_charge_that_says_other_than_the_journal_is_named(day: Day) -> None:
    charge = Charge.objects.earliest("id")
    with lifted("test: somebody writes into the table"):
        Charge.objects.filter(id=charge.id).update(state="open", paid_at=None)
    assert day.found() == {("charge_state", charge.code)}


def test_days_on_which_the_platform_stood_still_are_reconciled_and_a_late_statement_clears_what_it_explains(
    day: Day,
) -> None:
    reconciler, first = Reconciler(day.world.house.clock), day.day
    late = next(path for path in day.taken.iterdir() if day.at_bank in path.read_text())
    content = late.read_bytes()
    late.unlink()
    day.world.house.clock.forward(days=1)
    assert reconciler()
    assert {row.kind for row in DayDifference.objects.filter(cleared_at__isnull=True)} == {"extra"}
    assert not reconciler()
    # Three days later, and the bank's statement is there at last; another file came with it.
    day.world.house.clock.forward(days=3)
    late.write_bytes(content)
    day.world.pay(Money(100))
    while reconciler():
        pass
    days = [first + timedelta(days=n) for n in range(4)]
    assert sorted(set(DayCheck.objects.values_list("day", flat=True))) == days
    assert not DayDifference.objects.filter(cleared_at__isnull=True).exists()

"""The court's money in double entry: whatever happens in whatever order, the books balance and nothing is overdrawn."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from tongban.fees.rules import ledger
from tongban.fees.rules.ledger import Transfers, balances, overdrawn, standing, taken_back
from tongban.fees.rules.matching import assignable
from tongban.fees.vocabulary import Account, Place, Standing, Transfer
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

OPERATIONS = 10_000


def test_a_transfer_moves_something_from_one_place_to_another() -> None:
    for amount, credit in ((0, Account.DUE), (-1, Account.DUE), (1, Account.BANK)):
        with pytest.raises(ValueError, match="no transfer"):
            Transfer(Place(Account.BANK), Place(credit), Money(amount))


@dataclass
class Books:
    """A court's books under random operations; only what the acts allow is done."""

    chance: random.Random
    journal: list[Transfer] = field(default_factory=list)
    found: dict[tuple[Place, str], int] = field(default_factory=dict)
    charges: list[UUID] = field(default_factory=list)
    payments: list[UUID] = field(default_factory=list)
    refunds: list[UUID] = field(default_factory=list)
    borne: list[tuple[UUID, Transfers]] = field(default_factory=list)
    """How fees were allotted, each with the refund that belongs to it, until it is said anew."""
    done: set[str] = field(default_factory=set)

    def post(self, name: str, transfers: Transfers) -> None:
        if transfers:
            self.done.add(name)
        self.journal += transfers
        for place, minor in balances(transfers).items():
            self.found[place] = self.found.get(place, 0) + minor
        touched = {key: minor for key, minor in self.found.items() if key in balances(transfers)}
        assert overdrawn(touched) == []
        assert sum(balances(transfers).values()) == 0

    def at(self, account: Account, of: UUID | None = None) -> int:
        return abs(self.found.get((Place(account, of), "CNY"), 0))

    def one(self, among: list[UUID]) -> UUID:
        return self.chance.choice(among[-40:])

    def of(self, charge: UUID) -> Standing:
        return standing(self.found, charge)

    def assess(self) -> None:
        self.charges.append(uuid4())
        self.post("assess", ledger.assessed(self.charges[-1], Money(self.chance.randint(0, 500_000))))

    def receive(self) -> None:
        self.payments.append(uuid4())
        due = self.of(self.one(self.charges)).due
        amount = due if due and self.chance.random() < 0.6 else self.chance.randint(1, 500_000)
        through = self.chance.choice([Account.BANK, Account.GATEWAY])
        self.post("receive", ledger.received(self.payments[-1], Money(amount), through))

    def assign(self) -> None:
        payment, charge = self.one(self.payments), self.one(self.charges)
        waiting, owed = Money(self.at(Account.UNIDENTIFIED, payment)), Money(self.of(charge).due)
        answer = assignable(waiting, owed, over=False)
        if not isinstance(answer, Refusal) and answer[0].minor:
            self.post("assign", ledger.put(payment, charge, answer[0]))

    def give_back(self) -> None:
        payment = self.one(self.payments)
        waits = self.at(Account.UNIDENTIFIED, payment)
        if waits:
            self.refunds.append(uuid4())
            self.post("return", ledger.returned(payment, self.refunds[-1], Money(waits)))

    def relieve(self) -> None:
        charge = self.one(self.charges)
        self.post("relieve", ledger.relieved(charge, Money(self.chance.randint(0, self.of(charge).due))))

    def lapse(self) -> None:
        charge = self.one(self.charges)
        if self.of(charge).held == 0:
            self.post("lapse", ledger.given_up(charge, self.of(charge)))

    def lower(self) -> None:
        charge = self.one(self.charges)
        stands = self.of(charge)
        if stands.prepaid:
            due = self.chance.randint(0, min(stands.due, stands.prepaid))
            back = self.chance.randint(0, max(min(stands.held, stands.prepaid - due), 0))
            self.refunds.append(uuid4())
            eased = self.chance.randint(0, max(min(stands.relief, stands.prepaid - due - back), 0))
            self.post("lower", ledger.lowered(charge, self.refunds[-1], Money(due), Money(back), Money(eased)))
            assert self.of(charge).prepaid == stands.prepaid - due - back - eased

    def bear(self) -> None:
        charge = self.one(self.charges)
        stands = self.of(charge)
        # A stopped refund may bring some back to what was allotted and waived since: that no judgment allots again.
        if stands.prepaid and stands.prepaid >= stands.relief:
            share = self.chance.choice([0, stands.prepaid, self.chance.randint(0, stands.prepaid)])
            self.refunds.append(uuid4())
            transfers = ledger.borne(charge, stands, share, self.refunds[-1])
            self.borne.append((self.refunds[-1], transfers))
            self.post("bear", transfers)
            after = self.of(charge)
            assert after.prepaid == 0
            assert after.due == max(max(share - stands.relief, 0) - stands.held, 0)

    def take_back(self) -> None:
        """Who bears a fee is said anew (交纳办法 30): what was paid back already stays paid back."""
        if self.borne:
            refund, transfers = self.borne.pop(self.chance.randrange(len(self.borne)))
            here = self.at(Account.REFUNDS, refund)
            lines = [t for t in transfers if t.credit.of != refund or t.amount.minor <= here]
            self.post("take back", tuple(map(taken_back, lines)))

    def pay_out(self) -> None:
        if self.refunds and (owed := self.at(Account.REFUNDS, refund := self.one(self.refunds))):
            self.post("pay out", ledger.paid_out(refund, Money(owed)))

    def come_back(self) -> None:
        paid = [t for t in self.journal[-60:] if t.debit.account is Account.REFUNDS and t.credit == Place(Account.BANK)]
        if paid and paid[-1].debit.of and not self.at(Account.REFUNDS, paid[-1].debit.of):
            self.post("come back", ledger.came_back(paid[-1].debit.of, paid[-1].amount))

    def stop(self) -> None:
        made = [t for t in self.journal[-60:] if t.credit.account is Account.REFUNDS and t.debit.of]
        if made and made[-1].credit.of and self.at(Account.REFUNDS, made[-1].credit.of) == made[-1].amount.minor:
            self.post("stop", (taken_back(made[-1]),))

    def hand_over(self) -> None:
        self.post("settle", ledger.settled_gateway(Money(max(self.found.get((Place(Account.GATEWAY), "CNY"), 0), 0))))

    def write_off(self) -> None:
        charge = self.one(self.charges)
        if self.of(charge).due and len(self.charges) > 1:
            self.charges.remove(charge)
            self.post("write off", ledger.written_off(charge, self.of(charge)))

    def remit(self) -> None:
        income = self.at(Account.INCOME) - self.at(Account.TREASURY)
        self.post("remit", ledger.remitted(Money(max(income, 0))))


def test_ten_thousand_random_operations_leave_the_books_balanced() -> None:
    seed = random.randrange(2**32)
    books = Books(random.Random(seed))
    books.assess()
    books.receive()
    frequent: list[Callable[[], None]] = [books.assess, books.receive, books.assign, books.bear, books.pay_out] * 3
    rare = [books.take_back, books.give_back, books.relieve, books.lapse, books.lower, books.come_back, books.stop]
    rarest = [books.hand_over, books.write_off, books.remit]
    for number in range(OPERATIONS):
        books.chance.choice(frequent + rare * 2 + rarest)()
        if number % 500 == 0:
            assert sum(books.found.values()) == 0, seed
    assert books.found == balances(books.journal), seed
    assert sum(books.found.values()) == 0, seed
    assert overdrawn(books.found) == [], seed
    assert len(books.done) == 15, (seed, books.done)


@pytest.mark.parametrize(
    ("due", "relief", "share", "earned", "back", "still"),
    [
        (0, 0, 201_500, 201_500, 0, 0),  # paid, and loses
        (0, 0, 0, 0, 201_500, 0),  # paid, and wins: SI 207(1)
        (0, 0, 80_000, 80_000, 121_500, 0),  # paid, and wins in part: 交纳办法 29(2)
        (0, 201_500, 0, 0, 0, 0),  # waived, and wins: the opponent bears it (交纳办法 50)
        (0, 201_500, 201_500, 0, 0, 0),  # waived, and loses
        (0, 100_000, 201_500, 101_500, 0, 0),  # reduced, the rest paid, and loses
        (0, 100_000, 0, 0, 101_500, 0),  # reduced, the rest paid, and wins
        (201_500, 0, 0, 0, 0, 0),  # put off, and wins
        (201_500, 0, 201_500, 201_500, 0, 201_500),  # put off, and loses: pays now
        (100_000, 0, 50_000, 50_000, 51_500, 0),  # paid in part, bears less than it paid
    ],
)
def test_what_a_judgment_does_with_what_was_paid(
    due: int, relief: int, share: int, earned: int, back: int, still: int
) -> None:
    charge, refund, payment, whole = uuid4(), uuid4(), uuid4(), 201_500
    paid = whole - due - relief
    before: Transfers = (*ledger.assessed(charge, Money(whole)), *ledger.relieved(charge, Money(relief)))
    if paid:
        before += (*ledger.received(payment, Money(paid)), *ledger.put(payment, charge, Money(paid)))
    stands = standing(balances(before), charge)
    assert (stands.due, stands.relief, stands.held) == (due, relief, paid)
    after = balances((*before, *ledger.borne(charge, stands, share, refund)))
    assert -after.get((Place(Account.INCOME), "CNY"), 0) == earned
    assert -after.get((Place(Account.REFUNDS, refund), "CNY"), 0) == back
    assert standing(after, charge).due == still
    assert sum(after.values()) == 0


@pytest.mark.parametrize(
    ("waiting", "owed", "over", "expected"),
    [
        (Money(100), Money(300), False, (Money(100), Money(0))),
        (Money(300), Money(300), False, (Money(300), Money(0))),
        (Money(500), Money(300), False, (Money(300), Money(200))),
        (Money(500), Money(0), False, "fees.nothing_owed"),
        (Money(500), Money(300), True, "fees.case_over"),
        (Money(500, "USD"), Money(300), False, "fees.foreign_currency"),
    ],
)
def test_what_of_a_payment_pays_for_a_charge(
    waiting: Money, owed: Money, over: bool, expected: tuple[Money, Money] | str
) -> None:
    answer = assignable(waiting, owed, over=over)
    assert (answer.reason if isinstance(answer, Refusal) else answer) == expected

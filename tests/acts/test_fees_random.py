"""Thousands of random acts leave books that balance and agree with bank and gateway to the fen."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.acts.money import ACCOUNT
from tests.acts.money_world import World, world_of
from tests.acts.service import HEAD, quick_papers
from tests.builders import YUZHONG, House, staff
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.fees.actions.above import settle_appeals
from tongban.fees.actions.anew import lay_shares
from tongban.fees.actions.assess import charge_fee
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.gateway import Asker
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.actions.paying_out import note_failure, write_orders
from tongban.fees.actions.payments import assign_payment, return_payment
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund, stop_refund
from tongban.fees.actions.relief import grant_relief, refuse_relief, write_off
from tongban.fees.actions.treasury import note_remittance
from tongban.fees.models import Charge, Payment, Posting, Refund
from tongban.fees.queries import all_balances, income_held, laid_now, standing_of, total_fees, transfer_of
from tongban.fees.rules.above import ENDS
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.instances import appeal_fee
from tongban.fees.rules.joined import Setting
from tongban.fees.rules.ledger import balances, overdrawn
from tongban.fees.rules.relief import Application
from tongban.fees.vocabulary import RECOVERY, Account, Claim, Fee, FeeKind, RefundEvent, RefundFailure, RefundState
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import Role

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]
ALL = os.environ.get("TONGBAN_TIER") == "all"
OPERATIONS = 10_000 if ALL else 300
EVERY = 26
"""Kinds of operations."""
LOOK = 250 if ALL else 50
"""Operations between two looks at every line of the journal."""
WHY = "电话核实"


@dataclass
class Life:
    """Random operations of everybody; an act that the court refuses is no operation."""

    world: World
    chance: random.Random
    president: Actor
    cases: list[CaseView] = field(default_factory=list)
    over: set[UUID] = field(default_factory=set)
    """Cases whose fees were allotted, or that are withdrawn."""
    heard: set[UUID] = field(default_factory=set)
    """Cases in which the court above has decided."""
    gone: set[str] = field(default_factory=set)
    """Orders at the gateway of which the court was not told yet."""
    asker: Asker = field(init=False)
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.asker = Asker(self.world.house.clock)

    @property
    def house(self) -> House:
        return self.world.house

    def charge(self) -> Charge:
        """A charge of one of the last cases."""
        recent = [case.uid for case in self.cases[-8:]]
        return self.chance.choice(list(Charge.objects.filter(case__in=recent).order_by("id")))

    def refund(self, *states: RefundState) -> Refund | None:
        rows = list(Refund.objects.filter(state__in=states).order_by("-id")[:10])
        return self.chance.choice(rows) if rows else None

    def waiting(self) -> Payment | None:
        rows = list(Payment.objects.filter(returned_at__isnull=True).exclude(held="").order_by("-id")[:10])
        return self.chance.choice(rows) if rows else None

    def begin(self) -> None:
        self.cases.append(self.house.case(loan__amount=str(self.chance.randint(1_000, 900_000))))
        assert self.house.work() == []

    def pay(self) -> None:
        charge = self.charge()
        due = standing_of(charge.uid).due
        amount = due if due and self.chance.random() < 0.6 else self.chance.randint(1, 600_000)
        code = charge.code if self.chance.random() < 0.75 else self.chance.choice(["", "2026-0000-0000-00", "无"])
        currency = "CNY" if self.chance.random() < 0.96 else "USD"
        self.world.pay(Money(amount, currency), code)

    def copy(self) -> None:
        charge = self.charge()
        due = standing_of(charge.uid).due or self.chance.randint(1, 600_000)
        self.world.copy(Money(due), charge.code, self.chance.random())

    def repeat(self) -> None:
        if self.world.files:
            self.world.send(self.chance.choice(self.world.files[-20:]) + self.chance.choice([b"", b"\n"]))

    def reuse(self) -> None:
        """The bank tells of other money under a reference that stands for some already."""
        taken = Payment.objects.filter(channel="bank").order_by("-id").first()
        if taken is not None:
            row = self.world.row(taken.reference, Money(taken.amount_minor + 1, taken.currency), taken.code)
            self.world.wrong.add((self.world.today, "doubled", taken.reference))
            self.world.send((HEAD + row + "\n").encode())

    def misspell(self) -> None:
        rows = ["too,short", f"{self.world.reference()},yesterday,-1,CNY,x,p,r", f",{self.world.today},1,CNY,,p,r"]
        self.world.send((HEAD + "\n".join(self.chance.sample(rows, 2)) + "\n").encode())

    def online(self) -> None:
        number = self.world.order(self.charge())
        message = self.world.shop.pay(number, self.world.today)
        match self.chance.choice(["once", "once", "twice", "lost", "false"]):
            case "lost":
                self.gone.add(number)
                return
            case "false":
                assert self.world.tell(message | {"amount": "0.01", "event": f"{message['event']}X"}) == "amount"
            case "twice":
                assert self.world.tell(message) is None
        assert self.world.tell(message) is None
        self.gone.discard(number)

    def ask(self) -> None:
        self.house.clock.forward(minutes=3)
        for _ in range(40):
            if not self.asker():
                break
        told = set(Payment.objects.filter(channel="gateway").values_list("reference", flat=True))
        self.gone = {number for number in self.gone if self.world.shop.paid[number].reference not in told}

    def assign(self) -> None:
        if payment := self.waiting():
            assign_payment(payment.uid, code=self.charge().code, reasons=WHY, by=self.house.clerk, at=self.house.at)

    def give_back(self) -> None:
        if payment := self.waiting():
            return_payment(payment.uid, reasons=WHY, by=self.house.clerk, at=self.house.at)

    def relieve(self) -> None:
        ground, percent = self.chance.choice([("minimum_living", ""), ("disaster", "40"), ("injured", "")])
        told = Application(ground, True, True, True, livelihood_proof=True, percent=percent)
        grant_relief(self.charge().uid, told, reasons=WHY, by=self.house.judge, at=self.house.at)

    def refuse(self) -> None:
        day = self.world.today + timedelta(days=7)
        refuse_relief(self.charge().uid, "disaster", reasons=WHY, new_day=day, by=self.house.judge, at=self.house.at)

    def propose(self) -> None:
        charge = self.charge()
        event = self.chance.choice([RefundEvent.DISMISSED, RefundEvent.LESS_IS_DUE, RefundEvent.CONVERSION_UNPAID])
        half = Money(charge.amount_minor // 2) if event is RefundEvent.LESS_IS_DUE else None
        propose_refund(
            charge.uid, event, effective=self.world.today, by=self.house.clerk, at=self.house.at, still_due=half
        )

    def name(self) -> None:
        if refund := self.refund(RefundState.PROPOSED, RefundState.FAILED):
            name_payee(
                refund.uid, payee="林晓梅", bank="示例银行", account=ACCOUNT, by=self.house.clerk, at=self.house.at
            )

    def approve(self) -> None:
        if refund := self.refund(RefundState.PROPOSED, RefundState.CHECKED):
            by = self.chance.choice([self.house.clerk, self.house.judge])
            approve_refund(refund.uid, by=by, at=self.house.at)

    def stop(self) -> None:
        if refund := self.refund(RefundState.PROPOSED, RefundState.CHECKED, RefundState.FAILED):
            stop_refund(refund.uid, reasons=WHY, by=self.house.judge, at=self.house.at)

    def pay_out(self) -> None:
        """The bank carries out orders: paid, refused, paid after the clerk was told otherwise, sent back."""
        while write_orders(self.world.folder / "bank-out", self.house.clock):
            pass
        for code, amount in self.world.orders():
            fate = self.chance.choice(["paid"] * 6 + ["refused", "denied", "back", "other"])
            if fate in {"refused", "denied"}:
                note_failure(code, RefundFailure.REFUSED_BY_BANK, by=self.house.clerk, at=self.house.at)
            if fate == "other":
                # The statement tells of a fen more than was ordered: the court believes neither and looks.
                reference = self.world.move(amount, out=True, told=Money(amount.minor + 1, amount.currency), code=code)
                self.world.wrong.add((self.world.today, "orphan_refund", reference))
                self.world.account[amount.currency] += amount.minor
                self.world.paid_out[code] -= 1
            elif fate != "refused":
                self.world.move(amount, out=True, code=code)
            if fate == "back":
                self.world.move(amount, out=False, code=code)

    def allot(self) -> None:
        case = self.chance.choice(self.cases[-8:])
        if case.uid in self.over:
            return
        rows = Charge.objects.filter(case=case.uid).exclude(period__in=(RECOVERY, OF_APPEAL))
        asked = sum(standing_of(row.uid).prepaid for row in rows)
        mine = self.chance.choice([0, asked, self.chance.randint(0, asked)])
        sides = {Side.PLAINTIFF: mine, Side.DEFENDANT: asked - mine}
        shares = {case.of_side(side)[0].uid: Money(share) for side, share in sides.items() if share}
        self.over.add(case.uid)
        with act(by=Actor.office(YUZHONG, "test"), at=self.house.at) as record:
            settle_costs(record, case_by_uid(case.uid), shares, self.world.today)

    def appeal(self) -> None:
        """Somebody contests a part of the judgment, and is asked for what that costs."""
        case = self.chance.choice(self.cases[-8:])
        if Charge.objects.filter(case=case.uid, period=OF_APPEAL).exists():
            return
        contested = Money(self.chance.randint(1, case.claim_minor))
        owed = appeal_fee(Claim(FeeKind(case.fee_kind), contested), Setting(self.world.today))
        assert isinstance(owed, Fee)
        with act(by=Actor.office(YUZHONG, "test"), at=self.house.at) as record:
            charge_fee(record, case, owed, period=OF_APPEAL, payer=case.of_side(Side.DEFENDANT)[0])

    def above(self) -> None:
        """The court above decides; nothing of what was paid for the appeal is held by nobody afterwards."""
        case = self.chance.choice(self.cases[-8:])
        rows = Charge.objects.filter(case=case.uid, period=OF_APPEAL)
        if case.uid in self.heard or not rows.exists():
            return
        self.heard.add(case.uid)
        if not any(standing_of(row.uid).prepaid for row in rows):
            return  # Waived whole: no decision above moves anything.
        end = self.chance.choice(list(ENDS.values()))
        with act(by=Actor.office(YUZHONG, "test"), at=self.house.at) as record:
            settle_appeals(record, case_by_uid(case.uid), end, self.world.today)
        assert end.agreed or not any(standing_of(row.uid).prepaid for row in rows)

    def anew(self) -> None:
        """A judgment is changed above, or the president changes who bears the fees."""
        case = self.chance.choice(self.cases[-8:])
        total = total_fees(case.uid)
        if not laid_now(case.uid):
            return
        mine = self.chance.choice([0, total, self.chance.randint(0, total)])
        sides = {Side.PLAINTIFF: mine, Side.DEFENDANT: total - mine}
        shares = {case.of_side(side)[0].uid: Money(share) for side, share in sides.items()}
        with act(by=self.house.judge, at=self.house.at) as record:
            lay_shares(record, case_by_uid(case.uid), shares, self.world.today)
        assert sum(share.minor for share in laid_now(case.uid).values()) == total

    def give_up(self) -> None:
        rows = list(Charge.objects.filter(period=RECOVERY, state="open").order_by("-id")[:10])
        row = self.chance.choice(rows) if rows else None
        if row is not None and row.case:
            open_file(case_by_uid(row.case).number, WHY, by=self.president, at=self.house.at)
            write_off(row.uid, reasons=WHY, by=self.president, at=self.house.at)

    def remit(self) -> None:
        held = income_held(YUZHONG)
        if held > 0:
            amount, reference = Money(self.chance.randint(1, held)), self.world.reference()
            note_remittance(reference, amount, self.world.today, by=self.president, at=self.house.at)
            self.world.number -= 1
            assert self.world.move(amount, out=True) == reference

    def lapse(self) -> None:
        charge = Charge.objects.filter(state="open", due__isnull=True, period="fee_plaintiff").first()
        if charge is None or charge.case is None or charge.case in self.over:
            return
        with lifted("test: the notice was served long ago"):
            Charge.objects.filter(id=charge.id).update(due=self.world.today - timedelta(days=1))
        lapse_unpaid(charge.case, by=self.house.judge, at=self.house.at)
        assert case_by_uid(charge.case).stage is Stage.WITHDRAWN
        self.over.add(charge.case)

    def tomorrow(self) -> None:
        """The gateway hands over what it took, and the day that ends is reconciled."""
        self.ask()
        day = self.world.today
        self.house.clock.forward(days=1)
        self.world.settle(day)
        assert self.world.differences(day) == {one for one in self.world.wrong if one[0] == day}

    def work(self) -> None:
        assert self.house.work() == []

    def step(self) -> None:
        """One operation that is done."""
        frequent = [self.pay, self.pay, self.pay, self.assign, self.approve, self.approve, self.name, self.pay_out]
        usual = [self.online, self.give_back, self.propose, self.allot, self.relieve, self.ask, self.anew]
        usual += [self.appeal, self.above, self.copy]
        rare = [self.begin, self.repeat, self.reuse, self.misspell, self.refuse, self.stop, self.give_up, self.remit]
        rare += [self.lapse, self.tomorrow, self.work]
        what: Callable[[], None] = self.chance.choice([*frequent * 4, *usual * 2, *rare])
        with suppress(Refused):
            what()
            self.done[what.__name__] += 1


def agree(life: Life) -> None:
    """The books balance in each currency, nothing is overdrawn, and bank and gateway know the same money."""
    found = all_balances()
    sums: Counter[str] = Counter()
    for (_place, currency), minor in found.items():
        sums[currency] += minor
    assert not any(sums.values())
    at = {(place.account, currency): minor for (place, currency), minor in found.items()}
    for currency in ("CNY", "USD"):
        assert at.get((Account.BANK, currency), 0) == life.world.account[currency]
    shop = life.world.shop
    untold = sum(shop.paid[number].amount.minor for number in life.gone)
    handed_over = sum(shop.net(day) for day in shop.settled)
    assert at.get((Account.GATEWAY, "CNY"), 0) == shop.net() - untold - handed_over
    assert set(life.world.paid_out.values()) <= {0, 1}, "a refund left the account twice"


def look(life: Life) -> None:
    """Every line of the journal."""
    kept = {place.account: minor for (place, currency), minor in all_balances().items() if currency == "CNY"}
    assert income_held(YUZHONG) == -kept.get(Account.INCOME, 0) - kept.get(Account.TREASURY, 0)
    assert overdrawn(balances(transfer_of(row) for row in Posting.objects.all())) == []
    for refund in Refund.objects.exclude(code__in=life.world.shop.back):
        assert life.world.paid_out[refund.code] == (refund.state == RefundState.PAID), refund.code


def test_random_acts_leave_the_books_balanced_and_in_agreement_with_bank_and_gateway(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_papers(monkeypatch)
    seed = os.environ.get("TONGBAN_SEED", "0")
    president = staff(YUZHONG, Role.PRESIDENT, "院长甲")
    life = Life(world_of(house, tmp_path, monkeypatch), random.Random(f"{seed}:money"), president)
    life.begin()
    life.begin()
    number = 0
    while sum(life.done.values()) < OPERATIONS:
        number += 1
        life.step()
        agree(life)
        if number % LOOK == 0:
            look(life)
    life.tomorrow()
    agree(life)
    look(life)
    assert len(life.done) == EVERY or not ALL, (seed, life.done)

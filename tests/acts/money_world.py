"""Whoever moves money around a court, played by a test: a bank, a payment gateway, payers, and staff who err.

Bank and gateway keep books of their own, by which the court's journal is judged.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from tests.acts.money import camt
from tests.acts.service import statement
from tests.builders import House, party
from tongban.fees.actions import gateway as paying
from tongban.fees.actions import reconcile as reconciling
from tongban.fees.actions.bank_import import import_once
from tongban.fees.actions.gateway import open_order, take_message
from tongban.fees.actions.reconcile import reconcile_day
from tongban.fees.models import Charge, DayDifference
from tongban.fees.rules.gateway import signed
from tongban.fees.vocabulary import CallbackFlaw, GatewayMessage, GatewayState, MoneyLine
from tongban.kernel.money import Money

KEY = "a key that court and gateway share"


@dataclass
class Shop:
    """A payment gateway without a line: the court's adapter and its books in one."""

    key: str = KEY
    orders: dict[str, Money] = field(default_factory=dict)
    paid: dict[str, MoneyLine] = field(default_factory=dict)
    back: dict[str, MoneyLine] = field(default_factory=dict)
    settled: set[date] = field(default_factory=set)

    def create(self, number: str, amount: Money, expires: datetime, *, at: datetime) -> str:
        del expires, at
        self.orders[number] = amount
        return f"https://pay.example/{number}"

    def pay(self, number: str, day: date) -> dict[str, str]:
        """The payer pays; the message that the court is to get."""
        mark = hashlib.sha256(number.encode()).hexdigest()[:16].upper()
        amount = self.orders[number]
        self.paid.setdefault(number, MoneyLine(f"TX{mark}", amount, day, False, ""))
        return self._message(number)

    def _message(self, number: str) -> dict[str, str]:
        line = self.paid[number]
        return {
            "event": f"EV{line.reference[2:]}",
            "order": number,
            "transaction": line.reference,
            "amount": line.amount.decimal_text,
            "currency": line.amount.currency,
            "paid_on": line.day.isoformat(),
        }

    def ask(self, number: str, *, at: datetime) -> GatewayMessage | GatewayState:
        del at
        if number not in self.paid:
            return GatewayState.OPEN
        line = self.paid[number]
        return GatewayMessage(f"EV{line.reference[2:]}", number, line.reference, line.amount, line.day)

    def refund(self, code: str, transaction: str, amount: Money, *, at: datetime) -> bool:
        assert transaction in {one.reference for one in self.paid.values()}
        self.back.setdefault(code, MoneyLine(code, amount, timezone.localtime(at).date(), True, code))
        return True

    def settlement(self, day: date, *, at: datetime) -> tuple[MoneyLine, ...]:
        del at
        return tuple(one for one in (*self.paid.values(), *self.back.values()) if one.day == day)

    def net(self, day: date | None = None) -> int:
        """What it took less what it gave back, on a day or ever, in fen."""
        lines = (one for one in (*self.paid.values(), *self.back.values()) if day is None or one.day == day)
        return sum(-one.amount.minor if one.out else one.amount.minor for one in lines)


@dataclass
class World:
    """The court's surroundings; the clock is the house's."""

    house: House
    folder: Path
    shop: Shop = field(default_factory=Shop)
    account: Counter[str] = field(default_factory=Counter)
    """What lies on the court's bank account, in minor units by currency, as the bank knows it."""
    paid_out: Counter[str] = field(default_factory=Counter)
    """By code of a refund: how often it left the account, less how often it came back."""
    wrong: set[tuple[date, str, str]] = field(default_factory=set)
    """Differences that a reconciliation must find: day, kind, reference."""
    files: list[bytes] = field(default_factory=list)
    number: int = 0

    @property
    def today(self) -> date:
        return timezone.localtime(self.house.at).date()

    def reference(self) -> str:
        self.number += 1
        return f"EB{self.number:06d}"

    def send(self, content: bytes, ending: str = "csv") -> None:
        """The bank puts a file into the court's inbox, and the court takes it in."""
        inbox = self.folder / "bank"
        inbox.mkdir(exist_ok=True)
        self.number += 1
        (inbox / f"{self.number:06d}.{ending}").write_bytes(content)
        assert import_once(inbox, self.house.clock)
        if ending == "csv":
            self.files.append(content)

    def copy(self, amount: Money, code: str, cut: float) -> None:
        """Somebody pays, and the bank's file is copied slowly: the court looks when a part of it lies there."""
        reference, inbox = self.reference(), self.folder / "bank"
        inbox.mkdir(exist_ok=True)
        self.account[amount.currency] += amount.minor
        content = statement(self.row(reference, amount, code))
        path = inbox / f"{reference}.csv"
        path.write_bytes(content[: int(len(content) * cut)])
        import_once(inbox, self.house.clock)
        path.write_bytes(content)
        assert import_once(inbox, self.house.clock)
        self.files.append(content)

    def row(self, reference: str, amount: Money, code: str = "", remark: str = "诉讼费") -> str:
        return f"{reference},{self.today},{amount.decimal_text},{amount.currency},{code},林晓梅,{remark}"

    def pay(self, amount: Money, code: str = "", remark: str = "诉讼费") -> str:
        """Somebody pays at the bank, and the bank says so."""
        reference = self.reference()
        self.account[amount.currency] += amount.minor
        self.send(statement(self.row(reference, amount, code, remark)))
        return reference

    def move(self, amount: Money, *, out: bool, code: str = "", told: Money | None = None) -> str:
        """Money leaves the account, or comes back, under the code of a refund; `told`: what the statement says."""
        reference, said = self.reference(), told or amount
        self.account[amount.currency] += -amount.minor if out else amount.minor
        if code:
            self.paid_out[code] += 1 if out else -1
        self.send(camt(entry(reference, self.today, said, out=out, code=code)), "xml")
        return reference

    def orders(self) -> Iterator[tuple[str, Money]]:
        """What the court ordered the bank to pay since the bank looked last: code and amount of each refund."""
        for path in sorted((self.folder / "bank-out").glob("*.xml")):
            one = fromstring(path.read_bytes(), forbid_dtd=True)
            texts = [(e.tag.rpartition("}")[2], e) for e in one.iter()]
            codes = [e.text for name, e in texts if name == "EndToEndId"]
            amounts = [e for name, e in texts if name == "InstdAmt"]
            path.unlink()
            for code, amount in zip(codes, amounts, strict=True):
                assert code
                assert amount.text
                yield code, Money(round(float(amount.text) * 100), amount.get("Ccy", ""))

    def order(self, charge: Charge) -> str:
        """The payer opens an order at the gateway; its number."""
        lin = self.house.lin.uid
        page = open_order(charge.uid, viewer=self.house.viewer(lin), by=party(lin), at=self.house.at).pay_at
        return page.rpartition("/")[2]

    def tell(self, message: dict[str, str]) -> CallbackFlaw | None:
        """The gateway's message reaches the court."""
        body, seconds = json.dumps(message).encode(), str(int(self.house.at.timestamp()))
        return take_message(body, seconds=seconds, signature=signed(KEY, seconds, body), at=self.house.at)

    def settle(self, day: date) -> None:
        """The gateway hands over what it took on a day, if it took more than it gave back."""
        net = self.shop.net(day)
        if net > 0 and day not in self.shop.settled:
            self.shop.settled.add(day)
            self.pay(Money(net), remark=f"结算 JS{day:%Y%m%d}1")

    def differences(self, day: date) -> set[tuple[date, str, str]]:
        """The court reconciles the day; what it finds."""
        reconcile_day(day, self.folder / "bank" / "taken", at=self.house.at)
        rows = DayDifference.objects.filter(day=day, cleared_at__isnull=True)
        return {(row.day, row.kind, row.reference) for row in rows}


def entry(reference: str, day: date, amount: Money, *, out: bool, code: str = "") -> str:
    """A booked entry of a camt.053 under the code of a refund."""
    end = f"<EndToEndId>{code}</EndToEndId>" if code else ""
    return (
        f'<Ntry><Amt Ccy="{amount.currency}">{amount.decimal_text}</Amt><CdtDbtInd>{"DBIT" if out else "CRDT"}'
        f"</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef>{end}</Refs></TxDtls></NtryDtls></Ntry>"
    )


def world_of(house: House, folder: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world around a house, whose gateway is the world's."""
    from django.conf import settings

    world = World(house, folder)
    for module in (paying, reconciling):
        monkeypatch.setattr(module, "gateway", lambda: world.shop)
    changed = replace(settings.TONGBAN, bank_inbox=folder / "bank", bank_outbox=folder / "bank-out")
    monkeypatch.setattr(settings, "TONGBAN", changed)
    return world

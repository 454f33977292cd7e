"""What tests of the court's money share: a case that owes its fee, the books as they stand, refunds on their way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.acts.service import NONE, paid, statement, take
from tests.builders import House
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.fees.actions.bank_import import import_file
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.recovery import hand_over_recovery
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund
from tongban.fees.events import ChargeFallsDue
from tongban.fees.models import BankFile, Charge, Payment, Posting, Recovery, Refund
from tongban.fees.queries import all_balances, transfer_of
from tongban.fees.rules.ledger import balances, overdrawn
from tongban.fees.vocabulary import RECOVERY, Account, RefundEvent
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money

FEE = 201_500
ACCOUNT = "6222000000001234"

__all__ = [
    "ACCOUNT",
    "FEE",
    "Books",
    "books",
    "credit",
    "handed_over",
    "owing",
    "paid",
    "refund_sent",
    "statement",
    "take",
]

Books = dict[Account, int]


def books() -> Books:
    """Each account as a whole, in fen; the books must balance and no part of them be overdrawn."""
    found = {place.account: minor for (place, currency), minor in all_balances().items() if currency == "CNY"}
    assert sum(found.values()) == 0
    assert overdrawn(balances(transfer_of(row) for row in Posting.objects.all())) == []
    return {account: minor for account, minor in found.items() if minor}


def owing(house: House) -> tuple[CaseView, Charge]:
    """A case with its charge."""
    case = house.case()
    assert house.work(without=NONE) == []
    return case, Charge.objects.get(case=case.uid)


def credit(house: House, reference: str, amount: str, code: str = "", currency: str = "CNY") -> Payment:
    """Money comes in."""
    take(house, f"{reference},2026-11-23,{amount},{currency},{code},林晓梅,诉讼费", name=f"{reference}.csv")
    return Payment.objects.get(reference=reference)


def refund_sent(house: House, folder: Path) -> Refund:
    """A paid case was dismissed; its refund is approved by two persons, and the bank has the order."""
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=date(2026, 11, 23), by=house.judge, at=house.at)
    name_payee(uid, payee="林晓梅", bank="示例银行（虚构）", account=ACCOUNT, by=house.clerk, at=house.at)
    approve_refund(uid, by=house.clerk, at=house.at)
    approve_refund(uid, by=house.judge, at=house.at)
    assert write_orders(folder, house.clock)
    return Refund.objects.get(uid=uid)


def handed_over(house: House) -> Recovery:
    """A loser did not pay the fees in time: the judge has handed them over for enforcement to the registry."""
    case = house.put_at(paid(house), Stage.EFFECTIVE, defendant=house.zhou)
    loser, day = case.of_side(Side.DEFENDANT)[0], house.at.date() - timedelta(days=1)
    office = Actor.office(case.court, "test")
    with act(by=office, at=house.at) as record:
        settle_costs(record, case, {loser.uid: Money(FEE)}, day)
    charge = Charge.objects.get(case=case.uid, period=RECOVERY)
    with lifted("test: the list of fees was served long ago"):
        Charge.objects.filter(uid=charge.uid).update(due=day)
    with act(by=office, at=house.at) as record:
        record(ChargeFallsDue(case=case.uid, charge=charge.uid, due=day), under="test", case=case.uid)
    assert house.work(without=NONE) == []
    row = Recovery.objects.get(charge=charge)
    hand_over_recovery(row.uid, property_told="名下小型轿车一辆", by=house.judge, at=house.at)
    return row


def entry(reference: str, kind: str, refund: Refund, amount: str = "2015.00") -> str:
    """A booked entry of a statement about a refund: `kind` is DBIT or CRDT."""
    return (
        f'<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{kind}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<Refs><AcctSvcrRef>{reference}</AcctSvcrRef><EndToEndId>{refund.code}</EndToEndId></Refs>"
        "</TxDtls></NtryDtls></Ntry>"
    )


def camt(*entries: str) -> bytes:
    """A bank's camt.053 with these entries."""
    return f"<Document><BkToCstmrStmt><Stmt>{''.join(entries)}</Stmt></BkToCstmrStmt></Document>".encode()


def told(house: House, name: str, *entries: str) -> BankFile:
    """The bank sends a camt.053."""
    return import_file(camt(*entries), name, at=house.at)

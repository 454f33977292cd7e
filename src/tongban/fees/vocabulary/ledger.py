"""Words of the court's money in double entry: accounts, transfers between them, what a charge still stands at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.terms import Term


class Account(Term):
    """Where money stands. Those of `OWED_TO_COURT` and `MONEY` grow by a debit, all others by a credit."""

    BANK = "bank", "银行存款"
    GATEWAY = "gateway", "支付平台待结算款"
    """Taken by the payment gateway for the court and not yet on its bank account."""
    UNIDENTIFIED = "unidentified", "待查款项"
    """Came in and is put against no charge yet; of a payment."""
    DUE = "due", "应收诉讼费"
    """What a party still owes; of a charge."""
    PREPAID = "prepaid", "预收诉讼费"
    """Asked for and neither earned nor given back yet; of a charge."""
    INCOME = "income", "诉讼费收入"
    """Borne by somebody for good; to be handed over to the treasury (交纳办法 52)."""
    REFUNDS = "refunds", "应退诉讼费"
    """To be paid back; of a refund."""
    TREASURY = "treasury", "已缴国库"
    RELIEF = "relief", "司法救助减免"
    """Waived for who could not pay (交纳办法 44-47), until the fee is allotted; of a charge."""
    WRITE_OFF = "write_off", "核销"
    """Owed and given up, because nothing can be got; of a charge."""


GROWS_BY_DEBIT = frozenset(
    {Account.BANK, Account.GATEWAY, Account.DUE, Account.TREASURY, Account.RELIEF, Account.WRITE_OFF}
)
"""What the court has, is owed, or has given up. All other accounts say whose it is, and grow by a credit."""


@dataclass(frozen=True, slots=True)
class Place:
    """An account, and whose part of it: `of` is the uid of a charge, a payment or a refund, None for the whole."""

    account: Account
    of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Two lines in one: `amount` is debited at one place and credited at the other, so that no transfer can unbalance
    the books. Raises ValueError for an amount that is not above zero and for a transfer from a place to itself.
    """

    debit: Place
    credit: Place
    amount: Money

    def __post_init__(self) -> None:
        if self.amount.minor <= 0 or self.debit == self.credit:
            message = f"no transfer: {self.amount} from {self.credit} to {self.debit}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a charge stands at, in fen: `due` still owed, `prepaid` asked for and not settled yet, `relief` waived,
    `written_off` given up, because it cannot be got.
    """

    due: int
    prepaid: int
    relief: int
    written_off: int

    @property
    def allotted(self) -> bool:
        """A judgment has laid it on its payer for good, who still owes it: a fee that had been put off."""
        return not self.prepaid and self.due > 0

    @property
    def held(self) -> int:
        """What was paid for it and still lies with the court."""
        return self.prepaid - self.due - self.relief - self.written_off


@dataclass(frozen=True, slots=True)
class PostingView:
    """A line of the journal as pages read it; `event` names the fact that it comes from."""

    uid: UUID
    event: str
    transfer: Transfer
    value_date: date
    at: datetime
    reverses: UUID | None

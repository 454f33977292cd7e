"""Facts about money. Together they hold all that a double-entry ledger needs: charges made, money in, money matched."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact
from tongban.kernel.money import Money


class FeeAssessed(Fact):
    """A party owes a fee; the working of it stays with the charge, its digest is here."""

    case: UUID
    charge: UUID
    payer: UUID
    kind: str
    amount: Money
    breakdown: str
    notice: UUID


class ChargeFallsDue(Fact):
    """The notice was served: the fee is to be paid until `due`."""

    case: UUID
    charge: UUID
    due: date


class FeeLapsed(Fact):
    """The fee was not paid until `due`; a judge confirmed that the case counts as withdrawn."""

    case: UUID
    charge: UUID
    due: date


class BankFileTaken(Fact):
    """A file from the bank lies here under its digest; `rows` 0 and a flaw when it cannot be read."""

    file: UUID
    digest: str
    rows: int
    flaw: str


class BankRowRefused(Fact):
    """A row of a bank file is no payment that can be taken; it is kept for a person."""

    file: UUID
    line: int
    digest: str
    flaws: tuple[str, ...]


class PaymentReceived(Fact):
    """Money came in on the court's account. `held` is empty when it settled `charge`."""

    payment: UUID
    file: UUID
    line: int
    reference: str
    amount: Money
    value_date: date
    digest: str
    charge: UUID | None
    held: str


class ChargePaid(Fact):
    """A charge was settled in full by one payment."""

    case: UUID
    charge: UUID
    payment: UUID
    amount: Money
    value_date: date


class BankFileImported(Fact):
    """Every row of a bank file has been dealt with."""

    file: UUID
    digest: str
    payments: int
    refused: int
    repeated: int


class PaymentNoted(Fact):
    """The case knows that its fee is paid."""

    case: UUID
    charge: UUID

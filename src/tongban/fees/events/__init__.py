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


class FeeReduced(Fact):
    """Less is claimed than the fee was asked for: this much of it is not asked for any more, or goes back."""

    case: UUID
    charge: UUID
    amount: Money
    refund: UUID | None


class FeeStays(Fact):
    """Less is claimed, too late for the fee: `payer` bears this much of it whatever the outcome (交纳办法 35)."""

    case: UUID
    payer: UUID
    amount: Money


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
    """Money came in on the court's account, or at the gateway (no file). `held` is empty when it settled `charge`."""

    payment: UUID
    file: UUID | None
    line: int
    reference: str
    amount: Money
    value_date: date
    digest: str
    charge: UUID | None
    held: str


class ChargePaid(Fact):
    """A charge was settled in full; `payment` is the last that paid for it."""

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


class PaymentAssigned(Fact):
    """A person put money that waited against a charge; `rest` is what was more than owed and goes back."""

    payment: UUID
    charge: UUID
    amount: Money
    rest: Money
    reasons: str


class PaymentReturned(Fact):
    """A person decided that money which paid for nothing goes back; `reasons` is the digest of the reasons."""

    payment: UUID
    refund: UUID
    amount: Money
    reasons: str


class RefundProposed(Fact):
    """Money is to go back to who paid it, until `due` (交纳办法 53)."""

    refund: UUID
    charge: UUID | None
    payment: UUID | None
    amount: Money
    event: str
    due: date


class RefundPayeeNamed(Fact):
    """The account to which a refund goes was named; its digest is here. Earlier approvals fall."""

    refund: UUID
    payee: str


class RefundApproved(Fact):
    """A person approved a refund; `second` is the other person, after whom it may be paid."""

    refund: UUID
    second: bool


class RefundSent(Fact):
    """The order to pay a refund lies with the bank (`order` names the file) or the gateway."""

    refund: UUID
    order: str


class RefundPaid(Fact):
    """A refund has left the court's account."""

    refund: UUID
    reference: str
    amount: Money
    value_date: date


class RefundFailed(Fact):
    """A refund could not be paid, or came back: a person names another account or stops it."""

    refund: UUID
    reference: str
    failure: str


class RefundAstray(Fact):
    """A refund is with the bank, or paid, to an account that the person never named: a task; `state` says which."""

    refund: UUID
    state: str


class RefundAccepted(Fact):
    """The bank has taken the order on (pain.002); its statement will say that it paid."""

    refund: UUID
    order: str


class RefundOverdue(Fact):
    """The last day to pay a refund is over and the court has not paid it; `state`: how far it had come."""

    refund: UUID
    amount: Money
    due: date
    state: str


class RefundStopped(Fact):
    """A refund will not be paid; its money lies where it lay before."""

    refund: UUID
    reasons: str


class ReliefApplied(Fact):
    """A party applied for relief from a fee in writing (交纳办法 48(1)): nothing lapses until the court has decided."""

    case: UUID
    charge: UUID
    application: UUID
    ground: str
    papers: int


class ReliefGranted(Fact):
    """Relief from a fee was granted: `waived` is not asked for, `later` is put off (交纳办法 45-47)."""

    case: UUID
    charge: UUID
    relief: str
    ground: str
    waived: Money
    later: Money


class ReliefRefused(Fact):
    """Relief was refused with written reasons (交纳办法 48(3)); the fee is to be paid until `new_day` (SI 213).

    `new_day` is None for a fee that need not be paid in advance.
    """

    case: UUID
    charge: UUID
    ground: str
    reasons: str
    new_day: date | None


class FeeBorne(Fact):
    """What was paid in advance is settled: `share` falls on the payer, `back` goes back (交纳办法 29; SI 207)."""

    case: UUID
    charge: UUID
    share: Money
    back: Money
    refund: UUID | None


class FeeTakenOver(Fact):
    """The fee of a dead party, `before`, is that of the heir, `payer`, from now on (SI 55)."""

    case: UUID
    charge: UUID
    before: UUID
    payer: UUID


class FeeRecovered(Fact):
    """A party that paid nothing in advance bears a part of the fee and is asked for it (交纳办法 29; SI 207)."""

    case: UUID
    charge: UUID
    payer: UUID
    amount: Money


class RecoveryProposed(Fact):
    """What a judgment laid on a party was not paid in time: to be handed over for enforcement (SI 207(2))."""

    case: UUID
    charge: UUID
    payer: UUID
    amount: Money
    due: date


class FeeWrittenOff(Fact):
    """What a party owes cannot be got; the president gave it up."""

    case: UUID
    charge: UUID
    amount: Money
    reasons: str


class TreasuryPaid(Fact):
    """The court handed income over to the treasury (交纳办法 52)."""

    reference: str
    amount: Money
    value_date: date


class GatewayOrdered(Fact):
    """The payer may pay a charge at the gateway under this order."""

    order: UUID
    charge: UUID
    number: str
    amount: Money


class GatewayOrderClosed(Fact):
    """An order at the gateway is closed: it ran out, or its charge is paid otherwise."""

    order: UUID


class GatewayMessageRefused(Fact):
    """A message of the gateway carried a right signature and says what cannot be: a person looks at it."""

    event: str
    order: UUID | None
    flaw: str
    digest: str


class GatewaySettled(Fact):
    """The gateway has paid what it took onto the court's bank account."""

    number: str
    reference: str
    amount: Money
    value_date: date


class DayReconciled(Fact):
    """Statement, gateway, journal and charges of a day were compared."""

    check: UUID
    day: date
    bank: int
    gateway: int
    journal: int
    found: int


class DifferenceCleared(Fact):
    """A difference is explained, or gone; `reasons` is the digest of the explanation, "" when it is gone."""

    difference: UUID
    reasons: str

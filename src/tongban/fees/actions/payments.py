"""Money that waits for a person: put against a charge, or returned, with reasons (交纳办法 22, 52, 55)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.law import ENDED
from tongban.cases.queries import case_by_uid
from tongban.fees.actions.ledger import Told, book
from tongban.fees.actions.refunds import open_refund, proposed
from tongban.fees.events import ChargePaid, PaymentAssigned, PaymentReceived, PaymentReturned
from tongban.fees.models import Charge, Payment
from tongban.fees.queries import found_balances, standing_of
from tongban.fees.rules.awaited import is_awaited
from tongban.fees.rules.codes import parse_code
from tongban.fees.rules.ledger import Transfers, earned_as_laid, put, received, returned
from tongban.fees.rules.matching import Claim, assignable, match
from tongban.fees.rules.refunding import reasons_flaws
from tongban.fees.vocabulary import RECOVERY, RETURNED, Account, ChargeState, Place
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require

LAW = "house rule: money without a charge waits for a person"
IMPORTED = "house rule: bank statements are imported as they arrive"
STAFF = frozenset({"clerk", "judge", "president"})


def assign_payment(payment: UUID, *, code: str, reasons: str, by: Actor, at: datetime) -> None:
    """Put waiting money against the charge of this payment code; what is more than owed is proposed to go back.

    Refused: no such payment here, dealt with before, no such charge here, nothing owed, the case is over, another
    currency (交纳办法 55), no reasons.
    """
    with act(by=by, at=at) as record:
        row, waiting = _waiting(record, payment, reasons)
        charge = _charge_under(record, code)
        stands = standing_of(charge.uid)
        borne = charge.period == RECOVERY or stands.allotted
        over = not borne and charge.case is not None and case_by_uid(charge.case).stage in ENDED
        owed = Money(stands.due, charge.currency)
        answer = assignable(waiting, owed, over=over)
        if isinstance(answer, Refusal):
            raise Refused(answer)
        taken, rest = answer
        digest = _decided(row, reasons)
        row.charge, row.court, row.case, row.held = charge, charge.court, charge.case, ""
        row.save()
        key = f"{row.uid}:{charge.uid}"
        fact = PaymentAssigned(payment=row.uid, charge=charge.uid, amount=taken, rest=rest, reasons=digest)
        book(record, fact, put(row.uid, charge.uid, taken), row, of=key, under="交纳办法 22", told=told_of(row))
        if taken == owed:
            paid_in_full(record, charge, row)
        if rest.minor:
            _give_back(record, row, rest)


def return_payment(payment: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """Money that paid for nothing goes back: a refund is proposed. Refused: no such payment, dealt with, no reasons."""
    with act(by=by, at=at) as record:
        row, waiting = _waiting(record, payment, reasons)
        digest = _decided(row, reasons)
        row.court, row.returned_at = row.court or by.court, at
        row.save()
        refund = _give_back(record, row, waiting)
        fact = PaymentReturned(payment=row.uid, refund=refund, amount=waiting, reasons=digest)
        record(fact, under="交纳办法 52(2)", case=row.case)


def take_in(record: Recording, payment: Payment, charge: Charge | None, through: Account = Account.BANK) -> Payment:
    """A step: money that came in, not saved yet, is put against `charge` when everything agrees, else held."""
    amount = Money(payment.amount_minor, payment.currency)
    held = match(payment.code, amount, _claim(charge))
    payment.charge, payment.held, payment.taken_at = charge, held or "", record.at
    payment.court, payment.case = (charge.court, charge.case) if charge else ("", None)
    payment.save()
    fact = PaymentReceived(
        payment=payment.uid,
        file=payment.file.uid if payment.file else None,
        line=payment.line,
        reference=payment.reference,
        amount=amount,
        value_date=payment.value_date,
        digest=payment.row_digest,
        charge=charge.uid if charge else None,
        held=payment.held,
    )
    told = told_of(payment)
    book(record, fact, received(payment.uid, amount, through), payment, under=IMPORTED, told=told)
    if charge is not None and held is None:
        paid_in_full(record, charge, payment, put(payment.uid, charge.uid, amount))
    return payment


def _claim(charge: Charge | None) -> Claim | None:
    if charge is None or charge.case is None:
        return None
    case = case_by_uid(charge.case)
    stands = standing_of(charge.uid)
    waiting = is_awaited(charge.period, case.track, case.stage, beside=charge.of is not None)
    owed = Money(stands.due, charge.currency)
    return Claim(owed, ChargeState(charge.state), waiting or stands.allotted)


def paid_in_full(record: Recording, charge: Charge, payment: Payment, transfers: Transfers = ()) -> None:
    """A step: nothing is owed under this charge any more. A fee that a judgment laid on its payer is earned at once."""
    charge.state, charge.paid_at = ChargeState.PAID, record.at
    charge.save(update_fields=["state", "paid_at"])
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    amount = Money(charge.amount_minor, charge.currency)
    if charge.period == RECOVERY:
        transfers = (*transfers, *earned_as_laid(charge.uid, standing_of(charge.uid), charge.currency))
    fact = ChargePaid(
        case=charge.case, charge=charge.uid, payment=payment.uid, amount=amount, value_date=payment.value_date
    )
    book(record, fact, transfers, charge, under="交纳办法 22", told=told_of(payment))


def told_of(row: Payment) -> Told:
    """What was told of a payment that came in."""
    return Told(row.value_date, row.reference)


def _waiting(record: Recording, payment: UUID, reasons: str) -> tuple[Payment, Money]:
    """The payment, locked, and how much of it waits."""
    by = record.by
    row = locked(Payment.objects.filter(uid=payment, court__in=("", by.court))).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_payment", LAW))
    if by.role not in STAFF:
        raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", ", ".join(sorted(STAFF))),)))
    lies = -found_balances([row.uid]).get((Place(Account.UNIDENTIFIED, row.uid), row.currency), 0)
    if not row.held or row.returned_at or lies <= 0:
        raise Refused(Refusal("fees.payment_dealt_with", LAW))
    require(reasons_flaws(reasons))
    return row, Money(lies, row.currency)


def _charge_under(record: Recording, code: str) -> Charge:
    found = parse_code(code)
    if isinstance(found, Refusal):
        raise Refused(found)
    row = locked(Charge.objects.filter(code=found, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("fees.code_unknown", LAW, ("code",), (("typed", found),)))
    return row


def _decided(row: Payment, reasons: str) -> str:
    row.reasons = reasons.strip()
    return hashlib.sha256(row.reasons.encode()).hexdigest()


def _give_back(record: Recording, row: Payment, amount: Money) -> UUID:
    today = timezone.localtime(record.at).date()
    refund = open_refund(record, RETURNED, amount, "交纳办法 52(2)", payment=row, start=today)
    transfers = returned(row.uid, refund.uid, amount)
    book(record, proposed(refund), transfers, refund, under=refund.article)
    return refund.uid

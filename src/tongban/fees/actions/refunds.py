"""Money that goes back (交纳办法 27, 52, 53): proposed, the account named, approved by two persons, or stopped."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.courts.law import due
from tongban.courts.queries import calendar
from tongban.fees.actions.applying import to_account
from tongban.fees.actions.ledger import book, take_back
from tongban.fees.events import (
    GatewayOrdered,
    RefundApproved,
    RefundAstray,
    RefundFailed,
    RefundOverdue,
    RefundPayeeNamed,
    RefundProposed,
    RefundStopped,
)
from tongban.fees.events.anew import FeeCounted
from tongban.fees.models import Charge, DayDifference, Payment, Posting, Refund
from tongban.fees.queries import owners_of, standing_of
from tongban.fees.queries.refunds import payee_in_doubt
from tongban.fees.rules.codes import refund_code
from tongban.fees.rules.ledger import refunded
from tongban.fees.rules.refund import PERIOD
from tongban.fees.rules.refund import refund as what_goes_back
from tongban.fees.rules.refunding import DISPUTES, LAW, REFUND, holds, other_name, payee_flaws, reasons_flaws
from tongban.fees.rules.tables import refund_rows
from tongban.fees.vocabulary import (
    Channel,
    DifferenceKind,
    Held,
    RefundAct,
    RefundEvent,
    RefundFailure,
    RefundState,
)
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries.disputes import in_doubt
from tongban.register.queries import acts_of, entries_of_case
from tongban.register.vocabulary import DueWork


def propose_refund(
    charge: UUID, event: RefundEvent, *, effective: date, by: Actor, at: datetime, still_due: Money | None = None
) -> UUID:
    """A clerk or judge notes an event after which a fee goes back (交纳办法 24-28); returns the refund.

    `effective`: when the paper took effect, from which the fifteen days run. Refused: no such charge here, nothing
    was paid or goes back, `effective` lies ahead, and as the rule refuses.
    """
    with act(by=by, at=at) as record:
        row = locked(Charge.objects.filter(uid=charge, court=by.court)).first()
        if row is None:
            raise Refused(Refusal("fees.no_such_charge", LAW))
        if by.role not in {"clerk", "judge"}:
            raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", "clerk, judge"),)))
        if effective > timezone.localtime(at).date():
            raise Refused(Refusal("fees.effective_ahead", LAW, ("effective",)))
        paid = Money(standing_of(row.uid).held, row.currency)
        answer = what_goes_back(
            event, paid, str(row.payer), still_due=still_due, effective=effective, calendar=calendar()
        )
        if isinstance(answer, Refusal):
            raise Refused(answer)
        if not answer.refund.minor or half_went_back(row, event):
            raise Refused(Refusal("fees.nothing_goes_back", answer.article, ("event",), (("event", event.term),)))
        made = open_refund(record, event, answer.refund, answer.article, charge=row, start=effective)
        transfers = refunded(row.uid, made.uid, answer.refund)
        book(record, proposed(made), transfers, made, under=made.article)
        return made.uid


def half_went_back(row: Charge, event: RefundEvent) -> bool:
    """For acts: whether half of the fee went back for this already: half of the rest is not the payer's (SI 199(2))."""
    earlier = Refund.objects.filter(charge=row, event=event).exclude(state=RefundState.STOPPED)
    return refund_rows()[event].part == "half" and earlier.exists()


def open_refund(
    record: Recording,
    event: str,
    amount: Money,
    article: str,
    *,
    start: date,
    charge: Charge | None = None,
    payment: Payment | None = None,
) -> Refund:
    """A step: the row of a refund, to be paid within fifteen days from `start`; who calls it books the money."""
    uid, owner = new_id(), charge or payment
    assert owner is not None  # noqa: S101 - a refund is of something
    last = due(PERIOD, start, calendar())
    assert not isinstance(last, Refusal)  # noqa: S101 - the period counts days and is in force
    return Refund.objects.create(
        uid=uid,
        layer=Layer.STAFF,
        court=charge.court if charge else record.by.court,
        case=owner.case,
        charge=charge,
        payment=payment,
        event=event,
        amount_minor=amount.minor,
        currency=amount.currency,
        article=article,
        code=refund_code(uid),
        channel=payment.channel if payment else _way_of(charge),
        due=last.due,
        made_at=record.at,
    )


def _way_of(charge: Charge | None) -> Channel:
    """The gateway takes back only what it took: what the payer itself paid by it in one payment goes back by it."""
    ways = list(Payment.objects.filter(charge=charge, held="").values_list("channel", flat=True))
    whole = charge is not None and not Posting.objects.filter(event=FeeCounted.NAME, credit_of=charge.uid).exists()
    own = ways == [Channel.GATEWAY] and whole and charge is not None and not _paid_by_another(charge)
    return Channel.GATEWAY if own else Channel.BANK


def _paid_by_another(charge: Charge) -> bool:
    """Whether somebody else went to the gateway than the party whose fee it is: an agent, or the dead whom an heir
    follows. The gateway would give the money to that person, and it is the party's (交纳办法 53; SI 89).
    """
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    payer = case_by_uid(charge.case).party(charge.payer)
    own = str(payer.person) if payer else ""
    orders = [
        one for one in entries_of_case(charge.case, (GatewayOrdered.NAME,)) if one.body["charge"] == str(charge.uid)
    ]
    return any((one.actor.get("person") or own) != own for one in orders)


def proposed(row: Refund) -> RefundProposed:
    """The fact of a new refund."""
    return RefundProposed(
        refund=row.uid,
        charge=row.charge.uid if row.charge else None,
        payment=row.payment.uid if row.payment else None,
        amount=Money(row.amount_minor, row.currency),
        event=row.event,
        due=row.due,
    )


def name_payee(
    refund: UUID, *, payee: str, bank: str, account: str, reasons: str = "", by: Actor, at: datetime
) -> None:
    """Somebody of the court writes down the account that the payer gave; approvals given before fall.

    To an account of another name only with `reasons`.
    """
    with act(by=by, at=at) as record:
        row, move = moved(record, refund, RefundAct.NAME_PAYEE)
        require([*payee_flaws(payee, bank, account), *other_name(payee, owners_of(row), reasons)])
        row.reasons = reasons.strip()
        to_account(record, row, payee, bank, account, move.law)


def approve_refund(refund: UUID, *, by: Actor, at: datetime) -> None:
    """One person approves, then a second, a judge or the president; the same person twice is refused."""
    with act(by=by, at=at) as record:
        row, move = moved(record, refund, RefundAct.APPROVE)
        second = row.state == RefundState.APPROVED
        if second:
            row.second_by = by.person
        else:
            row.first_by = by.person
        row.save(update_fields=["state", "first_by", "second_by"])
        record(RefundApproved(refund=row.uid, second=second), under=move.law, case=row.case)


def stop_refund(refund: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """A judge or the president stops a refund that is wrong: its money lies again where it lay before."""
    with act(by=by, at=at) as record:
        row, move = moved(record, refund, RefundAct.STOP)
        require(reasons_flaws(reasons))
        row.reasons, row.ended_at = reasons.strip(), at
        row.save(update_fields=["state", "reasons", "ended_at"])
        digest = hashlib.sha256(row.reasons.encode()).hexdigest()
        line = Posting.objects.filter(credit_of=row.uid, reverses__isnull=True).order_by("id").first()
        assert line is not None  # noqa: S101 - no refund without the money that it gives back
        take_back(record, RefundStopped(refund=row.uid, reasons=digest), line, under=move.law)
        if row.payment:
            payment = row.payment
            payment.held, payment.returned_at = payment.held or Held.AMOUNT_MORE, None
            payment.save(update_fields=["held", "returned_at"])


def note_overdue(work: DueWork) -> None:
    """Reaction to `RefundProposed`, the day after its last day: the court is late in paying it back (交纳办法 53(2)).

    Nothing happens to what was paid or stopped. That it waits is a task of whoever may approve it, until it is paid.
    """
    row = Refund.objects.get(uid=UUID(work.entry.body["refund"]))
    if row.state in REFUND.last:
        return
    with act(by=Actor.office(row.court, LAW), at=work.now, fulfils=work) as record:
        fact = RefundOverdue(refund=row.uid, amount=Money(row.amount_minor, row.currency), due=row.due, state=row.state)
        record(fact, under=LAW, case=row.case)


def deny_payees(work: DueWork) -> None:
    """Reaction to `DisputeUpheld`: no refund goes to an account that somebody else named in the person's name.

    It waits for a person who tells the account again. What the bank has already, or has paid, is a task of the court.
    """
    named = acts_of(UUID(work.entry.body["person"]), (RefundPayeeNamed.NAME,))
    denied = in_doubt(named)
    refunds = {UUID(one.body["refund"]) for one in named if one.uid in denied}
    if not refunds:
        return
    with act(by=Actor.office("", DISPUTES, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        for row in locked(Refund.objects.filter(uid__in=refunds)).order_by("id"):
            if not payee_in_doubt(row):
                continue
            if REFUND.allows(row.state, RefundAct.DENY_PAYEE):
                _deny_payee(record, row.uid)
            elif row.state != RefundState.STOPPED:
                _note_astray(record, row)
        if not record.facts:
            raise NothingToDo


def _deny_payee(record: Recording, refund: UUID) -> None:
    row, move = moved(record, refund, RefundAct.DENY_PAYEE)
    row.payee = row.bank = row.account = row.reasons = row.bank_reason = ""
    row.first_by = row.second_by = None
    row.failure = RefundFailure.PAYEE_DENIED
    row.save()
    record(RefundFailed(refund=row.uid, reference="", failure=row.failure), under=move.law, case=row.case)


def _note_astray(record: Recording, row: Refund) -> None:
    """A step: whoever deals with the court's money reads it among the differences until a person has explained it."""
    kind, day = DifferenceKind.PAYEE_DENIED, timezone.localtime(record.at).date()
    if DayDifference.objects.filter(kind=kind, reference=row.code).exists():
        return
    told = [["refund", RefundState(row.state).term], ["amount", str(Money(row.amount_minor, row.currency))]]
    DayDifference.objects.create(
        layer=Layer.STAFF, day=day, kind=kind, reference=row.code, told=told, found_at=record.at
    )
    record(RefundAstray(refund=row.uid, state=row.state), under=DISPUTES, case=row.case)


def moved(record: Recording, refund: UUID, what: RefundAct) -> tuple[Refund, Move]:
    """A step: the refund, locked and at its next state by the table; not saved yet. Refused as the table refuses."""
    by = record.by
    row = locked(Refund.objects.filter(uid=refund)).first()
    if row is None or (by.person is not None and row.court != by.court):
        raise Refused(Refusal("fees.no_such_refund", LAW))
    named = bool(row.account) or row.channel == Channel.GATEWAY
    found = holds(
        named=named,
        ordered=row.order_id is not None,
        first_by=row.first_by,
        by=by.person,
        in_doubt=payee_in_doubt(row),
    )
    move = REFUND.decide(row.state, what, role=by.role, holds=guards(found.items()))
    if isinstance(move, Refusal):
        raise Refused(move)
    row.state = move.target
    return row, move

"""Relief from a fee, decided with reasons (交纳办法 44-49), and fees that are given up."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.days_set import set_last_day
from tongban.cases.queries import case_by_uid
from tongban.fees.actions.ledger import book
from tongban.fees.actions.payments import paid_in_full
from tongban.fees.actions.refunds import open_refund, proposed
from tongban.fees.actions.relief_papers import answer_application
from tongban.fees.events import ChargeFallsDue, FeeWrittenOff, ReliefGranted, ReliefRefused
from tongban.fees.models import Charge, ReliefDecision
from tongban.fees.queries import need_not_be_paid_now, put_against, standing_of
from tongban.fees.rules.exact import rounded
from tongban.fees.rules.ledger import relieved, relieved_late, written_off
from tongban.fees.rules.refunding import reasons_flaws
from tongban.fees.rules.relief import Application, relief
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.vocabulary import (
    RECOVERY,
    UNTIMED,
    ChargeState,
    Fee,
    FeeKind,
    RefundEvent,
    Relief,
    ReliefAnswer,
    Standing,
)
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require

LAW = "交纳办法 44, 48(3)"


def grant_relief(charge: UUID, application: Application, *, reasons: str, by: Actor, at: datetime) -> None:
    """A judge or the president grants what the ground leads to: waived, reduced, or put off.

    Refused: no such open charge here, another function, no reasons, and everything in which the application fails.
    """
    with act(by=by, at=at) as record:
        grant(record, charge, application, reasons)


def grant(record: Recording, charge: UUID, application: Application, reasons: str, *, paid: bool = False) -> Money:
    """A step: relief is granted, as `grant_relief`. With `paid` also of a fee that was paid meanwhile, in whole or in
    part: what it waives of that goes back. Returns what does.
    """
    row = _open_charge(record, charge, {"judge", "president"}, paid=paid)
    require(reasons_flaws(reasons))
    standing = standing_of(row.uid)
    answer = relief(application, _fee(row, standing))
    if not isinstance(answer, ReliefAnswer):
        raise Refused(answer)
    if not standing.due and not answer.waived.minor:
        raise Refused(Refusal("fees.nothing_owed", LAW))
    # Who presses twice waives once: what was waived before is a part of what is waived now.
    more = answer.waived.minor - standing.relief
    if answer.waived.minor and more <= 0:
        raise Refused(Refusal("fees.relief_decided", LAW))
    owed = Money(min(max(more, 0), standing.due), row.currency)
    back = Money(min(max(more, 0) - owed.minor, max(standing.held, 0)) if paid else 0, row.currency)
    waived = owed + back
    decision = _decided(row, application.ground, reasons, record.at)
    decision.granted, decision.relief = True, answer.relief
    decision.waived_minor, decision.later_minor = waived.minor, answer.later.minor
    decision.save()
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    fact = ReliefGranted(
        case=row.case,
        charge=row.uid,
        relief=answer.relief,
        ground=application.ground,
        waived=waived,
        later=answer.later,
    )
    transfers = relieved(row.uid, owed)
    if back.minor:
        today = timezone.localtime(record.at).date()
        refund = open_refund(record, RefundEvent.LESS_IS_DUE, back, answer.article, charge=row, start=today)
        record(proposed(refund), under=answer.article, case=row.case)
        transfers = (*transfers, *relieved_late(row.uid, refund.uid, back))
    book(record, fact, transfers, decision, under=answer.article)
    if row.state == ChargeState.OPEN and not standing_of(row.uid).due:
        _settled(record, row)
    if answer.relief is Relief.DEFERRAL:
        row.due = None
    row.save(update_fields=["state", "due"])
    answer_application(record, row, decision)
    return back


def _settled(record: Recording, row: Charge) -> None:
    """A step: relief took all that was owed. The fee is paid where a part of it was, else it is asked for no more."""
    paid = put_against(row.uid) if standing_of(row.uid).held > 0 else []
    if paid:
        paid_in_full(record, row, paid[-1][0])
    else:
        row.state = ChargeState.CLOSED


def refuse_relief(charge: UUID, ground: str, *, reasons: str, new_day: date | None, by: Actor, at: datetime) -> None:
    """A judge or the president refuses relief with written reasons, and sets the day until which to pay (SI 213).

    No day is set of a fee that need not be paid before the case is decided (交纳办法 20(1)): `new_day` is not read.
    """
    with act(by=by, at=at) as record:
        row = _open_charge(record, charge, {"judge", "president"})
        require(reasons_flaws(reasons))
        if ground not in relief_grounds():
            raise Refused(Refusal("fees.relief_ground_unknown", LAW, ("ground",), (("typed", ground[:40]),)))
        assert row.case is not None  # noqa: S101 - a charge belongs to a case
        decision = _decided(row, ground, reasons, at)
        decision.granted, decision.relief = False, relief_grounds()[ground].relief
        later = row.period == UNTIMED or need_not_be_paid_now(row.case, row.period, row.of)
        decision.new_day = None if later else _new_day(record, row, new_day)
        decision.save()
        digest = hashlib.sha256(decision.reasons.encode()).hexdigest()
        fact = ReliefRefused(case=row.case, charge=row.uid, ground=ground, reasons=digest, new_day=decision.new_day)
        record(fact, under="交纳办法 48(3); SI 213", case=row.case)
        answer_application(record, row, decision)


def _new_day(record: Recording, row: Charge, until: date | None) -> date:
    """The clock of the case and the charge end on the same day, whatever befalls the period later."""
    if until is None or until <= timezone.localtime(record.at).date():
        raise Refused(Refusal("fees.new_day_past", "SI 213", ("new_day",)))
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    case = case_by_uid(row.case)
    row.due = set_last_day(record, case, row.period, owed_by=str(row.payer), until=until, article="SI 213")
    assert row.due is not None  # noqa: S101 - the period counts days
    row.save(update_fields=["due"])
    record(ChargeFallsDue(case=row.case, charge=row.uid, due=row.due), under="SI 213", case=row.case)
    return row.due


def write_off(charge: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """The president gives up what a judgment laid on a party and cannot be got. Refused: fees to be paid in advance."""
    with act(by=by, at=at) as record:
        row = _open_charge(record, charge, {"president"})
        require(reasons_flaws(reasons))
        if row.period != RECOVERY:
            raise Refused(Refusal("fees.not_to_write_off", LAW))
        assert row.case is not None  # noqa: S101 - a charge belongs to a case
        standing = standing_of(row.uid)
        digest = hashlib.sha256(reasons.strip().encode()).hexdigest()
        amount = Money(standing.due, row.currency)
        fact = FeeWrittenOff(case=row.case, charge=row.uid, amount=amount, reasons=digest)
        book(record, fact, written_off(row.uid, standing, row.currency), row)
        row.state = ChargeState.CLOSED
        row.save(update_fields=["state"])
        meet_clock(record, row.case, RECOVERY, owed_by=str(row.payer))


def _open_charge(record: Recording, charge: UUID, roles: set[str], *, paid: bool = False) -> Charge:
    """The charge, locked. Refused: none here, another function, settled; with `paid` one that was paid is not."""
    row = locked(Charge.objects.filter(uid=charge, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_charge", LAW))
    if record.by.role not in roles:
        raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", ", ".join(sorted(roles))),)))
    if row.state != ChargeState.OPEN and not (paid and standing_of(row.uid).held > 0):
        raise Refused(Refusal("fees.nothing_owed", LAW))
    return row


def _fee(row: Charge, standing: Standing) -> Fee:
    """What is asked for now, of which less may have been asked for since."""
    payable, told = Money(standing.prepaid or standing.due, row.currency), row.breakdown
    # What is asked for after a conversion, or by a judgment, is a part of the fee that was worked out.
    exact = told["exact"] if rounded(Fraction(told["exact"])) == payable else payable.decimal_text
    return Fee(FeeKind(row.kind), None, payable, exact, told["full"], (), None, row.article, ())


def _decided(row: Charge, ground: str, reasons: str, at: datetime) -> ReliefDecision:
    """Whoever owes the fee is told the reasons with the fee itself."""
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    payer = case_by_uid(row.case).party(row.payer)
    return ReliefDecision(
        layer=Layer.STAFF,
        court=row.court,
        case=row.case,
        holder=payer.person if payer else None,
        charge=row,
        ground=ground,
        reasons=reasons.strip(),
        decided_at=at,
    )

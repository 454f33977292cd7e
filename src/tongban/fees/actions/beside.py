"""Fees that change or arise in a case: another claim or procedure, a counterclaim, preservation (交纳办法 14-21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import meet_clock
from tongban.cases.law import TOP_UP
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView, Side, Track
from tongban.fees.actions.assess import Beside, charge_fee
from tongban.fees.actions.ledger import book
from tongban.fees.actions.refunds import open_refund, proposed
from tongban.fees.events import ChargeFallsDue, FeeReduced, FeeStays
from tongban.fees.models import Charge, ReliefApplication
from tongban.fees.queries import standing_of
from tongban.fees.queries.local import local_figure
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.changes import changed_claim, converted
from tongban.fees.rules.joined import Setting, claim_fee, third_fee
from tongban.fees.rules.ledger import lowered
from tongban.fees.rules.notice import APPLICATIONS
from tongban.fees.rules.tables import prepayments
from tongban.fees.rules.tariff import case_claim
from tongban.fees.vocabulary import (
    RECOVERY,
    UNTIMED,
    Change,
    ChargeState,
    Claim,
    FeeKind,
    Halving,
    Payer,
    RefundEvent,
)
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork


def claim_changed(
    record: Recording, case: CaseView, payer: PartyView, after: Money, *, inquiry_over: bool, of: UUID
) -> None:
    """A step: the plaintiff claims `after` in place of what `case` is about.

    More is charged for; less, before the court's inquiry ended, goes back (21), and later falls on who claims less,
    whatever the outcome (35). Nothing follows where the fee does not depend on the amount. Refused as the tariff
    refuses.
    """
    if _claim(case, after.minor).amount is None:
        return
    moment = Change.AFTER_END_OF_INQUIRY if inquiry_over else Change.BEFORE_END_OF_INQUIRY
    answer = changed_claim(_claim(case, case.claim_minor), after, moment, _setting(case))
    if isinstance(answer, Refusal):
        raise Refused(answer)
    if answer.top_up.minor:
        owed = replace(answer.fee, payable=answer.top_up, article=answer.article, steps=answer.steps)
        period = prepayments()[Payer.PLAINTIFF].period
        beside = Beside(of, "增加诉讼请求", payer)
        charge_fee(record, case, owed, period=period, before=answer.before, beside=beside)
    if answer.refund.minor:
        _give_back(record, case, payer, answer.refund, answer.article, of)
    if answer.borne.minor:
        fact = FeeStays(case=case.uid, payer=payer.uid, amount=answer.borne)
        record(fact, under=answer.article, case=case.uid)


def charge_top_up(work: DueWork) -> None:
    """Reaction to `ProcedureConverted`: who passes into the ordinary procedure pays the half that was spared (SI 199);
    who began in it and passes into the simplified one is asked for half (交纳办法 16).

    Once a case: who comes back to the ordinary procedure has been asked already.
    """
    body = work.entry.body
    case, after = case_by_uid(UUID(body["case"])), Track(body["after"])
    if Track(body["before"]).simple == after.simple or Charge.objects.filter(case=case.uid, period=TOP_UP).exists():
        return
    answer = converted(_claim(case, case.claim_minor), Setting(timezone.localtime(case.docketed_at).date()))
    if isinstance(answer, Refusal):
        raise Refused(answer)
    rule = "交纳办法 16" if after.simple else "SI 199: the ordinary procedure costs the full fee"
    with act(by=Actor.office(case.court, rule), at=work.now, fulfils=work) as record:
        if after.simple:
            payer = case.of_side(Side.PLAINTIFF)[0]
            _give_back(record, case, payer, answer.top_up, "交纳办法 16, 53(2)", UUID(body["conversion"]))
        else:
            owed = replace(answer.fee, payable=answer.top_up, article=answer.article, steps=answer.steps)
            charge_fee(record, case, owed, period=TOP_UP, before=answer.before)
        if not record.facts:
            raise NothingToDo


def charge_counterclaim(
    record: Recording, case: CaseView, payer: PartyView, amount: Money, *, of: UUID, due: date
) -> UUID:
    """A step: who brings a counterclaim prepays half of its fee until `due`, counted from it (18, 22).

    Returns the charge.
    """
    kind = FeeKind(case.fee_kind)
    claim = case_claim(kind, amount, local_figure(case.court, kind))
    owed = claim_fee(claim, replace(_setting(case), halvings=(Halving.COUNTERCLAIM,)))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    period = prepayments()[Payer.COUNTERCLAIMANT].period
    charge, _notice = charge_fee(record, case, owed, period=period, beside=Beside(of, "提起反诉", payer))
    Charge.objects.filter(uid=charge).update(due=due)
    record(ChargeFallsDue(case=case.uid, charge=charge, due=due), under="交纳办法 22", case=case.uid)
    return charge


def charge_third_claim(
    record: Recording, case: CaseView, payer: PartyView, amount: Money, *, kind: FeeKind, of: UUID
) -> UUID:
    """A step: a third party whose own claim is heard with the case prepays half of its fee (18, 20), within the days of
    a plaintiff from the notice (22(1)). `kind`: of its claim; `of`: what it handed in. Returns the charge.
    """
    owed = third_fee(kind, amount, timezone.localtime(record.at).date(), local_figure(case.court, kind))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    period = prepayments()[Payer.THIRD_PARTY].period
    charge, _notice = charge_fee(record, case, owed, period=period, beside=Beside(of, "提出独立的诉讼请求", payer))
    return charge


def third_fee_is_over(record: Recording, of: UUID, payer: UUID) -> bool:
    """For acts: whether the time to pay what a third party's own claim costs has run out in vain."""
    row = Charge.objects.filter(of=of, payer=payer).first()
    return row is not None and charge_is_over(row.uid, record)


def charge_preservation(
    record: Recording, case: CaseView, payer: PartyView, amount: Money | None, *, of: UUID
) -> tuple[UUID, UUID]:
    """A step: who asks for preservation pays the fee of the application (14(2), 22(3)); returns charge and notice.

    The other side learns of neither.
    """
    kind = FeeKind.PRESERVATION if amount and amount.minor else FeeKind.PRESERVATION_WITHOUT_AMOUNT
    base = amount if kind is FeeKind.PRESERVATION else None
    owed = claim_fee(Claim(kind, base), Setting(timezone.localtime(record.at).date()))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    return charge_fee(record, case, owed, period=UNTIMED, beside=Beside(of, "申请保全", payer, quiet=True))


def preserve_less(record: Recording, charge: UUID, amount: Money) -> None:
    """A step: less is preserved than was asked for: the fee of the application follows (14(2))."""
    row = locked(Charge.objects.filter(uid=charge)).get()
    owed = claim_fee(Claim(FeeKind.PRESERVATION, amount), Setting(timezone.localtime(row.made_at).date()))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    lower(record, row, max(standing_of(row.uid).prepaid - owed.payable.minor, 0), f"{owed.article}, 53(2)", of="less")


def charge_is_over(charge: UUID, record: Recording) -> bool:
    """For acts: whether the time to pay this charge has run out in vain; not while relief is asked for (22(4))."""
    row = Charge.objects.get(uid=charge)
    today = timezone.localtime(record.at).date()
    asked = ReliefApplication.objects.filter(charge=row, decision__isnull=True).exists()
    return row.state == ChargeState.OPEN and row.due is not None and today > row.due and not asked


def _claim(case: CaseView, minor: int) -> Claim:
    kind = FeeKind(case.fee_kind)
    return case_claim(kind, Money(minor, case.currency), local_figure(case.court, kind))


def _setting(case: CaseView) -> Setting:
    halvings = (Halving.SIMPLIFIED,) if case.track.simple else ()
    return Setting(timezone.localtime(case.docketed_at).date(), halvings)


def _give_back(record: Recording, case: CaseView, payer: PartyView, amount: Money, article: str, of: UUID) -> None:
    """What is claimed less (`of`: by which motion) is asked for less.

    Whoever of its side pays for the case gets it: that is the first plaintiff, whichever of them claims less.
    """
    left = amount.minor
    side = [party.uid for party in case.of_side(payer.side)]
    theirs = Charge.objects.filter(case=case.uid, payer__in=side).exclude(period__in=(RECOVERY, OF_APPEAL))
    for row in locked(theirs.exclude(kind__in=APPLICATIONS)).order_by("-id"):
        left -= lower(record, row, left, article, of=str(of))


def lower(record: Recording, row: Charge, most: int, article: str, *, of: str, start: date | None = None) -> int:
    """A step: up to `most` fen of a fee are asked for less: first of what is owed, then of what was paid, which goes
    back, then of what was waived, which else the loser would bear. Returns how much it was.

    `of`: on what occasion; `start`: since when it is to be paid back, else since today.
    """
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    standing, today = standing_of(row.uid), timezone.localtime(record.at).date()
    due = min(most, standing.due, standing.prepaid)
    back = min(most - due, max(standing.held, 0))
    eased = min(most - due - back, standing.relief)
    less = due + back + eased
    if not less:
        return 0
    refund = None
    if back:
        refund = open_refund(record, RefundEvent.LESS_IS_DUE, Money(back), article, charge=row, start=start or today)
        record(proposed(refund), under=article, case=row.case)
    uid = refund.uid if refund else None
    fact = FeeReduced(case=row.case, charge=row.uid, amount=Money(less), refund=uid)
    transfers = lowered(row.uid, uid, Money(due), Money(back), Money(eased))
    book(record, fact, transfers, row, of=f"{row.uid}:{of}", under=article)
    if row.state == ChargeState.OPEN and not standing_of(row.uid).due:
        row.state = ChargeState.CLOSED
        row.save(update_fields=["state"])
        meet_clock(record, row.case, row.period, owed_by=str(row.payer))
    return less

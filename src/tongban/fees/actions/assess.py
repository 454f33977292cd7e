"""Assessing the fee of a case, and starting the time to pay it (交纳办法 13, 16, 20, 22)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import meet_clock, start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.law import TRACKS, Do
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView, PartyView, Side, Track
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.fees.actions.earlier import count_on, order_before, paid_before
from tongban.fees.actions.ledger import book
from tongban.fees.events import ChargeFallsDue, FeeAssessed
from tongban.fees.models import Charge
from tongban.fees.queries import need_not_be_paid_now
from tongban.fees.queries.local import local_figure
from tongban.fees.rules.awaited import is_awaited, is_charged_at_docketing, occasion_of
from tongban.fees.rules.changes import NOTHING, less_earlier_fee
from tongban.fees.rules.codes import SPACE, code_from
from tongban.fees.rules.instances import appeal_fee
from tongban.fees.rules.joined import Setting
from tongban.fees.rules.ledger import assessed
from tongban.fees.rules.notice import breakdown, payment_notice
from tongban.fees.rules.prepayment import plaintiff_of
from tongban.fees.rules.tables import prepayments
from tongban.fees.rules.tariff import case_claim, case_fee
from tongban.fees.vocabulary import ChargeState, EarlierFee, Fee, FeeKind, Payer
from tongban.frame.acts import Recording, act, locked
from tongban.frame.square import square_code
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

PAPER = "fees/payment_notice"


def assess_fee(work: DueWork) -> None:
    """Reaction to `CaseDocketed`: the plaintiff owes the case fee, and the notice to pay it is ordered.

    The kind of claims and the amount in dispute decide (交纳办法 13); the simplified procedure halves, once (16). The
    track is that of the docketing: what a conversion costs is asked for apart. Who claims wages need not pay in advance
    (20(1)): the notice says so, and the case goes on. After a payment order that lapsed the difference is asked for
    (SI 195(1)). Refused as the tariff refuses: the work then stays visible to a person.
    """
    case = case_by_uid(UUID(work.entry.body["case"]))
    if not is_charged_at_docketing(case.track):
        return
    today = timezone.localtime(case.docketed_at).date()
    claim = Money(case.claim_minor, case.currency)
    kind, simplified = FeeKind(case.fee_kind), Track(work.entry.body["track"]).simple
    owed = case_fee(kind, claim, on=today, simplified=simplified, local=local_figure(case.court, kind))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    order = order_before(case)
    less = less_earlier_fee(owed, EarlierFee.PAYMENT_ORDER, paid_before(order)) if order else None
    if isinstance(less, Refusal):
        raise Refused(less)
    counts = owed.payable - less.top_up if less else NOTHING
    if less and counts.minor:
        owed = replace(less.fee, article=less.article, steps=less.steps)
    with act(
        by=Actor.office(case.court, "交纳办法 20: fees are assessed when a case is registered"),
        at=work.now,
        fulfils=work,
    ) as record:
        row = prepayments()[plaintiff_of(case.cause)]
        charge, _notice = charge_fee(record, case, owed, period=row.period, counts=counts)
        if order and counts.minor:
            count_on(record, order, charge, counts)
        free = not row.period or (order and counts == owed.payable)
        if free and TRACKS[case.track].allows(case.stage, Act.NOTE_PAYMENT):
            step_case(record, case.uid, Act.NOTE_PAYMENT)


def charge_appeal(work: DueWork) -> None:
    """Reaction to `TurnTaken`: who appeals pays on what is contested, once told by the court (交纳办法 17, 22(2)).

    The kind is that of the first instance. Several who appeal each pay on what they contest (SI 202).
    """
    body = work.entry.body
    if body["act"] != Do.APPEAL or body["party"] is None:
        return
    case = case_by_uid(UUID(body["case"]))
    kind, payer, claimed = FeeKind(case.fee_kind), case.party(UUID(body["party"])), body["amount"]
    contested = parse_amount(claimed["amount"], field="", currency=claimed["currency"], zero=True)
    if isinstance(contested, Refusal):
        raise Refused(contested)
    # An appeal that names no sum in a case about money contests the whole.
    asked = case_claim(
        kind, contested if contested.minor else Money(case.claim_minor, case.currency), local_figure(case.court, kind)
    )
    owed = appeal_fee(asked, Setting(timezone.localtime(case.docketed_at).date()))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    office = Actor.office(case.court, "交纳办法 22(2): the fee of an appeal is asked for")
    with act(by=office, at=work.now, fulfils=work) as record:
        period = prepayments()[Payer.APPELLANT_NOTIFIED].period
        # After a remand a party may appeal a second time, and pays for it anew.
        again = payer and Charge.objects.filter(case=case.uid, payer=payer.uid, period=period).exists()
        beside = Beside(UUID(body["turn"]), "", payer) if payer and again else None
        charge_fee(record, case, owed, period=period, payer=payer, beside=beside)


@dataclass(frozen=True, slots=True)
class Beside:
    """What in a running case a fee is for: the application, in words, who asks, and whether the other side knows."""

    of: UUID
    what: str
    payer: PartyView
    quiet: bool = False


def charge_fee(
    record: Recording,
    case: CaseView,
    owed: Fee,
    *,
    period: str,
    before: Money | None = None,
    counts: Money = NOTHING,
    payer: PartyView | None = None,
    beside: Beside | None = None,
) -> tuple[UUID, UUID]:
    """A step: the charge with its code, and its notice; returns both.

    `before`: what was asked for before; `counts`: how much of the fee is paid by an earlier one, which the caller
    books; `payer`: who pays, where that is neither the plaintiff nor who asks `beside`.
    """
    payer = payer or (beside.payer if beside else case.of_side(Side.PLAINTIFF)[0])
    layer = Layer.SEALED if beside and beside.quiet else Layer.CASE
    label = Label(layer, court=case.court, case=case.uid, holder=payer.person)
    code = fresh_code(timezone.localtime(record.at).year)
    what, of = (beside.what, beside.of) if beside else ("", None)
    # Nobody is told to pay in time, on pain of losing the case, what need not be paid before it is decided.
    told = "" if need_not_be_paid_now(case.uid, period, of) else period
    on = occasion_of(period, case.track)
    notice = _notice(
        record, case, owed, payer, label, code=code, period=told, before=before, counts=counts, beside=what, occasion=on
    )
    charge = Charge.objects.create(
        layer=layer,
        court=case.court,
        case=case.uid,
        holder=payer.person,
        payer=payer.uid,
        kind=owed.kind,
        period=period,
        of=of,
        amount_minor=owed.payable.minor,
        currency=owed.payable.currency,
        breakdown=breakdown(owed),
        article=owed.article,
        code=code,
        notice=notice,
        made_at=record.at,
    )
    _assessed(record, charge, owed)
    return charge.uid, notice


def _notice(  # noqa: PLR0913 - what the notice consists of
    record: Recording,
    case: CaseView,
    owed: Fee,
    payer: PartyView,
    label: Label,
    *,
    code: str,
    period: str,
    before: Money | None,
    counts: Money,
    beside: str,
    occasion: str,
) -> UUID:
    dated = timezone.localtime(record.at).date()
    data = payment_notice(
        owed,
        period=period,
        before=before,
        counts=counts,
        court_name=court_name(case.court, dated),
        number=case.number,
        payer=payer.name,
        other="、".join(party.name for party in case.facing(payer.side)),
        cause=case.cause_name,
        dated=dated,
        code=code,
        account=settings.TONGBAN.slug,
        qr=square_code(code),
        beside=beside,
        occasion=occasion,
    )
    return issue_paper(
        record,
        PAPER,
        data,
        kind="payment_notice",
        title="交纳诉讼费用通知书",
        label=label,
        dated=dated,
        subject=payer.uid,
    )


def _assessed(record: Recording, charge: Charge, owed: Fee) -> None:
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    assert charge.notice is not None  # noqa: S101 - it was ordered with the charge
    fact = FeeAssessed(
        case=charge.case,
        charge=charge.uid,
        payer=charge.payer,
        kind=owed.kind,
        amount=owed.payable,
        breakdown=hashlib.sha256(canonical(charge.breakdown)).hexdigest(),
        notice=charge.notice,
    )
    transfers = assessed(charge.uid, owed.payable)
    book(record, fact, transfers, charge, under=owed.article)


def fresh_code(year: int) -> str:
    """A code that no charge has; chance, so that nobody can count the court's cases by it."""
    while True:
        code = code_from(year, secrets.randbelow(SPACE))
        if not Charge.objects.filter(code=code).exists():
            return code


def start_payment_period(work: DueWork) -> None:
    """Reaction to the service of papers: when the notice to pay was among them, its seven days run (交纳办法 22).

    The day is that of effective service, wherever the notice arrived first. Served twice, the first service counts. No
    time runs for a fee that need not be paid before the case is decided (20(1)).
    """
    body = work.entry.body
    charge = Charge.objects.filter(notice__in=body["papers"], due__isnull=True, payer=body["party"]).first()
    if charge is None or charge.case is None or not charge.period:
        return
    if need_not_be_paid_now(charge.case, charge.period, charge.of):
        return
    case = case_by_uid(charge.case)
    rule = charge.period
    office = Actor.office(case.court, "交纳办法 22: the time to pay runs from the notice")
    with act(by=office, at=work.now, fulfils=work) as record:
        row = locked(Charge.objects.filter(id=charge.id)).get()
        served = datetime.fromisoformat(body["served_at"])
        clock = start_clock(record, case, rule, start=served, owed_by=str(row.payer))
        due = next(view.due for view in clocks_of(case.uid) if view.uid == clock)
        assert due is not None  # noqa: S101 - the period counts days
        row.due = due
        row.save(update_fields=["due"])
        record(ChargeFallsDue(case=case.uid, charge=row.uid, due=due), under="交纳办法 22", case=case.uid)
        if row.state != ChargeState.OPEN or not is_awaited(
            row.period, case.track, case.stage, beside=row.of is not None
        ):
            # Paid, waived or put off before the notice came: nothing is to be paid within this time.
            meet_clock(record, case.uid, rule, owed_by=str(row.payer))

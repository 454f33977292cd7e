"""A case whose fee stays unpaid counts as withdrawn (SI 213; 交纳办法 22): a judge confirms it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.move import step_case
from tongban.cases.actions.turns import take_turn
from tongban.cases.law import TOP_UP, Do, If
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.turns import begun_anew
from tongban.cases.vocabulary import Act, CaseView, Side
from tongban.fees.actions.costs import asked_here, bear, without_applications
from tongban.fees.actions.ledger import book
from tongban.fees.actions.refunds import half_went_back
from tongban.fees.events import FeeLapsed
from tongban.fees.models import Charge
from tongban.fees.queries import charge_view, is_unpaid_over, standing_of
from tongban.fees.rules.awaited import OF_APPEAL, may_lapse
from tongban.fees.rules.ledger import given_up
from tongban.fees.vocabulary import ChargeState, RefundEvent
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def lapse_unpaid(case: UUID, *, by: Actor, at: datetime) -> None:
    """The judge of the case confirms that it counts as withdrawn. Refused when the fee is or may still be paid.

    Where the half that a conversion cost was not paid, half of what was paid before goes back (SI 199(2)).
    """
    with act(by=by, at=at) as record:
        before, today = case_by_uid(case), timezone.localtime(at).date()
        asked = locked(Charge.objects.filter(case=case, state=ChargeState.OPEN, of=None)).order_by("id")
        rows = [row for row in asked if may_lapse(row.period, before.track, before.stage)]
        over = [row for row in rows if is_unpaid_over(charge_view(row), today)]
        view, law = step_case(record, case, Act.LAPSE_UNPAID, holds=["fee_period_over"] if over else [])
        for charge in rows:
            charge.state = ChargeState.CLOSED
            charge.save(update_fields=["state"])
            fact = FeeLapsed(case=case, charge=charge.uid, due=charge.due or today)
            transfers = given_up(charge.uid, standing_of(charge.uid), charge.currency)
            book(record, fact, transfers, charge, under=law)
        if any(row.period == TOP_UP for row in over):
            _half_back(record, view, today)


def _half_back(record: Recording, case: CaseView, effective: date) -> None:
    """Half of what the plaintiffs paid goes back, the other half is earned; of a fee whose half went back already, the
    rest.
    """
    suing = {party.uid for party in case.of_side(Side.PLAINTIFF)}
    for row in without_applications(record, asked_here(case), effective):
        standing = standing_of(row.uid)
        held = max(standing.held, 0)
        kept = held if half_went_back(row, RefundEvent.CONVERSION_UNPAID) else held // 2
        if row.payer in suing and standing.prepaid:
            bear(record, row, standing, kept + standing.relief, effective, RefundEvent.CONVERSION_UNPAID)


def lapse_appeal(case: UUID, *, words: str, by: Actor, at: datetime) -> None:
    """The judge of the case rules that an appeal counts as withdrawn (SI 318).

    Refused when its fee is or may still be paid, and as `take_turn`.
    """
    with act(by=by, at=at) as record:
        since = begun_anew(case)
        asked = Charge.objects.filter(case=case, period=OF_APPEAL)
        charges = locked(asked.filter(made_at__gte=since) if since else asked).order_by("id")
        over = [is_unpaid_over(charge_view(charge), timezone.localtime(at).date()) for charge in charges]
        unpaid = [If.FEE_UNPAID] if over and all(over) else []
        take_turn(record, case, Do.LAPSE_APPEAL, words=words, found=unpaid)


def give_up_appeal_fee(work: DueWork) -> None:
    """Reaction to `TurnTaken`: an appeal that counts as withdrawn is asked for no more money (SI 318)."""
    body = work.entry.body
    open_still = Charge.objects.filter(case=UUID(body["case"]), state=ChargeState.OPEN, period=OF_APPEAL)
    if body["act"] != Do.LAPSE_APPEAL or not open_still.exists():
        return
    today = timezone.localtime(work.now).date()
    office = Actor.office(case_by_uid(UUID(body["case"])).court, "SI 318: the fee of a lapsed appeal is given up")
    with act(by=office, at=work.now, fulfils=work) as record:
        for charge in locked(open_still).order_by("id"):
            charge.state = ChargeState.CLOSED
            charge.save(update_fields=["state"])
            fact = FeeLapsed(case=UUID(body["case"]), charge=charge.uid, due=charge.due or today)
            transfers = given_up(charge.uid, standing_of(charge.uid), charge.currency)
            book(record, fact, transfers, charge, under="SI 318")

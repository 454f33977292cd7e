"""A payment order that lapsed has become an action: what was paid for the order counts on the fee of the action, so
that only the difference is asked for (SI 195(1)). For an order that was revoked nothing counts (SI 195(2)).
"""

from __future__ import annotations

from uuid import UUID

from tongban.cases.law import At
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.numbers import followed_here
from tongban.cases.vocabulary import CaseView, Track
from tongban.fees.actions.ledger import book, take_back
from tongban.fees.events.anew import AllotmentTakenBack, FeeCounted
from tongban.fees.models import Charge, Posting
from tongban.fees.queries import standing_of
from tongban.fees.queries.money import earned_lines
from tongban.fees.rules.ledger import counted, earned
from tongban.fees.vocabulary import ChargeState, FeeKind
from tongban.frame.acts import Recording, locked
from tongban.kernel.money import Money

LAW = "SI 195(1)"


def order_before(case: CaseView) -> Charge | None:
    """For acts: the fee of the payment order that lapsed into this action at the same court; None without one.

    What another court holds does not pay for a case here.
    """
    earlier = [case_by_uid(uid) for uid in followed_here(case.number)]
    orders = [one.uid for one in earlier if one.track is Track.PAYMENT_ORDER and one.stage is At.ORDER_VOID]
    return Charge.objects.filter(case__in=orders, court=case.court, kind=FeeKind.PAYMENT_ORDER).order_by("id").first()


def paid_before(order: Charge) -> Money:
    """For acts: what the court has of the fee of an order, whether it is earned already or not."""
    held = max(standing_of(order.uid).held, 0)
    return Money(held + sum(line.amount_minor for line in earned_lines(order.uid)), order.currency)


def count_on(record: Recording, order: Charge, action: UUID, amount: Money) -> None:
    """A step: so much of what was paid for the order pays for the action. The court has earned the rest."""
    row, charge = locked(Charge.objects.filter(id=order.id)).get(), Charge.objects.get(uid=action)
    for line in earned_lines(row.uid):
        _take_out(record, row, line)
    rest = Money(standing_of(row.uid).held - amount.minor, row.currency)
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    fact = FeeCounted(case=charge.case, charge=charge.uid, earlier=row.uid, amount=amount)
    book(record, fact, (*counted(row.uid, charge.uid, amount), *earned(row.uid, rest)), charge, under=LAW)
    if not standing_of(charge.uid).due:
        charge.state = ChargeState.CLOSED
        charge.save(update_fields=["state"])


def _take_out(record: Recording, row: Charge, line: Posting) -> None:
    """What the court had earned by the order is taken back: it belongs to the action."""
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    amount = Money(line.amount_minor, line.currency)
    fact = AllotmentTakenBack(case=row.case, charge=row.uid, line=line.uid, amount=amount)
    take_back(record, fact, line, under=LAW)

"""What a judgment laid on a party and was not paid goes to enforcement (SI 207(2))."""

from __future__ import annotations

from uuid import UUID

from tongban.fees.events import RecoveryProposed
from tongban.fees.models import Charge
from tongban.fees.queries import standing_of
from tongban.fees.vocabulary import RECOVERY, ChargeState
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.register.vocabulary import DueWork

LAW = "SI 207(2)"


def propose_recovery(work: DueWork) -> None:
    """Reaction to `ChargeFallsDue`, the day after: enforcement is proposed of what is still owed after a judgment.

    Nothing happens to fees that were to be paid in advance, to what was paid, and when the time was counted anew.
    """
    body = work.entry.body
    charge = Charge.objects.get(uid=UUID(body["charge"]))
    owed = Money(standing_of(charge.uid).due, charge.currency)
    over = charge.due is not None and charge.due.isoformat() == body["due"]
    if charge.period != RECOVERY or charge.state != ChargeState.OPEN or not owed.minor or not over:
        return
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    assert charge.due is not None  # noqa: S101 - it is that of the fact
    with act(by=Actor.office(charge.court, "SI 207(2): unpaid fees are enforced"), at=work.now, fulfils=work) as record:
        fact = RecoveryProposed(case=charge.case, charge=charge.uid, payer=charge.payer, amount=owed, due=charge.due)
        record(fact, under=LAW, case=charge.case)

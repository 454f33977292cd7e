"""The case learns that its fee is paid (交纳办法 22)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import step_case
from tongban.cases.law import TRACKS
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act
from tongban.fees.events import PaymentNoted
from tongban.fees.models import Charge
from tongban.fees.rules.tables import prepayments
from tongban.fees.vocabulary import ChargeState, Payer, Relief
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.money import Money
from tongban.register.vocabulary import DueWork


def note_payment(work: DueWork) -> None:
    """Reaction to `ChargePaid`: the time to pay is met, and a case that waits for its fee goes on.

    A case that goes on already stays where it is: only the clock is met.
    """
    charge = Charge.objects.get(uid=UUID(work.entry.body["charge"]))
    case = case_by_uid(UUID(work.entry.body["case"]))
    office = Actor.office(case.court, "交纳办法 22: a paid case goes on")
    with act(by=office, at=work.now, fulfils=work) as record:
        law = "交纳办法 22"
        own = charge.of is None and charge.period == prepayments()[Payer.PLAINTIFF].period
        if own and TRACKS[case.track].allows(case.stage, Act.NOTE_PAYMENT):
            _, law = step_case(record, case.uid, Act.NOTE_PAYMENT)
        meet_clock(record, case.uid, charge.period, owed_by=str(charge.payer))
        record(PaymentNoted(case=case.uid, charge=charge.uid), under=law, case=case.uid)


def note_review(work: DueWork) -> None:
    """Reaction to `FeeReviewed`: a case goes on when a fee was put right and nothing is owed of it any more (43(3))."""
    body = work.entry.body
    closed = Charge.objects.filter(uid=UUID(body["charge"]), state=ChargeState.CLOSED).exists()
    if closed and body["less"] != plain(Money(0)):
        note_payment(work)


def note_relief(work: DueWork) -> None:
    """Reaction to `ReliefGranted`: a case whose fee is waived or put off goes on; a reduced fee is waited for."""
    if work.entry.body["relief"] != Relief.REDUCTION:
        note_payment(work)

"""Fee income goes to the treasury in full (交纳办法 52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from tongban.fees.actions.ledger import Told, book
from tongban.fees.events import TreasuryPaid
from tongban.fees.models import Posting
from tongban.fees.queries import income_held, remittances
from tongban.fees.rules.ledger import remitted
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused

LAW = "交纳办法 52(1)"
LONGEST_REFERENCE = 64


@dataclass(slots=True)
class _Remittance:
    """A payment of the whole court, which belongs to no case."""

    uid: UUID
    court: str
    case: UUID | None = None


def note_remittance(reference: str, amount: Money, day: date, *, by: Actor, at: datetime) -> None:
    """The president notes that income was paid to the treasury, under the bank's reference.

    Refused: another function, no reference or a known one, a day that lies ahead, more than the court has earned.
    """
    found = []
    if by.role != "president":
        found.append(Refusal("refund.not_your_act", LAW, facts=(("by", "president"),)))
    if not reference.strip() or len(reference.strip()) > LONGEST_REFERENCE:
        found.append(Refusal("fees.reference_missing", LAW, ("reference",)))
    if day > timezone.localtime(at).date():
        found.append(Refusal("fees.day_ahead", LAW, ("day",)))
    if found:
        raise Refused(found)
    try:
        _note(reference.strip(), amount, day, by, at)
    except IntegrityError:
        # Another payment was noted at the same moment: this one is judged by what that one left.
        _note(reference.strip(), amount, day, by, at)


def _note(reference: str, amount: Money, day: date, by: Actor, at: datetime) -> None:
    # Each payment of a court has its number in the journal, so that two at once cannot both hand over the same income.
    number = remittances(by.court)
    with act(by=by, at=at) as record:
        if Posting.objects.filter(reference=reference).exists():
            raise Refused(Refusal("fees.reference_known", LAW, ("reference",)))
        if amount.minor > income_held(by.court):
            raise Refused(Refusal("fees.more_than_earned", LAW, ("amount",)))
        fact = TreasuryPaid(reference=reference, amount=amount, value_date=day)
        about, told = _Remittance(new_id(), by.court), Told(day, reference)
        book(record, fact, remitted(amount), about, of=f"{by.court}:{number}", under=LAW, told=told)

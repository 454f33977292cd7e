"""Posting to the court's journal of money: a step of the act whose fact moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.fees.models import Posting
from tongban.fees.queries import found_balances, transfer_of
from tongban.fees.rules.ledger import Transfers, overdrawn, taken_back
from tongban.frame.acts import Recording
from tongban.kernel.facts import Fact
from tongban.kernel.refusal import Refusal, Refused

LAW = "house rule: the court's money is kept in double entry"


class Row(Protocol):
    """A row that money is about."""

    uid: UUID
    court: str
    case: UUID | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the bank or the gateway says of a movement: its day, and its own reference."""

    day: date
    reference: str


def book(
    record: Recording,
    fact: Fact,
    transfers: Transfers,
    about: Row,
    *,
    of: str = "",
    under: str = LAW,
    told: Told | None = None,
    reverses: Posting | None = None,
) -> None:
    """A step: record `fact`, which is about the row `about`, and post what it moves.

    Refused with `fees.not_that_much` when more is taken from a charge, payment or refund than lies there. `of`: what
    tells this fact from others of its kind, where the row does not; the same twice is an IntegrityError. `told`: what
    the bank or the gateway says; without it the day of the act counts.
    """
    record(fact, under=under, case=about.case)
    key = f"{fact.NAME}:{of or about.uid}"
    for place, transfer in enumerate(transfers):
        Posting.objects.create(
            layer=Layer.STAFF,
            court=about.court,
            case=about.case,
            key=f"{key}:{place}",
            event=fact.NAME,
            debit=transfer.debit.account,
            debit_of=transfer.debit.of,
            credit=transfer.credit.account,
            credit_of=transfer.credit.of,
            amount_minor=transfer.amount.minor,
            currency=transfer.amount.currency,
            value_date=told.day if told else timezone.localtime(record.at).date(),
            reference=told.reference if told else "",
            at=record.at,
            reverses=reverses,
        )
    touched = {place.of for transfer in transfers for place in (transfer.debit, transfer.credit) if place.of}
    short = overdrawn(found_balances(touched))
    if short:
        raise Refused(Refusal("fees.not_that_much", LAW, ("amount",), (("account", short[0].account.term),)))


def take_back(record: Recording, fact: Fact, row: Posting, *, under: str = LAW) -> None:
    """A step: reverse one line of the journal by another. Refused with `fees.reversed_before`."""
    if Posting.objects.filter(reverses=row).exists() or row.reverses_id:
        raise Refused(Refusal("fees.reversed_before", LAW))
    back = taken_back(transfer_of(row))
    book(record, fact, (back,), row, under=under, reverses=row)

"""Registering a series of filings as work in the background: each by an act of its own, once, also after a kill."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from tongban.access.vocabulary import Layer
from tongban.filing.actions.decide import accept
from tongban.filing.events import RegistrationAdvanced, RegistrationDone, RegistrationOrdered, RegistrationStopped
from tongban.filing.models import RegistrationOrder
from tongban.filing.queries.series import clean_filings, registered_by
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import Act, OrderStage, Stage
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import appointments_of
from tongban.register.vocabulary import DueWork

CHUNK = 25
"""Filings that are registered as one piece of due work: a few seconds."""
_LAW = "CPL 126"


def order_registration(applicant: UUID, interview: str, *, by: Actor, at: datetime) -> UUID:
    """Clerk or judge order that the plaintiff's filings of this kind in which the machine has no doubt be registered.

    Those that were handed in by now are meant. Refused: another function, nothing without doubt, an order that runs.
    """
    try:
        with act(by=by, at=at) as record:
            move = SCRUTINY.decide(Stage.UNDER_REVIEW, Act.ACCEPT, role=by.role)
            if not isinstance(move, Move):
                raise Refused(move)
            meant = clean_filings(by.court, applicant, interview, at).count()
            if not meant:
                raise Refused(Refusal("scrutiny.series_empty", _LAW))
            row = RegistrationOrder.objects.create(
                layer=Layer.HANDED_IN,  # whoever takes the filings in reads how far they are
                court=by.court,
                holder=by.person,
                role=by.role,
                applicant=applicant,
                interview=interview,
                stage=OrderStage.RUNNING,
                meant=meant,
                ordered_at=at,
            )
            fact = RegistrationOrdered(
                order=row.uid, court=by.court, applicant=applicant, interview=interview, filings=meant
            )
            record(fact, under=move.law)
    except IntegrityError as twice:
        raise Refused(Refusal("scrutiny.series_running", _LAW)) from twice
    return row.uid


def stop_registration(order: UUID, *, by: Actor, at: datetime) -> None:
    """Clerk or judge of the court stop it: what is registered stays, the others wait. Refused when none runs."""
    with act(by=by, at=at) as record:
        row = locked(RegistrationOrder.objects.filter(uid=order, court=by.court, stage=OrderStage.RUNNING)).first()
        if row is None:
            raise Refused(Refusal("scrutiny.no_such_order", _LAW))
        _stop(record, row)


def advance_registration(work: DueWork) -> None:
    """Reaction to what moves an order: register the next filings in the name of who ordered it.

    A filing that is registered waits no more: done twice, the work finds nothing left to do.
    """
    order = RegistrationOrder.objects.get(uid=UUID(work.entry.body["order"]))
    if order.stage != OrderStage.RUNNING:
        return
    by = _who_ordered(order)
    serves = by.person is not None and (by.role, by.court) in appointments_of(by.person, at=work.now)
    rows = clean_filings(order.court, order.applicant, order.interview, order.ordered_at)
    rows = rows.filter(uid__gt=order.after) if order.after else rows
    chosen = list(rows.order_by("uid").values_list("uid", flat=True)[:CHUNK]) if serves else []
    left = [(str(uid), why) for uid in chosen if (why := _refused(uid, by, work.now))]
    with act(by=Actor.office(order.court, _LAW, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        held = locked(RegistrationOrder.objects.filter(uid=order.uid)).get()
        if held.stage != OrderStage.RUNNING or held.after != order.after:
            raise NothingToDo
        if not serves:
            _stop(record, held)
            return
        held.left += left
        if len(chosen) == CHUNK:
            held.after = chosen[-1]
            held.save(update_fields=["after", "left"])
            record(RegistrationAdvanced(order=held.uid, after=chosen[-1]), under=_LAW)
            return
        held.stage, held.ended_at = OrderStage.DONE, work.now
        held.save(update_fields=["stage", "left", "ended_at"])
        fact = RegistrationDone(order=held.uid, registered=registered_by(held), left=len(held.left))
        record(fact, under=_LAW)


def _refused(filing: UUID, by: Actor, at: datetime) -> list[tuple[str, str]]:
    """Register one filing; why not: each reason by its code, with its article."""
    try:
        accept(filing, by=by, at=at)
    except Refused as no:
        return [(one.reason, one.law) for one in no.refusals]
    return []


def _who_ordered(order: RegistrationOrder) -> Actor:
    """Whoever ordered it registers: the case is that person's, as if each filing had been opened."""
    return Actor(
        kind=ActorKind.PERSON,
        role=order.role,
        person=order.holder,
        court=order.court,
        platform=settings.TONGBAN.slug,
    )


def _stop(record: Recording, row: RegistrationOrder) -> None:
    row.stage, row.ended_at = OrderStage.STOPPED, record.at
    row.save(update_fields=["stage", "ended_at"])
    record(RegistrationStopped(order=row.uid), under=_LAW)

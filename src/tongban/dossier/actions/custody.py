"""Papers at the counter: taken against a receipt, put to a case, moved, lent, returned (CPL 69)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_own_case
from tongban.documents.actions.labels import name_case
from tongban.dossier.events import ItemMoved, PapersPutToCase, PapersTaken
from tongban.dossier.models import Item, Movement, Receipt
from tongban.dossier.rules.custody import CUSTODY, ITEM, RECEIPT, REGISTRY, check_handed, check_step
from tongban.dossier.vocabulary import Handed, ItemAct
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import person_by_uid


def take_papers(
    items: Sequence[Handed], *, person: UUID, case: UUID | None, place: str, by: Actor, at: datetime
) -> UUID:
    """Take things from `person`, who needs no account, for `case` or for a filing to come; the uid of the receipt.

    Refused with all that the receipt would lack; no such person, or no such case at this court.
    """
    with act(by=by, at=at) as record:
        who_acts = for_the_registry(record)
        if person_by_uid(person) is None:
            raise Refused(Refusal("people.no_such_person", RECEIPT, ("person",)))
        if case is not None:
            lock_own_case(record, case)
        require(check_handed(items, place))
        label = {"layer": Layer.COUNTER, "court": by.court, "case": case, "holder": person}
        receipt = Receipt.objects.create(taken_by=who_acts, taken_at=at, **label)
        rows = [
            Item.objects.create(
                receipt=receipt,
                number=number,
                title=one.title.strip(),
                form=one.form,
                pages=one.pages,
                copies=one.copies,
                stage=ITEM.first,
                place=place.strip(),
                since=at,
                **label,
            )
            for number, one in enumerate(items, 1)
        ]
        Movement.objects.bulk_create(Movement(item=row, act="", by=who_acts, at=at, place=row.place) for row in rows)
        fact = PapersTaken(receipt=receipt.uid, person=person, case=case, items=tuple(row.uid for row in rows))
        record(fact, under=RECEIPT, case=case)
        return receipt.uid


def put_to_case(receipt: UUID, case: UUID, *, by: Actor, at: datetime) -> None:
    """What was taken for a filing belongs to the case that came of it. Refused: it belongs to one already."""
    with act(by=by, at=at) as record:
        for_the_registry(record)
        row = locked(Receipt.objects.filter(uid=receipt, court=by.court)).first()
        if row is None:
            raise Refused(Refusal("dossier.no_such_receipt", RECEIPT))
        if row.case is not None:
            raise Refused(Refusal("dossier.of_a_case_already", RECEIPT, ("case",)))
        lock_own_case(record, case)
        row.case = case
        row.save(update_fields=["case"])
        row.items.update(case=case)
        for subject in row.items.exclude(document=None).values_list("uid", flat=True):
            name_case(record, subject=subject, case=case)
        items = tuple(row.items.order_by("number").values_list("uid", flat=True))
        record(PapersPutToCase(receipt=row.uid, case=case, items=items), under=RECEIPT, case=case)


def move_item(
    item: UUID, what: str, *, place: str = "", who: str = "", signed: str = "", by: Actor, at: datetime
) -> None:
    """One step of the chain of custody: to another place, lent, taken back, or returned to who may have it.

    Refused: nothing of the kind from where it is, no place, nobody named who takes it, no word on the signature.
    """
    with act(by=by, at=at) as record:
        who_acts, row = for_the_registry(record), item_at_court(record, item)
        if what not in set(ItemAct):
            raise Refused(Refusal("item.not_in_this_procedure", CUSTODY))
        move = ITEM.decide(row.stage, ItemAct(what), role=by.role)
        if isinstance(move, Refusal):
            raise Refused(move)
        require(check_step(ItemAct(move.act), place=place, who=who, signed=signed))
        source, row.stage, row.since = row.stage, move.target, at
        row.place = place.strip() or who.strip()
        row.save(update_fields=["stage", "place", "since"])
        Movement.objects.create(
            item=row, act=move.act, by=who_acts, at=at, place=place.strip(), who=who.strip(), signed=signed.strip()
        )
        fact = ItemMoved(item=row.uid, case=row.case, what=move.act, source=source, target=move.target)
        record(fact, under=move.law, case=row.case)


def for_the_registry(record: Recording) -> UUID:
    """A step: the clerk or judge who acts; others are refused. Which court and which case, other steps judge."""
    by = record.by
    if by.role not in REGISTRY or by.person is None:
        raise Refused(Refusal("dossier.for_the_registry", CUSTODY))
    return by.person


def item_at_court(record: Recording, item: UUID) -> Item:
    """A step: the item, locked; refused when the actor's court has no such thing."""
    row = locked(Item.objects.filter(uid=item, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_item", CUSTODY))
    return row

"""Changing who may see documents."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from tongban.access.vocabulary import Layer
from tongban.documents.events import PutOnFile
from tongban.documents.models import Document
from tongban.frame.acts import Recording


def hand_over(
    record: Recording,
    *,
    subject: UUID,
    case: UUID,
    private: frozenset[str] = frozenset(),
    source: Layer = Layer.HANDED_IN,
) -> int:
    """A step: what was handed in under `subject` (a filing), or made there, belongs to the file of `case` from now on.

    Parties and the court see it then; who handed it in stays its holder. Documents of the kinds in `private`
    (identity papers) stay between the person and the court. Returns how many documents it were.
    """
    rows = Document.objects.filter(subject=subject, layer=source).exclude(kind__in=private)
    uids = tuple(rows.order_by("id").values_list("uid", flat=True))
    if uids:
        rows.update(layer=Layer.CASE, case=case)
        record(PutOnFile(subject=subject, documents=uids), under="OLR 35", case=case)
    return len(uids)


def name_case(record: Recording, *, subject: UUID, case: UUID) -> None:
    """A step: what was handed in under `subject` before there was a case belongs to `case`: besides who handed it in,
    it is open to who conducts that case, and to the registry no more.
    """
    del record  # proves that an act is open
    Document.objects.filter(subject=subject, layer=Layer.HANDED_IN, case=None).update(case=case)


def file_under(record: Recording, *, subject: UUID, kind: str, new: UUID, new_kind: str, case: UUID) -> None:
    """A step: what was handed in as `kind` about `subject` lies under `new` in `case`, for who conducts that case."""
    del record  # proves that an act is open
    found = Document.objects.filter(subject=subject, kind=kind, layer=Layer.HANDED_IN)
    found.update(subject=new, kind=new_kind, case=case)


def pass_on(record: Recording, *, subject: UUID, holder: UUID) -> None:
    """A step: what was handed in about `subject`, or made there, is another person's from now on; the act says why."""
    del record  # proves that an act is open
    Document.objects.filter(subject=subject, layer=Layer.HANDED_IN).update(holder=holder)


def shown_until_now(record: Recording, subject: UUID) -> None:
    """A step: who holds the documents about `subject` sees them no more; the act records why."""
    Document.objects.filter(subject=subject, until=None).update(until=record.at)


def take_back(record: Recording, document: UUID) -> None:
    """A step: a document that everybody could see is the court's own again; the act records why."""
    del record  # proves that an act is open
    Document.objects.filter(uid=document, layer=Layer.PUBLIC).update(layer=Layer.STAFF)


def move_layer(
    record: Recording, *, documents: Collection[UUID], subject: UUID, source: Layer, target: Layer, holder: UUID | None
) -> tuple[UUID, ...]:
    """A step: `documents`, and those made about `subject`, go from one layer into another; the act records why.

    Where they name no holder they get this one. Returns their uids.
    """
    del record  # proves that an act is open
    rows = Document.objects.filter(Q(uid__in=documents) | Q(subject=subject), layer=source).order_by("id")
    uids = tuple(rows.values_list("uid", flat=True))
    Document.objects.filter(uid__in=uids, holder=None).update(holder=holder)
    Document.objects.filter(uid__in=uids).update(layer=target)
    return uids

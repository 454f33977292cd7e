"""Reading the register of licences: who is a licensed lawyer or legal worker of which firm, now or on a given day."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from uuid import UUID

from django.db.models import Q

from tongban.kernel.refusal import Refusal
from tongban.people.models import FirmLetter, LicenceHolder, LicenceRecord
from tongban.people.rules.licences import practising
from tongban.people.vocabulary.licences import (
    Assessment,
    LetterView,
    Licence,
    LicenceKind,
    LicenceStatus,
    LicenceView,
)

COLUMNS = tuple(field.name for field in fields(Licence))
"""The columns that a licence and its row share."""
_LAW = "民诉法解释 88"
_MOST = 50


def licence_of_row(row: LicenceRecord) -> Licence:
    """What the row says."""
    told = {name: getattr(row, name) for name in COLUMNS}
    told |= {
        "kind": LicenceKind(row.kind),
        "status": LicenceStatus(row.status),
        "assessment": Assessment(row.assessment),
    }
    return Licence(**told)


def licence_on(number: str, on: date) -> LicenceView | None:
    """The licence as the register knew it for that day; None when it knew none."""
    rows = LicenceRecord.objects.filter(Q(until__isnull=True) | Q(until__gt=on), number=number, since__lte=on)
    row = rows.order_by("-since", "-id").first()
    return _view(row) if row else None


def licence_history(number: str) -> list[LicenceView]:
    """Everything the register ever knew of a licence, the newest first."""
    return [_view(row) for row in LicenceRecord.objects.filter(number=number).order_by("-since", "-id")]


def licence_of(person: UUID, on: date) -> LicenceView | None:
    """The licence that this person proved, as the register knew it for that day; None without one."""
    held = LicenceHolder.objects.filter(person__uid=person).values_list("number", flat=True).first()
    return licence_on(held, on) if held else None


def holder_of(number: str) -> UUID | None:
    """The person of this platform who proved this licence."""
    return LicenceHolder.objects.filter(number=number).values_list("person__uid", flat=True).first()


def practice_problems(person: UUID, kind: LicenceKind, on: date) -> list[Refusal]:
    """Everything that keeps this person from acting as a lawyer (or legal worker) that day, with law and remedy.

    Empty: the person is licensed, of the firm that `licence_of` names. Acts that need a licensed agent ask this with
    the day on which they are done.
    """
    held = licence_of(person, on)
    if held is None or held.licence.kind is not kind:
        return [Refusal("people.licence_not_proven", _LAW)]
    return practising(held.licence, on)


def licences_found(typed: str, on: date) -> list[LicenceView]:
    """Licences by exact number, name, firm or the firm's code, as known for that day. The register is public."""
    text = typed.strip()
    if not text:
        return []
    rows = LicenceRecord.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
    signs = "".join(text.split()).upper()
    found = rows.filter(Q(number=signs) | Q(firm_code=signs) | Q(name=text) | Q(firm=text))
    return [_view(row) for row in found.order_by("firm", "number")[:_MOST]]


def register_size() -> int:
    """How many licences the register knows now."""
    return LicenceRecord.objects.filter(until__isnull=True).count()


def letters_of_firm(firm: UUID) -> list[LetterView]:
    """The firm's letters, the newest first."""
    return [_letter(row) for row in FirmLetter.objects.filter(firm__uid=firm).select_related("firm").order_by("-id")]


def letters_naming(number: str) -> list[LetterView]:
    """The letters that name the holder of this licence, the newest first; taken-back ones say so."""
    return [_letter(row) for row in FirmLetter.objects.filter(holder=number).select_related("firm").order_by("-id")]


def _view(row: LicenceRecord) -> LicenceView:
    return LicenceView(licence_of_row(row), row.since, row.until, row.source)


def _letter(row: FirmLetter) -> LetterView:
    return LetterView(
        uid=row.uid,
        firm=row.firm.uid,
        firm_name=row.firm.name,
        number=row.number,
        holder=row.holder,
        holder_name=row.holder_name,
        client=row.client,
        matter=row.matter,
        at=row.at,
        withdrawn_at=row.withdrawn_at,
    )

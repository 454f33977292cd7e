"""Reading the paper side of a file: what people see starts from `visible_q`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.dossier.models import Comparison, Item, Movement, OriginalRequest, Receipt
from tongban.dossier.rules.originals import REQUEST
from tongban.dossier.vocabulary import (
    ComparisonView,
    Cure,
    ItemAct,
    ItemForm,
    ItemStage,
    ItemView,
    Outcome,
    ReceiptView,
    Reply,
    RequestStage,
    RequestView,
    Step,
    Trigger,
    Way,
)
from tongban.kernel.refusal import Refusal, Refused

LISTED = 300
"""Items that one list shows; the oldest of a full store are found by words."""


def item_view(row: Item, chain: Iterable[Movement] = ()) -> ItemView:
    """The item as other floors read it."""
    return ItemView(
        uid=row.uid,
        receipt=row.receipt.uid,
        court=row.court,
        case=row.case,
        holder=row.holder,
        number=row.number,
        title=row.title,
        form=ItemForm(row.form),
        pages=row.pages,
        copies=row.copies,
        stage=ItemStage(row.stage),
        place=row.place,
        since=row.since,
        document=row.document,
        chain=tuple(Step(ItemAct(m.act) if m.act else None, m.by, m.at, m.place, m.who, m.signed) for m in chain),
    )


def receipt_seen_by(viewer: Viewer, uid: UUID) -> ReceiptView:
    """A receipt with its items. Refused when it does not exist or is hidden from `viewer`."""
    row = Receipt.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_receipt", "CPL 69"))
    items = row.items.select_related("receipt").order_by("number")
    viewer.note("receipt", row.court, row.case)
    return ReceiptView(
        uid=row.uid,
        code=code_of(row.uid),
        court=row.court,
        case=row.case,
        person=row.holder,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        items=tuple(map(item_view, items)),
    )


def code_of(receipt: UUID) -> str:
    """How people call a receipt: eight signs of what chance put into its uid."""
    return receipt.hex[-8:].upper()


def item_seen_by(viewer: Viewer, uid: UUID) -> ItemView:
    """An item with its chain of custody. Refused when it does not exist or is hidden from `viewer`."""
    row = Item.objects.filter(visible_q(viewer), uid=uid).select_related("receipt").first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_item", "CPL 69"))
    viewer.note("item", row.court, row.case)
    return item_view(row, row.movements.order_by("id"))


def items_at(viewer: Viewer, court: str, *, stage: ItemStage, words: str = "") -> list[ItemView]:
    """What was handed over at `court`, the newest first; `words` are looked for in names and places."""
    rows = _items(viewer).filter(court=court, stage=stage)
    for word in words.split():
        rows = rows.filter(title__contains=word) | rows.filter(place__contains=word)
    return _listed(viewer, court, rows.order_by("-since", "-id"))


def items_without_picture(viewer: Viewer, court: str) -> list[ItemView]:
    """What was handed over at `court` and has no picture yet, the newest first."""
    rows = _items(viewer).filter(court=court, document=None)
    return _listed(viewer, court, rows.order_by("-id"))


def items_of_case(viewer: Viewer, case: UUID) -> list[ItemView]:
    """What was handed over in `case`, as far as `viewer` sees it, the oldest first."""
    return [item_view(row) for row in _items(viewer).filter(case=case).order_by("id")]


def items_of(viewer: Viewer, person: UUID, court: str = "") -> list[ItemView]:
    """What `person` handed over (at `court`), as far as `viewer` sees it, the newest first."""
    rows = _items(viewer).filter(holder=person)
    rows = rows.filter(court=court) if court else rows
    return _listed(viewer, court, rows.order_by("-id"))


def kept_for_filings(viewer: Viewer, court: str, *, person: UUID | None = None) -> list[tuple[ItemView, datetime]]:
    """What lies at `court` for filings and no case, and when it was taken in, as far as `viewer` sees it, the oldest
    first; of `person` alone where that is asked.
    """
    rows = _items(viewer).filter(court=court, case=None, stage=ItemStage.HELD)
    rows = rows.filter(holder=person) if person else rows
    found = [(item_view(row), row.receipt.taken_at) for row in rows.order_by("id")[:LISTED]]
    if found:
        viewer.note(f"items:{len(found)}", court, None)
    return found


def _listed(viewer: Viewer, court: str, rows: QuerySet[Item]) -> list[ItemView]:
    """The first of `rows`; the log of reads says of such a list how long it was."""
    found = [item_view(row) for row in rows[:LISTED]]
    if found:
        viewer.note(f"items:{len(found)}", court, None)
    return found


def _items(viewer: Viewer) -> QuerySet[Item]:
    return Item.objects.filter(visible_q(viewer)).select_related("receipt")


def requests_seen_by(viewer: Viewer, case: UUID) -> list[RequestView]:
    """The requests for originals in `case`, as far as `viewer` sees them, the oldest first."""
    return [_request(row) for row in OriginalRequest.objects.filter(visible_q(viewer), case=case).order_by("id")]


def comparisons_seen_by(viewer: Viewer, case: UUID) -> dict[UUID, ComparisonView]:
    """The newest comparison of each document of `case`, by the document."""
    rows = Comparison.objects.filter(visible_q(viewer), case=case).select_related("item").order_by("id")
    return {row.document: _comparison(row) for row in rows}


def newest_outcomes(documents: Iterable[UUID]) -> dict[UUID, Outcome]:
    """For acts: what the newest comparison of each of `documents` showed; those never compared are left out."""
    rows = Comparison.objects.filter(document__in=list(documents)).order_by("id")
    return {row.document: Outcome(row.outcome) for row in rows}


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> list[dict[str, Any]]:
    """What was asked of the viewer's own party, the oldest first, as plain JSON."""
    if mine is None:
        return []
    return [
        {
            "uid": str(one.uid),
            "subject": str(one.subject),
            "trigger": one.trigger.value,
            "law": one.trigger.law,
            "reasons": one.reasons,
            "until": one.until.isoformat(),
            "address": one.address,
            "stage": one.stage.value,
            "reply": one.reply.value if one.reply else "",
            "words": one.words,
            "at": one.asked_at.isoformat(),
        }
        for one in requests_seen_by(viewer, case.uid)
        if one.party in mine.line
    ]


def things_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> list[dict[str, Any]]:
    """What the viewer or its own party handed over in `case`, the oldest first, as plain JSON.

    In which room it lies is the court's own business.
    """
    line = [one for one in case.everybody if mine and one.uid in mine.line]
    own = {viewer.person, *(one.person for one in line)} if mine else set()
    return [
        {
            "title": one.title,
            "form": one.form.value,
            "pages": one.pages,
            "copies": one.copies,
            "stage": one.stage.value,
            "since": one.since.isoformat(),
            "receipt": code_of(one.receipt),
        }
        for one in items_of_case(viewer, case.uid)
        if one.holder in own
    ]


def requests_on_court(viewer: Viewer, court: str, today: date) -> list[RequestView]:
    """The requests of `court` on which the court has to go on, as far as `viewer` sees them, the most urgent first.

    The period is over, or the party says that it cannot bring the original, or that the court has it.
    """
    rows = OriginalRequest.objects.filter(visible_q(viewer), court=court).exclude(stage__in=REQUEST.last)
    rows = rows.filter(due__lt=today) | rows.filter(reply__in=(Reply.CANNOT, Reply.HANDED_OVER))
    return [_request(row) for row in rows.order_by("due", "id")]


def _request(row: OriginalRequest) -> RequestView:
    return RequestView(
        uid=row.uid,
        case=row.case,
        subject=row.subject,
        party=row.party,
        trigger=Trigger(row.trigger),
        reasons=row.reasons,
        until=row.due,
        address=row.address,
        asked_at=row.asked_at,
        stage=RequestStage(row.stage),
        reply=Reply(row.reply) if row.reply else None,
        words=row.words,
        replied_at=row.replied_at,
        cure=Cure(row.cure) if row.cure else None,
    )


def _comparison(row: Comparison) -> ComparisonView:
    return ComparisonView(
        document=row.document,
        version=row.version,
        item=row.item.uid if row.item else None,
        outcome=Outcome(row.outcome),
        way=Way(row.way),
        where=row.where,
        by=row.by,
        at=row.at,
    )

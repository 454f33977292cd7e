"""Series of filings: many of one plaintiff and kind, and the orders by which they are registered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.filing.models import Filing, RegistrationOrder
from tongban.filing.queries.further import law_of_kind
from tongban.filing.vocabulary import OrderStage, OrderView, SeriesView, Stage
from tongban.people.queries import names_of

LEAST = 5
"""From how many filings on a plaintiff's filings of one kind are a series; a house rule."""
_MOST = 50
"""How many series and orders a page shows."""


def clean_filings(court: str, applicant: UUID, interview: str, until: datetime) -> QuerySet[Filing]:
    """For acts: the filings that wait, in which the machine has no doubt, of those handed in until then."""
    rows = Filing.objects.filter(court=court, stage=Stage.UNDER_REVIEW, interview=interview, applicant=applicant)
    return rows.filter(doubts=[], handed_in_at__lte=until)


def registered_by(order: RegistrationOrder) -> int:
    """How many of the filings that it meant were registered since it was given."""
    rows = Filing.objects.filter(court=order.court, interview=order.interview, applicant=order.applicant)
    return rows.filter(
        stage=Stage.ACCEPTED, handed_in_at__lte=order.ordered_at, decided_at__gte=order.ordered_at, doubts=[]
    ).count()


def series_at(viewer: Viewer, court: str) -> list[SeriesView]:
    """The series that wait at `court`, the longest first."""
    rows = Filing.objects.filter(visible_q(viewer), court=court, stage=Stage.UNDER_REVIEW)
    counted = rows.values("applicant", "interview").annotate(n=Count("id"), sure=Count("id", filter=Q(doubts=[])))
    found = list(counted.filter(n__gte=LEAST).order_by("-n", "applicant")[:_MOST])
    names = names_of({row["applicant"] for row in found})
    if found:
        viewer.note(f"filings:{sum(row['n'] for row in found)}", court, None)
    return [
        SeriesView(
            row["applicant"],
            names.get(row["applicant"], ""),
            row["interview"],
            law_of_kind(row["interview"]),
            row["n"],
            row["sure"],
        )
        for row in found
    ]


def orders_at(viewer: Viewer, court: str) -> list[OrderView]:
    """The orders given at `court`, the newest first, with how far each has come."""
    rows = list(RegistrationOrder.objects.filter(visible_q(viewer), court=court).order_by("-id")[:_MOST])
    names = names_of({row.applicant for row in rows} | {row.holder for row in rows if row.holder})
    return [
        OrderView(
            uid=row.uid,
            name=names.get(row.applicant, ""),
            interview=row.interview,
            stage=OrderStage(row.stage),
            by=names.get(row.holder, "") if row.holder else "",
            meant=row.meant,
            registered=registered_by(row),
            left=tuple((UUID(filing), tuple((code, law) for code, law in why)) for filing, why in row.left),
            ordered_at=row.ordered_at,
            ended_at=row.ended_at,
        )
        for row in rows
    ]

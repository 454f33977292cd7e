"""Reading mediations before registration: the plaintiff and the court read the bare state, the mediator the matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.law import At
from tongban.cases.queries.agents import authority_by_uid
from tongban.cases.vocabulary import Side
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView
from tongban.kernel.refusal import Refusal, Refused
from tongban.mediation.models import EarlyInvitation, EarlyMediation
from tongban.mediation.vocabulary import EarlyView, Outcome

HIDDEN = Refusal("mediation.no_such_early", "在线诉讼规则 38")
_MOST = 100
"""How many rows a list at the desk shows."""


def early_of_filing(viewer: Viewer, filing: UUID) -> EarlyView | None:
    """The mediation of a filing, for its plaintiff and the court that takes filings in; None when there is none."""
    row = EarlyMediation.objects.filter(visible_q(viewer), filing=filing).first()
    if row is None:
        return None
    viewer.note("mediation", row.court, None)
    return _view(row, for_court=row.court in viewer.courts)


def early_seen_by(viewer: Viewer, uid: UUID) -> EarlyView:
    """The same by its own uid. Refused as unknown to everybody else."""
    row = EarlyMediation.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(HIDDEN)
    return _view(row, for_court=row.court in viewer.courts)


def early_to_confirm(viewer: Viewer) -> list[EarlyView]:
    """The mediations in which a signed agreement waits to be confirmed by the viewer, for itself or as the agent who
    filed, the oldest first.
    """
    rows = EarlyMediation.objects.filter(visible_q(viewer), holder__in=viewer.persons, ended_at=None)
    return [_view(row) for row in rows.exclude(agreement=None).order_by("id") if speaks_in(row, viewer.person)]


def speaks_in(row: EarlyMediation, person: UUID | None) -> bool:
    """For acts: whether `person` is the plaintiff whose mediation it is, or the agent who filed for the plaintiff."""
    if person is None or person == row.holder:
        return person is not None
    held = authority_by_uid(row.holder) if row.holder else None
    return held is not None and held.agent == person


def early_entrusted_to(viewer: Viewer) -> list[EarlyView]:
    """What is entrusted to the viewer as a mediator now, the newest first."""
    return [_told(row) for row in _invitations(viewer).order_by("-id")]


def early_matter(viewer: Viewer, uid: UUID) -> tuple[EarlyView, list[DocumentView]]:
    """One of them with the complaint that was handed over. Refused as unknown when it is over, and for all others."""
    row = _invitations(viewer).filter(early__uid=uid).first()
    if row is None:
        raise Refused(HIDDEN)
    viewer.note("mediation", row.court, None)
    return _told(row), documents_of(viewer, subjects=[row.uid])


def mediates_early(person: UUID) -> bool:
    """For acts: whether `person` has accepted a mediation before registration that runs."""
    return EarlyMediation.objects.filter(mediator=person, ended_at=None).exclude(due=None).exists()


def early_without_mediator(viewer: Viewer, court: str) -> list[EarlyView]:
    """The mediations before registration for which `court` owes a mediator, the first due first."""
    rows = EarlyMediation.objects.filter(visible_q(viewer), court=court, stage=At.APPLIED)
    return [_view(row) for row in rows.order_by("appoint_by", "id")[:_MOST]]


def _invitations(viewer: Viewer) -> QuerySet[EarlyInvitation]:
    rows = EarlyInvitation.objects.filter(visible_q(viewer), holder=viewer.person, until=None)
    return rows.select_related("early")


def _told(row: EarlyInvitation) -> EarlyView:
    """For the mediator, whose own row tells the matter."""
    return replace(_view(row.early), **_matter(row.matter))


def _matter(told: dict[str, Any]) -> dict[str, Any]:
    parties = tuple((Side(one["side"]), one["name"]) for one in told["parties"])
    return {"cause": told["cause"], "claim": told["claim"], "parties": parties}


def _view(row: EarlyMediation, *, for_court: bool = False) -> EarlyView:
    return EarlyView(
        uid=row.uid,
        filing=row.filing,
        court=row.court,
        number=row.number,
        stage=row.stage,
        **_matter(row.matter),
        wish=row.wish,
        mediator=row.mediator,
        appoint_by=row.appoint_by,
        answer_by=row.answer_by,
        ask_by=row.ask_by,
        due=row.due,
        agreement=row.agreement,
        outcome=Outcome(row.outcome) if row.outcome else None,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        declined=tuple((UUID(who), why) for who, why in row.declined) if for_court else (),
        other_side=row.other_side if for_court else "",
    )

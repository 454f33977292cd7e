"""Reading services of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper
from tongban.delivery.queries.addresses import acts_by_law, address_of
from tongban.delivery.rules.addresses import addressee
from tongban.delivery.vocabulary import (
    OVER,
    AttemptState,
    AttemptView,
    Channel,
    DispatchState,
    DispatchView,
    LetterView,
    Purpose,
)
from tongban.documents.queries import data_digest, document
from tongban.documents.vocabulary import DocumentView
from tongban.kernel.refusal import Refusal, Refused

PAGE = 200


def attempt_view(row: Attempt) -> AttemptView:
    """The attempt as pages read it."""
    return AttemptView(
        uid=row.uid,
        channel=Channel(row.channel),
        state=AttemptState(row.state),
        counts=row.counts,
        address=row.address,
        queued_at=row.queued_at,
        sent_at=row.sent_at,
        arrived_at=row.arrived_at,
        whole_day=row.whole_day,
        evidence=row.evidence,
        why=row.why,
    )


def dispatch_views(rows: Iterable[Dispatch]) -> list[DispatchView]:
    """Views of several dispatches with two queries for their parts."""
    listed = list(rows)
    if not listed:
        return []
    papers: dict[int, list[UUID]] = {row.id: [] for row in listed}
    for paper in DispatchPaper.objects.filter(dispatch__in=listed).order_by("order"):
        papers[paper.dispatch_id].append(paper.document)
    attempts: dict[int, list[AttemptView]] = {row.id: [] for row in listed}
    for attempt in Attempt.objects.filter(dispatch__in=listed).order_by("id"):
        attempts[attempt.dispatch_id].append(attempt_view(attempt))
    return [_view(row, tuple(papers[row.id]), tuple(attempts[row.id])) for row in listed]


def _view(row: Dispatch, papers: tuple[UUID, ...], attempts: tuple[AttemptView, ...]) -> DispatchView:
    assert row.case is not None  # noqa: S101 - papers are served in a case
    return DispatchView(
        uid=row.uid,
        case=row.case,
        court=row.court,
        party=row.party,
        purpose=Purpose(row.purpose),
        state=DispatchState(row.state),
        papers=papers,
        ordered_at=row.ordered_at,
        served_at=row.served_at,
        served_by=Channel(row.served_by) if row.served_by else None,
        whole_day=row.whole_day,
        law=row.law,
        read_at=row.read_at,
        earlier=row.earlier,
        attempts=attempts,
    )


def dispatches_of(viewer: Viewer, case: UUID) -> list[DispatchView]:
    """The services of papers in a case that this viewer may see, the oldest first."""
    return dispatch_views(Dispatch.objects.filter(visible_q(viewer), case=case).order_by("id"))


def dispatches_at_desk(viewer: Viewer, *, states: Iterable[DispatchState] = ()) -> list[DispatchView]:
    """The services of papers of the viewer's courts, the newest first."""
    rows = Dispatch.objects.filter(visible_q(viewer), court__in=viewer.courts)
    if states:
        rows = rows.filter(state__in=list(states))
    return dispatch_views(rows.order_by("-ordered_at", "-id")[:PAGE])


def all_served(case: UUID, purpose: str) -> bool:
    """For acts: True when every party of the case, or whose place it took, was served with papers of this purpose, and
    none is still owed.
    """
    rows = Dispatch.objects.filter(case=case, purpose=purpose)
    served = set(rows.filter(state=DispatchState.SERVED).values_list("party", flat=True))
    owed = rows.exclude(state__in=[DispatchState.SERVED, *OVER]).exists()
    return not owed and all(party.line & served for party in case_by_uid(case).parties)


def service_of(case: UUID, party: UUID, purpose: str) -> DispatchView | None:
    """For acts: the last service of papers of this purpose on a party."""
    row = Dispatch.objects.filter(case=case, party=party, purpose=purpose).order_by("-id").first()
    return dispatch_views([row])[0] if row else None


def served_with(document: UUID, party: UUID) -> datetime | None:
    """For acts: when this paper was served on a party; None: not yet."""
    rows = DispatchPaper.objects.filter(document=document, dispatch__party=party, dispatch__state=DispatchState.SERVED)
    return rows.order_by("id").values_list("dispatch__served_at", flat=True).first()


def receipt_digest(dispatch: UUID) -> str | None:
    """The SHA-256 of the data on the certificate of service of a dispatch, as they stand; None for another's uid."""
    return data_digest(dispatch, "certificate")


def letters(viewer: Viewer, states: Iterable[AttemptState]) -> list[LetterView]:
    """Letters of the viewer's courts in these states, the oldest first."""
    rows = _letter_rows(viewer).filter(state__in=list(states)).order_by("queued_at", "id")
    return [_letter(viewer, row) for row in rows[:PAGE]]


def letter_seen_by(viewer: Viewer, uid: UUID) -> LetterView:
    """One letter, if this viewer may see it; else it does not exist for the viewer."""
    row = _letter_rows(viewer).filter(uid=uid).first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_letter", "CPL 91"))
    return _letter(viewer, row)


def _letter_rows(viewer: Viewer) -> QuerySet[Attempt]:
    return Attempt.objects.filter(visible_q(viewer), channel=Channel.LETTER).select_related("dispatch")


def _letter(viewer: Viewer, row: Attempt) -> LetterView:
    dispatch = row.dispatch
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    case = case_by_uid(dispatch.case)
    party = next(p for p in case.everybody if p.uid == dispatch.party)
    inside = [document(viewer, paper) for paper in _papers_of(dispatch)]
    return LetterView(
        uid=row.uid,
        dispatch=dispatch.uid,
        case=case.uid,
        court=dispatch.court,
        number=case.number,
        purpose=Purpose(dispatch.purpose),
        to=addressee(party.name, guardian=acts_by_law(case, party, timezone.localtime(row.queued_at).date())),
        address=row.address,
        state=AttemptState(row.state),
        queued_at=row.queued_at,
        posted_on=row.posted_on,
        tracking=row.tracking,
        papers=tuple((paper.uid, paper.title) for paper in inside if paper),
        tries=row.tries,
        elsewhere=row.elsewhere,
    )


def _papers_of(dispatch: Dispatch) -> list[UUID]:
    rows = DispatchPaper.objects.filter(dispatch=dispatch).order_by("order")
    return list(rows.values_list("document", flat=True))


def reached(party: PartyView) -> Q:
    """Which services are this party's: its own, and those that had reached whose place it took (SI 55)."""
    return Q(party=party.uid) | Q(party__in=party.predecessors, state=DispatchState.SERVED)


def sheet_section(
    viewer: Viewer, case: CaseView, mine: PartyView | None, documents: Callable[[], Mapping[UUID, DocumentView]]
) -> list[dict[str, Any]]:
    """What was or is being served on this party, for the case sheet: plain JSON, the newest first.

    `documents` tells, when asked, what the viewer may see of the case's documents.

    `portal` is true when the papers were put on the party's portal as a way of service: the receipt of the envelope
    that carries such a line to another platform proves the arrival there (`actions.remote.note_arrivals`).
    """
    if mine is None:
        return []
    # What fell was ordered anew: the party reads the new one.
    hidden = [DispatchState.WAITING, *OVER]
    rows = Dispatch.objects.filter(visible_q(viewer), reached(mine), case=case.uid).exclude(state__in=hidden)
    views = dispatch_views(rows.order_by("-id"))
    known = documents() if views else {}
    return [
        {
            "dispatch": str(view.uid),
            "purpose": view.purpose.value,
            "state": view.state.value,
            "papers": [
                {"uid": str(uid), "title": known[uid].title, "sha256": newest.sha256}
                for uid in view.papers
                if uid in known and (newest := known[uid].newest)
            ],
            "ways": sorted({a.channel.value for a in view.attempts if a.counts}),
            "portal": view.party == mine.uid and any(a.channel is Channel.PORTAL for a in view.attempts),
            "sent_at": _iso(min((a.sent_at for a in view.attempts if a.sent_at), default=None)),
            "served_at": _iso(view.served_at),
            "served_by": view.served_by.value if view.served_by else "",
            "whole_day": view.whole_day,
            "law": view.law,
            "read_at": _iso(view.read_at),
        }
        for view in views
    ]


def address_section(case: CaseView, mine: PartyView | None) -> dict[str, Any]:
    """Where this party is served, as it said last, for its own sheet: plain JSON; nobody else reads it."""
    if mine is None:
        return {}
    given = address_of(case.uid, mine.uid)
    return {
        "ground": given.ground.value,
        "address": given.address,
        "postcode": given.postcode,
        "phone": given.phone,
        "email": given.email,
        "account": given.account,
        "receiver": given.receiver,
        "at": _iso(given.at),
    }


def _iso(moment: Any) -> str | None:  # noqa: ANN401 - a datetime or None, as JSON
    return moment.isoformat() if moment else None

"""Reading hearings. What people see starts from `visible_q`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import consent_missing
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import CaseView, PartyView, Step
from tongban.documents.queries import data_of, documents_of
from tongban.hearings.models import AsyncRequest, Confirmation, Hearing, LineDraft, RecordLine
from tongban.hearings.rules.attendance import attended
from tongban.hearings.rules.record import content_of
from tongban.hearings.rules.testimony import statement_digest
from tongban.hearings.vocabulary import (
    NOTICE,
    ConfirmationView,
    HearingState,
    HearingView,
    LineView,
    Mode,
    Part,
    Place,
    Section,
    Seen,
    Speaker,
    Way,
)
from tongban.people.vocabulary import ProofMethod


def hearings_seen_by(viewer: Viewer, case: UUID) -> list[HearingView]:
    """The hearings of a case with their records, oldest first."""
    return _views(Hearing.objects.filter(visible_q(viewer), case=case))


def days_of_hearings(viewer: Viewer, cases: Iterable[UUID]) -> list[tuple[UUID, UUID, datetime, str]]:
    """The hearings that are set in these cases: uid, case, beginning and place, the earliest first."""
    rows = Hearing.objects.filter(visible_q(viewer), case__in=list(cases), state=HearingState.SET)
    return [(row.uid, row.case, row.starts_at, row.place) for row in rows.order_by("starts_at", "id") if row.case]


def hearing_of(case: UUID) -> HearingView | None:
    """For acts: the newest hearing of a case, whoever acts."""
    return next(reversed(_views(Hearing.objects.filter(case=case))), None)


def attendance(hearing: HearingView, case: CaseView) -> list[dict[str, Any]]:
    """Who came to the opened hearing and who did not, each with its role, as the record says it.

    Of who was there and died since, the heirs were not: they are not named.
    """
    there = [p for p in case.everybody if p.uid in hearing.heard or not (p.left or p.predecessors & hearing.heard)]
    return attended(hearing, there, authorities_in(case.uid))


def record_digest(hearing: UUID) -> str | None:
    """The SHA-256 of a hearing's record as its lines stand now; None for another's uid."""
    rows = RecordLine.objects.filter(hearing__uid=hearing).order_by("number")
    lines = [line_view(row) for row in rows]
    return hashlib.sha256(content_of(lines)).hexdigest() if lines else None


def line_view(row: RecordLine) -> LineView:
    """The line as other floors read it."""
    return LineView(
        row.number, Part(row.part), Speaker(row.speaker), row.name, row.text, row.at, row.corrects, row.witness
    )


def place_of(viewer: Viewer, witness: UUID) -> tuple[datetime, str] | None:
    """When and where a witness is to come, by the newest notice that the viewer may read; None before it is made."""
    notices = [d for d in documents_of(viewer, subjects=[witness]) if d.kind == NOTICE]
    told = data_of(viewer, notices[-1].uid) if notices else None
    return (datetime.fromisoformat(told["at"]), str(told["place"])) if told else None


def statement_of(viewer: Viewer, witness: UUID) -> tuple[list[LineView], str]:
    """What a witness said, line by line, as far as the viewer may read it, with its digest."""
    rows = RecordLine.objects.filter(visible_q(viewer), witness=witness).order_by("hearing", "number")
    lines = [line_view(row) for row in rows]
    return lines, statement_digest(lines)


def draft_of(hearing: UUID, person: UUID) -> str:
    """What this person was typing."""
    row = LineDraft.objects.filter(hearing__uid=hearing, person=person).first()
    return row.text if row else ""


def _views(rows: QuerySet[Hearing]) -> list[HearingView]:
    lines = Prefetch("lines", RecordLine.objects.order_by("number"))
    confirmations = Prefetch("confirmations", Confirmation.objects.order_by("id"))
    return [_view(row) for row in rows.order_by("id").prefetch_related(lines, confirmations)]


def _view(row: Hearing) -> HearingView:
    assert row.case is not None  # noqa: S101 - every hearing carries its case
    return HearingView(
        uid=row.uid,
        case=row.case,
        court=row.court,
        place=row.place,
        mode=Mode(row.mode),
        starts_at=row.starts_at,
        state=HearingState(row.state),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        present=tuple(UUID(uid) for uid in row.present),
        agents={UUID(authority): UUID(party) for authority, party in row.agents.items()},
        written=frozenset(UUID(uid) for uid in row.written),
        identity={UUID(uid): _seen(told) for uid, told in row.identity.items()},
        digest=row.digest,
        paper=row.paper,
        lines=tuple(line_view(line) for line in row.lines.all()),
        confirmations=tuple(ConfirmationView(c.party, Way(c.way), c.objections, c.at) for c in row.confirmations.all()),
    )


def _seen(told: dict[str, str]) -> Seen:
    method, at = told.get("method"), told.get("at")
    return Seen(
        Place(told["place"]), ProofMethod(method) if method else None, datetime.fromisoformat(at) if at else None
    )


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> Section:
    """Day and place of the hearing, its record once closed, and whether the viewer's party has yet to confirm it."""
    found = hearings_seen_by(viewer, case.uid)
    asked = AsyncRequest.objects.filter(visible_q(viewer), case=case.uid).order_by("id")
    return {
        "hearings": [_line(hearing, case, mine) for hearing in found],
        "async_asked": [row.asked_at.isoformat() for row in asked],
    }


def _line(hearing: HearingView, case: CaseView, mine: PartyView | None) -> dict[str, Any]:
    closed = hearing.state is HearingState.CLOSED
    names = {p.uid: {"side": p.side.value, "name": p.name} for p in case.everybody}
    names |= {uid: {"side": "witness", "name": name} for uid, name in hearing.witnesses.items()}
    confirmed = {c.party for c in hearing.confirmations}
    return {
        "uid": str(hearing.uid),
        "place": hearing.place,
        "mode": hearing.mode.value,
        "starts_at": hearing.starts_at.isoformat(),
        "state": hearing.state.value,
        "closed_at": hearing.closed_at.isoformat() if hearing.closed_at else None,
        "digest": hearing.digest,
        "to_confirm": bool(closed and mine and mine.line & hearing.heard and not mine.line & confirmed),
        "consented": mine is not None and consent_missing(case, Step.RECORD, mine) is None,
        "record": [
            {
                "number": line.number,
                "part": line.part.value,
                "speaker": line.speaker.value,
                "name": line.name,
                "text": line.text,
                "at": line.at.isoformat(),
                "corrects": line.corrects,
            }
            for line in (hearing.lines if closed else ())
        ],
        "confirmations": [
            names[c.party] | {"way": c.way.value, "objections": c.objections, "at": c.at.isoformat()}
            for c in hearing.confirmations
        ],
    }

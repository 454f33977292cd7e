"""Reading mediations. What people see starts from `visible_q`; the room shows each what the wall lets through."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.documents.queries import behind_the_wall
from tongban.documents.vocabulary import DocumentView
from tongban.mediation.models import Agreed, CommonText, Declination, Enlistment, Invitation, Mediation, Statement
from tongban.mediation.vocabulary import (
    COURT,
    InvitationView,
    MatterView,
    MediationView,
    MediatorKind,
    MediatorView,
    Outcome,
    RoomView,
    Stage,
    StatementView,
    TextKind,
    TextView,
    Wish,
)
from tongban.people.queries import names_of

HANDED = "handed_to_mediator"
"""Kind of the copies of complaint and answers that the court hands to the mediator."""


def mediators_listed(viewer: Viewer, court: str | None = None) -> list[MediatorView]:
    """The register of mediators of `court`, or of all courts here, in the order of listing; anybody may read it."""
    rows = Enlistment.objects.filter(visible_q(viewer), struck_at=None)
    rows = rows if court is None else rows.filter(court=court)
    found = list(rows.order_by("court", "listed_at", "id"))
    names = names_of({row.holder for row in found if row.holder})
    return [
        MediatorView(
            uid=row.uid,
            person=row.holder,
            name=names.get(row.holder, ""),
            court=row.court,
            kind=MediatorKind(row.kind),
            scope=row.scope,
            fee=row.fee,
            profile=row.profile,
        )
        for row in found
        if row.holder
    ]


def is_listed(person: UUID, court: str) -> bool:
    """For acts: whether `person` stands in the register of `court`."""
    return Enlistment.objects.filter(holder=person, court=court, struck_at=None).exists()


def mediation_of(case: UUID) -> MediationView | None:
    """For acts and reactions: the newest mediation of the case."""
    row = Mediation.objects.filter(case=case).order_by("-id").first()
    return mediation_view(row) if row else None


def mediations_seen_by(viewer: Viewer, case: UUID) -> list[MediationView]:
    """The mediations of a case by their bare state, the newest first: for its court and its parties."""
    rows = Mediation.objects.filter(visible_q(viewer), case=case).order_by("-id")
    return [mediation_view(row) for row in rows]


def on_file(viewer: Viewer, case: UUID) -> list[TextView]:
    """What crossed the wall into the file of the case, and disclosures, the oldest first."""
    return _texts(CommonText.objects.filter(visible_q(viewer), case=case, layer=Layer.CASE))


def released(viewer: Viewer, case: UUID) -> list[StatementView]:
    """Statements whose use in the trial all parties agreed to; their files lie on the file of the case."""
    rows = Statement.objects.filter(visible_q(viewer), case=case, layer=Layer.CASE).order_by("id")
    return [_statement(row, ()) for row in rows]


def declinations(viewer: Viewer, case: UUID) -> list[tuple[str, datetime]]:
    """Why mediators did not accept, the oldest first."""
    rows = Declination.objects.filter(visible_q(viewer), case=case).order_by("id")
    return [(row.reasons, row.at) for row in rows]


def invitations_of(viewer: Viewer) -> list[InvitationView]:
    """The matters that are entrusted to the viewer as a mediator, the newest first."""
    rows = Invitation.objects.filter(visible_q(viewer), holder=viewer.person).select_related("mediation")
    return [_invitation(row) for row in rows.order_by("-id")]


def invitation_of(viewer: Viewer, case: UUID) -> InvitationView | None:
    """The matter of `case` as its mediator sees it; None for everybody else, and when it is over."""
    row = Invitation.objects.filter(visible_q(viewer), holder=viewer.person, case=case).first()
    if row is not None and case in viewer.mediating:
        viewer.note("mediation", row.court, case)
    return _invitation(row) if row else None


def room_of(viewer: Viewer, mediation: MediationView) -> RoomView:
    """What the viewer sees of a mediation that the viewer was found to sit at."""
    files: dict[UUID | None, list[DocumentView]] = defaultdict(list)
    for document in behind_the_wall(viewer, mediation.case):
        files[document.subject if document.kind != HANDED else None].append(document)
    said = Statement.objects.filter(visible_q(viewer), mediation__uid=mediation.uid).order_by("id")
    texts = CommonText.objects.filter(visible_q(viewer), mediation__uid=mediation.uid)
    return RoomView(
        mediation=mediation,
        statements=tuple(_statement(row, tuple(files[row.uid])) for row in said),
        texts=tuple(_texts(texts)),
        handed=tuple(files[None]),
    )


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> dict[str, Any]:
    """The bare state for the case's page: nothing of what is behind the wall, because a sheet travels."""
    found = next(iter(mediations_seen_by(viewer, case.uid)), None)
    if found is None:
        return {}
    return {
        "stage": found.stage.value,
        "outcome": found.outcome.value if found.outcome else "",
        "wish": found.wish.value if found.wish else "",
        "to_choose": bool(mine and found.stage is Stage.CHOOSING and mine.line.isdisjoint(found.choices)),
    }


def mediation_view(row: Mediation) -> MediationView:
    """The mediation as other floors read it."""
    assert row.case is not None  # noqa: S101 - every mediation carries its case
    return MediationView(
        uid=row.uid,
        case=row.case,
        stage=Stage(row.stage),
        mediator=row.mediator,
        choices={UUID(party): named for party, named in row.choices.items()},
        renamed=row.renamed,
        referred_at=row.referred_at,
        confirmed_at=row.confirmed_at,
        due=row.due,
        outcome=Outcome(row.outcome) if row.outcome else None,
        wish=Wish(row.wish) if row.wish else None,
        ended_at=row.ended_at,
    )


def left_to_court(mediation: MediationView, parties: int) -> bool:
    """Whether every party left the choice to the court, or a mediator who was asked before is it no more."""
    return mediation.renamed or list(mediation.choices.values()) == [COURT] * parties


def _invitation(row: Invitation) -> InvitationView:
    told = row.matter
    matter = MatterView(
        case=row.case,  # type: ignore[arg-type]
        court=row.court,
        number=told["number"],
        cause=told["cause"],
        claim=told["claim"],
        parties=tuple((UUID(p["uid"]), Side(p["side"]), p["name"]) for p in told["parties"]),
    )
    return InvitationView(mediation_view(row.mediation), matter)


def _statement(row: Statement, files: tuple[DocumentView, ...]) -> StatementView:
    alone = row.layer == Layer.CAUCUS
    side = row.holder if alone else None
    return StatementView(row.uid, row.party, alone, side, row.proposal, row.text, row.at, files)


def _texts(rows: QuerySet[CommonText]) -> list[TextView]:
    said = rows.order_by("id").prefetch_related(Prefetch("agreed", Agreed.objects.order_by("id")))
    return [
        TextView(
            uid=row.uid,
            kind=TextKind(row.kind),
            text=row.text,
            days=row.days,
            statement=row.statement,
            at=row.at,
            agreed=tuple(one.party for one in row.agreed.all()),
            complete_at=row.complete_at,
        )
        for row in said
    ]

"""A case as one person may see it: plain JSON, so that a page shows it alike whether the case lives here or elsewhere.

Every section starts from what the domain's own queries let this viewer see.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_seen_by, clocks_of, consents_of, open_acts
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.queries import court_name
from tongban.delivery import queries as delivery
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView
from tongban.evidence import queries as evidence
from tongban.fees import queries as fees
from tongban.filing import queries as filing
from tongban.hearings import queries as hearings
from tongban.judgments import queries as judgments
from tongban.kernel.facts import plain
from tongban.kernel.money import Money
from tongban.register.queries import entries_of_case, seals_of
from tongban.register.vocabulary import SealView

TOLD = frozenset(
    {
        "case_docketed",
        "case_moved",
        "judge_assigned",
        "mediation_offered",
        "mediation_declined",
        "party_joined",
        "consent_given",
        "clock_met",
        "paper_signed",
        "fee_assessed",
        "charge_paid",
        "party_served",
        "defence_handed_in",
        "exhibit_submitted",
        "exhibit_audited",
        "exhibit_examined",
        "round_opened",
        "round_closed",
        "hearing_set",
        "hearing_opened",
        "hearing_closed",
        "record_confirmed",
        "judgment_pronounced",
        "appeal_period_runs",
        "judgment_effective",
        "judgment_published",
    }
)
"""Facts that parties read in the case's timeline; the others are the court's own bookkeeping."""


def sheet_of(viewer: Viewer, case: UUID) -> Sheet:
    """A case that lives here, as this viewer may see it."""
    view = case_seen_by(viewer, case)
    mine = next((p for p in view.parties if p.person in viewer.persons), None)
    today = timezone.localtime(viewer.now).date()
    return {
        "case": str(view.uid),
        "number": view.number,
        "platform": settings.TONGBAN.slug,
        "court": {"code": view.court, "name": court_name(view.court, today)},
        "cause": view.cause_name,
        "track": view.track.value,
        "stage": view.stage.value,
        "claim": plain(Money(view.claim_minor, view.currency)),
        "docketed_at": view.docketed_at.isoformat(),
        "side": mine.side.value if mine else "",
        "party": str(mine.uid) if mine else "",
        "parties": [{"side": p.side.value, "name": p.name, "joined": p.joined} for p in view.parties],
        "timeline": _timeline(case),
        "clocks": _clocks(view, mine),
        "papers": _papers(viewer, case),
        "consents": _consents(case, mine),
        "acts": [act.value for act in open_acts(view.stage, "party")] if mine else [],
        "fees": fees.sheet_section(viewer, view, mine),
        "delivery": delivery.sheet_section(viewer, view, mine),
        "pleadings": filing.sheet_section(viewer, view, mine),
        "evidence": evidence.sheet_section(viewer, view, mine),
        "hearing": hearings.sheet_section(viewer, view, mine),
        "judgment": judgments.sheet_section(viewer, view, mine),
    }


def _timeline(case: UUID) -> list[dict[str, Any]]:
    return [
        {
            "at": entry.at.isoformat(),
            "event": entry.event,
            "law": entry.basis,
            "role": entry.actor["role"],
            "facts": {key: value for key, value in entry.body.items() if isinstance(value, str)},
        }
        for entry in entries_of_case(case, TOLD)
    ]


def _clocks(case: CaseView, mine: PartyView | None) -> list[dict[str, Any]]:
    def owner(owed_by: str) -> str:
        if owed_by == "court":
            return "court"
        return "me" if mine and owed_by == str(mine.uid) else "other"

    return [
        {
            "rule": clock.rule,
            "due": clock.due.isoformat() if clock.due else None,
            "due_at": clock.due_at.isoformat() if clock.due_at else None,
            "owed_by": owner(clock.owed_by),
            "article": clock.article,
            "met_at": clock.met_at.isoformat() if clock.met_at else None,
            "provisional": clock.provisional,
        }
        for clock in clocks_of(case.uid)
    ]


def _papers(viewer: Viewer, case: UUID) -> list[dict[str, Any]]:
    documents = [d for d in documents_of(viewer, case=case) if d.newest is not None]
    seals = seals_of([d.newest.uid for d in documents if d.newest])
    return [_paper(d, seals) for d in documents]


def _paper(document: DocumentView, seals: dict[UUID, SealView]) -> dict[str, Any]:
    newest = document.newest
    assert newest is not None  # noqa: S101 - papers without a version are left out by the caller
    seal = seals.get(newest.uid)
    return {
        "uid": str(document.uid),
        "version": str(newest.uid),
        "kind": document.kind,
        "title": document.title,
        "at": document.made_at.isoformat(),
        "code": document.code,
        "signed": newest.signed,
        "seal": {"position": seal.position, "proven": seal.proven_at is not None} if seal else None,
        "files": [{"sha256": newest.sha256, "size": newest.size, "media_type": newest.media_type, "name": newest.name}],
    }


def _consents(case: UUID, mine: PartyView | None) -> dict[str, str]:
    if mine is None:
        return {}
    return {step.value: view.choice.value for (party, step), view in consents_of(case).items() if party == mine.uid}

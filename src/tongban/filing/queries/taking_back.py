"""Reading about filings that may be taken back before registration, or were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.filing.models import Filing
from tongban.filing.queries.for_client import authority_of
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.rules.taking_back import not_taken_back, others_filing
from tongban.filing.vocabulary import Act, FilingView, Stage
from tongban.kernel.refusal import Refusal


def why_kept(filing: FilingView) -> Refusal | None:
    """Why the filing is not taken back as it stands, whoever asks; None when whoever filed may."""
    interview, from_case = forms()[filing.interview], filing.about is not None
    found = not_taken_back(interview, filing.stage, by_errand=filing.matter is not None, from_case=from_case)
    move = SCRUTINY.decide(filing.stage, Act.TAKE_BACK, role="party")
    return found or (move if isinstance(move, Refusal) else None)


def may_take_back(viewer: Viewer, filing: FilingView) -> bool:
    """Whether the viewer filed it, or is the client of who did, and it can be taken back as it stands."""
    authority = authority_of(filing)
    own = filing.applicant in viewer.persons or (authority is not None and authority.client in viewer.persons)
    return own and why_kept(filing) is None


def others_in(filing: FilingView) -> tuple[str, ...]:
    """The names of those who file together with the first; nobody where it is brought for one party of a case."""
    interview = forms()[filing.interview]
    if filing.about is not None and interview.opens is not None and not interview.opens.joins:
        return ()
    return others_filing(interview, filing.answers, timezone.localtime(filing.handed_in_at).date())


def took_back(viewer: Viewer, court: str, persons: Collection[UUID]) -> dict[UUID, datetime]:
    """Who of these has taken filings back at `court` and has none there that waits, with the time of the last."""
    rows = Filing.objects.filter(visible_q(viewer), court=court, applicant__in=persons).order_by()
    gone = rows.filter(stage=Stage.TAKEN_BACK).values_list("applicant").annotate(last=Max("decided_at"))
    waiting = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION, Stage.APPEALED)
    open_still = set(rows.filter(stage__in=waiting).values_list("applicant", flat=True))
    return {person: last for person, last in gone if person not in open_still and last}

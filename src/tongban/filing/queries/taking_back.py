"""Reading about filings that may be taken back before registration, or were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.dossier.queries import kept_for_filings
from tongban.dossier.vocabulary import ItemView
from tongban.filing.models import Filing
from tongban.filing.queries.for_client import authority_of
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.rules.taking_back import not_taken_back, others_filing
from tongban.filing.vocabulary import Act, FilingView, Stage
from tongban.kernel.refusal import Refusal

_WAITING = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION, Stage.APPEALED)
"""Where the court still needs what was handed over."""


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


def to_give_back(viewer: Viewer, court: str, person: UUID | None = None) -> list[ItemView]:
    """What people, or `person` alone, handed over at `court` for filings that were taken back, the oldest first.

    Nothing says for which filing a thing was handed over. It is left out while another filing of that person waits
    there, and where one was registered since: it may belong to that.
    """
    lying = kept_for_filings(viewer, court, person=person)
    spans = _spans(viewer, court, {one.holder for one, _taken in lying if one.holder})
    found = []
    for one, taken in lying:
        since, until = spans.get(one.holder, (None, None)) if one.holder else (None, None)
        if until is not None and taken <= until and (since is None or since < taken):
            found.append(one)
    return found


def _spans(
    viewer: Viewer, court: str, persons: Collection[UUID]
) -> dict[UUID, tuple[datetime | None, datetime | None]]:
    """Of who has taken filings back there and has none that waits: when the last was registered, and taken back."""
    rows = Filing.objects.filter(visible_q(viewer), court=court, applicant__in=persons).order_by()

    def last(stage: Stage) -> dict[UUID, datetime | None]:
        ended = rows.filter(stage=stage).values_list("applicant").annotate(last=Max("decided_at"))
        return dict(ended)

    waiting = rows.filter(stage__in=_WAITING).values_list("applicant", flat=True)
    registered, gone = last(Stage.ACCEPTED), last(Stage.TAKEN_BACK)
    return {one: (registered.get(one), gone[one]) for one in gone.keys() - set(waiting)}

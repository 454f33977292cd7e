"""Gathers a viewer's facts from people and cases, once a request."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import viewer_for
from tongban.people.queries import person_of_account


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request; a person assisted at a counter is seen as that person, without staff rights."""
    if not request.user.is_authenticated:
        return Viewer(now=request.at)  # type: ignore[attr-defined]
    own = person_of_account(request.user).uid  # type: ignore[arg-type]
    assisted: UUID | None = request.assisted  # type: ignore[attr-defined]
    if assisted and request.path.startswith("/desk/"):
        assisted = None
    return viewer_for(assisted or own, at=request.at, staff=assisted is None)  # type: ignore[attr-defined]


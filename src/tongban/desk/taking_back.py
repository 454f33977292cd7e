"""Filings that were taken back before registration: what people handed over for them at the counter goes back, too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.desk.frame import DeskRequest, roles_at
from tongban.desk.papers import items_table
from tongban.desk.wording import papers as words
from tongban.face.parts import Table
from tongban.filing.queries.taking_back import to_give_back, why_kept
from tongban.filing.vocabulary import TAKEN_BACK_WHY, FilingView, Stage
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import Role


def to_give_back_table(request: DeskRequest) -> Table:
    """What lies at the court for filings that were taken back."""
    return _table(request, request.desk.court)


def taking_back(request: DeskRequest, filing: FilingView) -> dict[str, Any]:
    """For the page of a filing: why it was taken back, what still lies there of who filed it, and whether the viewer
    may work beside that person, who has come to the counter to take it back.
    """
    kept = _table(request, filing.court, filing.applicant) if filing.stage is Stage.TAKEN_BACK else None
    return {
        "why_back": filing.answers.get(TAKEN_BACK_WHY, ""),
        "kept": kept if kept and kept.rows else None,
        "at_counter": _at_counter(request, filing),
    }


def _table(request: DeskRequest, court: str, person: UUID | None = None) -> Table:
    found = to_give_back(request.viewer, court, person)
    table = items_table(found, caption=str(words.TO_GIVE_BACK) % {"n": len(found)})
    return Table(table.caption, table.columns, table.rows, str(words.NOTHING_TO_GIVE_BACK))


def _at_counter(request: DeskRequest, filing: FilingView) -> bool:
    if why_kept(filing) is not None or not {Role.CLERK, Role.LIAISON} & set(roles_at(request, filing.court)):
        return False
    known = person_by_uid(filing.applicant)
    return known is not None and known.platform == settings.TONGBAN.slug

"""Filings that were taken back before registration: what people handed over for them at the counter goes back, too."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from tongban.desk.frame import DeskRequest, roles_at
from tongban.desk.papers import items_table
from tongban.desk.wording import papers as words
from tongban.face.parts import Table
from tongban.filing.queries.taking_back import to_give_back, why_kept
from tongban.filing.vocabulary import FilingView, Stage
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import Role


def to_give_back_table(request: DeskRequest) -> Table:
    """What lies at the court for filings that were taken back."""
    return _table(request, request.desk.court)


def kept_of(request: DeskRequest, filing: FilingView) -> Table | None:
    """The same of who filed one that was taken back; None for any other, and when nothing lies there."""
    table = _table(request, filing.court, filing.applicant) if filing.stage is Stage.TAKEN_BACK else None
    return table if table and table.rows else None


def _table(request: DeskRequest, court: str, person: UUID | None = None) -> Table:
    found = to_give_back(request.viewer, court, person)
    table = items_table(found, caption=str(words.TO_GIVE_BACK) % {"n": len(found)})
    return Table(table.caption, table.columns, table.rows, str(words.NOTHING_TO_GIVE_BACK))


def taken_back_at_counter(request: DeskRequest, filing: FilingView) -> bool:
    """Whether the viewer may work beside the applicant, who has come to the counter to take the filing back."""
    if why_kept(filing) is not None or not {Role.CLERK, Role.LIAISON} & set(roles_at(request, filing.court)):
        return False
    known = person_by_uid(filing.applicant)
    return known is not None and known.platform == settings.TONGBAN.slug

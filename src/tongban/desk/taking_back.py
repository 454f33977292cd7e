"""Filings that were taken back before registration: what people handed over for them at the counter goes back, too."""

from __future__ import annotations

from django.conf import settings

from tongban.desk.frame import DeskRequest, roles_at
from tongban.desk.papers import items_table
from tongban.desk.wording import papers as words
from tongban.dossier.queries import kept_for_filings
from tongban.dossier.vocabulary import ItemView
from tongban.face.parts import Table
from tongban.filing.queries.taking_back import took_back, why_kept
from tongban.filing.vocabulary import FilingView, Stage
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import Role


def to_give_back_table(request: DeskRequest) -> Table:
    """What lies at the court for filings that were taken back, of people who have no other one there that waits."""
    court = request.desk.court
    lying = kept_for_filings(request.viewer, court)
    gone = took_back(request.viewer, court, {one.holder for one, _taken in lying if one.holder})
    found = [one for one, taken in lying if one.holder in gone and taken <= gone[one.holder]]
    return _table(found)


def kept_of(request: DeskRequest, filing: FilingView) -> Table | None:
    """The same for one filing that was taken back; None when nothing of its applicant lies at the court."""
    if filing.stage is not Stage.TAKEN_BACK:
        return None
    gone = took_back(request.viewer, filing.court, {filing.applicant})
    until = gone.get(filing.applicant)
    lying = kept_for_filings(request.viewer, filing.court, person=filing.applicant, until=until) if until else []
    return _table([one for one, _taken in lying]) if lying else None


def _table(found: list[ItemView]) -> Table:
    table = items_table(found, caption=str(words.TO_GIVE_BACK) % {"n": len(found)})
    return Table(table.caption, table.columns, table.rows, str(words.NOTHING_TO_GIVE_BACK))


def taken_back_at_counter(request: DeskRequest, filing: FilingView) -> bool:
    """Whether the viewer may work beside the applicant, who has come to the counter to take the filing back."""
    if why_kept(filing) is not None or not {Role.CLERK, Role.LIAISON} & set(roles_at(request, filing.court)):
        return False
    known = person_by_uid(filing.applicant)
    return known is not None and known.platform == settings.TONGBAN.slug

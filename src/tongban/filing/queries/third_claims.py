"""Reading what third parties claim for themselves in a case of others (CPL 59(1))."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side
from tongban.documents.queries import documents_of
from tongban.filing.models import Filing
from tongban.filing.queries import pleading_of_filing
from tongban.filing.rules.further import is_joining
from tongban.filing.rules.interview import forms

PETITION = "complaint"
"""The kind of the petition among the documents of a filing, whatever it is called."""


def claim_filings(case: UUID) -> dict[UUID, Filing]:
    """For acts: by the third party that still claims for itself, what it handed in; of several, the last.

    An heir claims what the dead did (SI 55).
    """
    joining = [name for name, form in forms().items() if is_joining(form)]
    rows = list(Filing.objects.filter(of_case=case, interview__in=joining).order_by("id"))
    view = case_by_uid(case) if rows else None
    third = {one.person: one.uid for one in view.everybody if one.side is Side.THIRD_PARTY} if view else {}
    found: dict[UUID, Filing] = {}
    for row in rows:
        now = view.stand_for(third[row.applicant]) if view and row.applicant in third else ()
        found |= {one.uid: row for one in now if one.claims}
    return found


def third_claims(viewer: Viewer, case: CaseView) -> list[dict[str, object]]:
    """What each of them claims, as plain JSON for the case sheet: of those whose petition this viewer may see."""
    names = {one.uid: one.name for one in case.claimants}
    found: list[dict[str, object]] = []
    for uid, row in claim_filings(case.uid).items() if names else ():
        if any(one.kind == PETITION for one in documents_of(viewer, subjects=[row.uid])):
            pleading = pleading_of_filing(row)
            found.append({"name": names[uid], "claims": list(pleading.claims), "facts": pleading.facts})
    return found

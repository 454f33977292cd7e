"""Whether an organisation is there to be a party, as the registration authority tells it (CPL 51; 民法典 58, 72)."""

from __future__ import annotations

from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary.licences import OrganisationRecord

LAW = "在线诉讼规则 7(1); CPL 51"


def check_organisation(found: OrganisationRecord | None, name: str = "") -> Refusal | None:
    """Why a code has no such organisation: unknown, dissolved, or of another name than `name`, if one is given."""
    if found is None:
        return Refusal("people.organisation_unknown", LAW, ("id_number", "code"))
    if found.dissolved:
        return Refusal("people.organisation_dissolved", "民法典 72; 民诉法解释 64", ("id_number", "code"))
    if name and name_form(found.name) != name_form(name):
        return Refusal("people.organisation_name", LAW, ("name",), (("registered", found.name),))
    return None

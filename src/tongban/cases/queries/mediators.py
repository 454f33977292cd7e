"""Reading who mediates or mediated in a case."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.models import Mediating


def cases_mediated_by(person: UUID) -> frozenset[UUID]:
    """The uids of the cases in which `person` is the mediator now."""
    found = Mediating.objects.filter(person=person, ended_at=None).values_list("case", flat=True)
    return frozenset(case for case in found if case is not None)


def mediators_of(case: UUID) -> frozenset[UUID]:
    """For acts: everybody who mediates or mediated in the case."""
    return frozenset(Mediating.objects.filter(case=case).values_list("person", flat=True))

"""Reading whether a guardian stands against the child in a case, a filing or an errand (Civil Code 168; CPL 60)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.queries.agents import opposed
from tongban.cooperation.models import Matter
from tongban.cooperation.rules.cross_region_filing import AT_COOPERATING_COURT
from tongban.filing.queries.guardians import filed_against, sues_or_is_sued
from tongban.people.queries import person_by_uid


def torn(guardian: UUID, child: UUID, *, at: datetime) -> bool:
    """Whether the guardian does nothing for the child now, whatever it is: the two stand against each other in a case
    that is not over, in a filing that waits, or in one that lies at a counter for another court.
    """
    on, one, other = timezone.localtime(at).date(), person_by_uid(guardian), person_by_uid(child)
    if one is None or other is None:
        return False
    if opposed(guardian, child) or filed_against(one, other, on):
        return True
    rows = Matter.objects.filter(outgoing=True, applicant=child).exclude(stage__in=AT_COOPERATING_COURT.last)
    told = (row.package for row in rows)
    return any(sues_or_is_sued(package["interview"], package["answers"], one, other, on) for package in told)

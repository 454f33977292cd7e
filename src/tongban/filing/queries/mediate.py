"""What of a filing is told to a mediator before anybody has accepted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.courts.law import cause_name
from tongban.filing.models import Filing
from tongban.filing.queries import pleading_of_filing
from tongban.kernel.facts import plain
from tongban.kernel.money import Money
from tongban.people.queries import holders_of


def matter_of_filing(filing: UUID) -> dict[str, Any]:
    """For acts: cause, claim and the names of the parties, as plain JSON; `persons`: who of them is known here, by uid,
    so that nobody mediates in the own matter.
    """
    row = Filing.objects.get(uid=filing)
    day, parties = timezone.localtime(row.handed_in_at).date(), pleading_of_filing(row).parties
    return {
        "cause": cause_name(row.cause, day),
        "claim": " ".join(plain(Money(row.claim_minor, row.currency)).values()),
        "parties": [{"side": one.side, "name": one.name} for one in parties],
        "persons": sorted(map(str, holders_of([one.id_number for one in parties]))),
    }

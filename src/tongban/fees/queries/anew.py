"""Reading who bears the fees of a case now, and which cases wait for it to be said anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.law import Do
from tongban.cases.queries.turns import changed_above
from tongban.cases.vocabulary import CaseView
from tongban.fees.events.anew import FeesLaidAnew
from tongban.fees.models import Charge
from tongban.fees.queries.charges import asked_for
from tongban.fees.queries.money import borne_of
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.notice import APPLICATIONS
from tongban.kernel.money import Money
from tongban.register.queries import entries_of_case

_RESULT = "result_recorded"
"""The fact by which the court of first instance recorded what the court above decided."""


def changed_by(case: UUID) -> tuple[UUID, date] | None:
    """For acts: the paper by which the court above changed the judgment, and since when it binds; None without one."""
    told = [entry.body for entry in entries_of_case(case, events=(_RESULT,)) if entry.body["act"] == Do.CHANGE]
    return (UUID(told[-1]["document"]), date.fromisoformat(told[-1]["effective"])) if told else None


def is_laid(case: UUID, document: UUID) -> bool:
    """For acts: whether the fees were laid anew by this decision already."""
    told = entries_of_case(case, events=(FeesLaidAnew.NAME,))
    return any(entry.body["document"] == str(document) for entry in told)


def total_fees(case: UUID) -> int:
    """For acts: what the parties bear together, in fen: as it was laid on them, or as it still waits for a judgment."""
    laid = sum(share.minor for share in laid_now(case).values())
    asked = asked_for(case)
    return laid + (asked.minor if asked else 0)


def to_be_laid_anew(viewer: Viewer) -> list[CaseView]:
    """Cases whose judgment was changed above, and of which the fees lie where they were paid in."""
    return [case for case in changed_above(viewer) if (asked := asked_for(case.uid)) is not None and asked.minor]


def laid_now(case: UUID) -> dict[UUID, Money]:
    """For acts: what each party bears of the fees of a case as they were laid on it last; empty before that."""
    rows = Charge.objects.filter(case=case).exclude(period=OF_APPEAL).exclude(kind__in=APPLICATIONS)
    found: dict[UUID, int] = {}
    for row in rows.order_by("id"):
        share = borne_of(row)
        if share:
            found[row.payer] = found.get(row.payer, 0) + share
    return {party: Money(minor) for party, minor in found.items()}

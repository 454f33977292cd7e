"""Reading who bears the fees of a case now, and which cases wait for it to be said anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.law import Do
from tongban.cases.queries.turns import changed_above
from tongban.cases.vocabulary import CaseView
from tongban.fees.events.anew import FeesLaidAnew
from tongban.fees.models import Charge
from tongban.fees.queries.charges import asked_for
from tongban.fees.queries.money import borne_of, standings_of
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.notice import APPLICATIONS
from tongban.kernel.money import Money
from tongban.register.queries import entries_of_case

_RESULT = "result_recorded"
"""The fact by which the court of first instance recorded what the court above decided."""


@dataclass(frozen=True, slots=True)
class ResultAbove:
    """What the court above decided: the act of the case's table, its paper, and since when it binds."""

    act: str
    document: UUID
    effective: date


def result_of(case: UUID) -> ResultAbove | None:
    """For acts: what the court above decided last, as it was recorded here; None where nothing was."""
    told = [entry.body for entry in entries_of_case(case, events=(_RESULT,))]
    if not told:
        return None
    return ResultAbove(told[-1]["act"], UUID(told[-1]["document"]), date.fromisoformat(told[-1]["effective"]))


def changed_by(case: UUID) -> tuple[UUID, date] | None:
    """For acts: the paper of the court above that says anew who bears the fees, and since when it binds: it changed
    the judgment, or the parties settled there; None without one.
    """
    told = result_of(case)
    return (told.document, told.effective) if told and told.act in {Do.CHANGE, Do.SETTLE} else None


def is_laid(case: UUID, document: UUID) -> bool:
    """For acts: whether the fees were laid anew by this decision already."""
    told = entries_of_case(case, events=(FeesLaidAnew.NAME,))
    return any(entry.body["document"] == str(document) for entry in told)


def total_fees(case: UUID) -> int:
    """For acts: what the parties bear together, in fen: as it was laid on them, or as it still waits for a decision."""
    return sum(share.minor for share in laid_now(case).values()) + waiting_fees(case)


def waiting_fees(case: UUID) -> int:
    """For acts: what was asked for in the case and for its appeals and is laid on nobody yet, in fen."""
    asked = asked_for(case)
    appeals = standings_of(Charge.objects.filter(case=case, period=OF_APPEAL).values_list("uid", flat=True))
    return (asked.minor if asked else 0) + sum(one.prepaid for one in appeals.values())


def to_be_laid_anew(viewer: Viewer) -> list[CaseView]:
    """Cases of which the court above decided who bears the fees, and of which these lie where they were paid in."""
    return [case for case in changed_above(viewer) if waiting_fees(case.uid)]


def laid_now(case: UUID) -> dict[UUID, Money]:
    """For acts: what each party bears of the fees of a case and of its appeals, as they were laid on it last; empty
    before that.
    """
    rows = Charge.objects.filter(case=case).exclude(kind__in=APPLICATIONS)
    found: dict[UUID, int] = {}
    for row in rows.order_by("id"):
        share = borne_of(row)
        if share:
            found[row.payer] = found.get(row.payer, 0) + share
    return {party: Money(minor) for party, minor in found.items()}

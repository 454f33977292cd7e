"""Reading what a loser does not pay, on its way to enforcement."""

from __future__ import annotations

from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.fees.models import Recovery
from tongban.fees.queries.money import standings_of
from tongban.fees.rules.recovering import RECOVERING
from tongban.fees.vocabulary import ChargeState, RecoveryState, RecoveryView
from tongban.kernel.money import Money

PAGE = 200


def recoveries_at(viewer: Viewer) -> list[RecoveryView]:
    """What waits for the judge to hand it over, or for the registry, the oldest first; not what was paid meanwhile."""
    rows = Recovery.objects.filter(visible_q(viewer), court__in=viewer.courts, charge__state=ChargeState.OPEN)
    return _views(list(rows.exclude(state__in=RECOVERING.last).select_related("charge").order_by("due", "id")[:PAGE]))


def recovery_seen_by(viewer: Viewer, recovery: UUID) -> RecoveryView | None:
    """One of them, if this viewer may see it."""
    rows = Recovery.objects.filter(visible_q(viewer), uid=recovery, court__in=viewer.courts)
    found = list(rows.select_related("charge"))
    if not found:
        return None
    viewer.note("recovery", found[0].court, found[0].charge.case)
    return _views(found)[0]


def recovery_of(viewer: Viewer, charge: UUID) -> RecoveryView | None:
    """What became of a charge that was not paid in time, if this viewer may see it; None while it is."""
    rows = Recovery.objects.filter(visible_q(viewer), charge__uid=charge, court__in=viewer.courts)
    return next(iter(_views(list(rows.select_related("charge")))), None)


def _views(rows: list[Recovery]) -> list[RecoveryView]:
    stands = standings_of(row.charge.uid for row in rows)
    return [_view(row, stands[row.charge.uid].due) for row in rows]


def _view(row: Recovery, owed: int) -> RecoveryView:
    assert row.charge.case is not None  # noqa: S101 - a charge belongs to a case
    currency = row.charge.currency
    return RecoveryView(
        uid=row.uid,
        case=row.charge.case,
        charge=row.charge.uid,
        court=row.court,
        payer=row.charge.payer,
        debtor=row.debtor,
        state=RecoveryState(row.state),
        amount=Money(owed if row.charge.state == ChargeState.OPEN else 0, currency),
        due=row.due,
        handed_over=None if row.handed_minor is None else Money(row.handed_minor, currency),
        property_told=row.property_told,
        paper=row.paper,
        reasons=row.reasons,
        enforcement=row.enforcement,
        made_at=row.made_at,
    )

"""Reading reviews of decisions about fees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.fees.models import Charge, FeeReview, ReliefDecision
from tongban.fees.queries.money import borne_of, standing_of
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.notice import APPLICATIONS
from tongban.fees.vocabulary import RECOVERY, ReviewAbout, ReviewGround, ReviewView
from tongban.kernel.money import Money

PAGE = 200


def open_reviews(viewer: Viewer) -> list[ReviewView]:
    """Reviews at the viewer's courts that wait for the president, the one to be decided first at the top."""
    rows = FeeReview.objects.filter(visible_q(viewer), court__in=viewer.courts, changed__isnull=True)
    return [_view(row) for row in rows.select_related("charge").order_by("due", "id")[:PAGE]]


def review_seen_by(viewer: Viewer, review: UUID) -> ReviewView | None:
    """One review, if this viewer may see it at a court where the viewer works."""
    rows = FeeReview.objects.filter(visible_q(viewer), uid=review, court__in=viewer.courts)
    row = rows.select_related("charge").first()
    if row is None:
        return None
    viewer.note("fee_review", row.court, row.case)
    return _view(row)


def _view(row: FeeReview) -> ReviewView:
    assert row.case is not None  # noqa: S101 - it is asked for in a case
    return ReviewView(
        uid=row.uid,
        case=row.case,
        charge=row.charge.uid,
        court=row.court,
        about=ReviewAbout(row.about),
        written=row.written,
        asked_at=row.asked_at,
        due=row.due,
        changed=row.changed,
        ground=ReviewGround(row.ground) if row.ground else None,
        words=row.words,
        asked=Money(standing_of(row.charge.uid).prepaid, row.charge.currency),
    )


def burden_asked(case: UUID, payer: UUID) -> bool:
    """For acts: whether the party asked for a review of what a judgment laid on it, under whichever of its fees."""
    return FeeReview.objects.filter(case=case, about=ReviewAbout.BURDEN, charge__payer=payer).exists()


def bears(charge: Charge) -> bool:
    """For acts: whether a judgment laid this fee on its payer, or a part; not that of an application or appeal."""
    own = charge.period != OF_APPEAL and charge.kind not in APPLICATIONS
    return own and borne_of(charge) > 0


def reviews_on_sheet(charge: Charge) -> dict[str, Any]:
    """For the payer's sheet: what may still be reviewed of a fee, and what became of reviews that were asked for."""
    rows = list(FeeReview.objects.filter(charge=charge).order_by("id"))
    asked = {row.about for row in rows}
    refused = ReliefDecision.objects.filter(charge=charge, granted=False).exists()
    still = charge.period != RECOVERY and standing_of(charge.uid).prepaid
    may = [ReviewAbout.AMOUNT, *([ReviewAbout.RELIEF] if refused else [])] if still else []
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    may += [ReviewAbout.BURDEN] if bears(charge) and not burden_asked(charge.case, charge.payer) else []
    return {
        "may": sorted(one.value for one in may if one not in asked),
        "asked": [
            {
                "about": row.about,
                "at": row.asked_at.isoformat(),
                "due": row.due.isoformat(),
                "changed": row.changed,
                "ground": row.ground,
                "words": row.words,
            }
            for row in rows
        ],
    }

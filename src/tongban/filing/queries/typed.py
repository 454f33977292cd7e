"""What a person typed into forms that were not sent."""

from __future__ import annotations

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.filing.models import Typed


def typed_on(viewer: Viewer, page: str) -> dict[str, str]:
    """What the viewer typed at `page`, by field; empty when nothing is kept."""
    row = Typed.objects.filter(visible_q(viewer), holder=viewer.person, page=page).first()
    return dict(row.values) if row else {}


def typed_by(viewer: Viewer) -> list[dict[str, object]]:
    """Everything of that kind that is kept of the viewer, the newest first."""
    rows = Typed.objects.filter(visible_q(viewer), holder=viewer.person).order_by("-saved_at")
    return [{"page": row.page, "values": row.values, "saved_at": row.saved_at} for row in rows if row.values]

"""Tables of the courts domain."""

from tongban.courts.models.court import CourtRow, Division

__all__ = ["CourtRow", "Division"]

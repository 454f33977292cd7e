"""Tables of the courts domain."""

from tongban.courts.models.calendar import CalendarYear
from tongban.courts.models.court import CourtRow

__all__ = ["CalendarYear", "CourtRow"]

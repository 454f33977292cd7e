"""Tables of cases."""

from tongban.cases.models.case import Case, DrawnSerial, NumberLink, Party, Serial
from tongban.cases.models.conduct import Clock, ClockIncident, Consent, Outage, TrackConversion

__all__ = [
    "Case",
    "Clock",
    "ClockIncident",
    "Consent",
    "DrawnSerial",
    "NumberLink",
    "Outage",
    "Party",
    "Serial",
    "TrackConversion",
]

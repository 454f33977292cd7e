"""Tables of cases."""

from tongban.cases.models.agents import Representation
from tongban.cases.models.case import Case, DrawnSerial, NumberLink, Party, Serial
from tongban.cases.models.conduct import Clock, ClockIncident, Consent, Outage, StepChange, TrackConversion

__all__ = [
    "Case",
    "Clock",
    "ClockIncident",
    "Consent",
    "DrawnSerial",
    "NumberLink",
    "Outage",
    "Party",
    "Representation",
    "Serial",
    "StepChange",
    "TrackConversion",
]

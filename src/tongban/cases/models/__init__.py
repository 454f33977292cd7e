"""Tables of cases."""

from tongban.cases.models.agents import Representation
from tongban.cases.models.case import Case, DrawnSerial, NumberLink, Party, Serial
from tongban.cases.models.conduct import Clock, ClockIncident, Consent, Outage, StepChange, TrackConversion
from tongban.cases.models.mediators import Mediating
from tongban.cases.models.offices import Absence, Assignment, DrawSeries, OfficeChange, Posting, Recusal
from tongban.cases.models.opening import FileOpening
from tongban.cases.models.openness import ClosedTrial
from tongban.cases.models.turns import Turn
from tongban.cases.models.witnesses import Witness

__all__ = [
    "Absence",
    "Assignment",
    "Case",
    "Clock",
    "ClockIncident",
    "ClosedTrial",
    "Consent",
    "DrawSeries",
    "DrawnSerial",
    "FileOpening",
    "Mediating",
    "NumberLink",
    "OfficeChange",
    "Outage",
    "Party",
    "Posting",
    "Recusal",
    "Representation",
    "Serial",
    "StepChange",
    "TrackConversion",
    "Turn",
    "Witness",
]

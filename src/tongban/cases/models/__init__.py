"""Tables of cases."""

from tongban.cases.models.case import Case, DrawnSerial, NumberLink, Party, Serial
from tongban.cases.models.conduct import Clock, Consent, TrackConversion

__all__ = ["Case", "Clock", "Consent", "DrawnSerial", "NumberLink", "Party", "Serial", "TrackConversion"]

"""Tables of cases."""

from tongban.cases.models.case import Case, Party, Serial
from tongban.cases.models.conduct import Clock, Consent

__all__ = ["Case", "Clock", "Consent", "Party", "Serial"]

"""Tables of cooperation."""

from tongban.cooperation.models.matter import LogEntry, Matter
from tongban.cooperation.models.remote import CaseSheet, RemoteAct, SheetCopy

__all__ = ["CaseSheet", "LogEntry", "Matter", "RemoteAct", "SheetCopy"]

"""Tables of cooperation."""

from tongban.cooperation.models.matter import LogEntry, Matter
from tongban.cooperation.models.remote import CaseSheet, RemoteAct, SheetCopy
from tongban.cooperation.models.removal import RemovalAtPeer
from tongban.cooperation.models.service import ServiceErrand
from tongban.cooperation.models.zones import AskedPage, AwaitedPayment, HandedOver, HandedTable, TakenOver

__all__ = [
    "AskedPage",
    "AwaitedPayment",
    "CaseSheet",
    "HandedOver",
    "HandedTable",
    "LogEntry",
    "Matter",
    "RemoteAct",
    "RemovalAtPeer",
    "ServiceErrand",
    "SheetCopy",
    "TakenOver",
]

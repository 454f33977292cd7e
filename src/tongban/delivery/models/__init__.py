"""Tables of service."""

from tongban.delivery.models.address import ServiceAddress
from tongban.delivery.models.dispatch import Attempt, Dispatch, DispatchPaper
from tongban.delivery.models.owed import PublicNotice, ServiceCheck, ServiceTask
from tongban.delivery.models.post import LetterBatch, PostEvent, PostFile, PostFinding

__all__ = [
    "Attempt",
    "Dispatch",
    "DispatchPaper",
    "LetterBatch",
    "PostEvent",
    "PostFile",
    "PostFinding",
    "PublicNotice",
    "ServiceAddress",
    "ServiceCheck",
    "ServiceTask",
]

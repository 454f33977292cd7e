"""Tables of hearings."""

from tongban.hearings.models.hearing import AsyncRequest, Hearing
from tongban.hearings.models.record import Confirmation, LineDraft, RecordLine

__all__ = ["AsyncRequest", "Confirmation", "Hearing", "LineDraft", "RecordLine"]

"""Tables of service."""

from tongban.delivery.models.dispatch import Attempt, Dispatch, DispatchPaper

__all__ = ["Attempt", "Dispatch", "DispatchPaper"]

"""A function taken in an emergency."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.people.models.person import Appointment


class EmergencyFunction(Record, Labelled):
    """A member of staff took a function at the own court for some hours, with a reason; the president looks it over.

    The appointment beside it ends by itself. The label's court is the one at which the function was taken; the row
    waits for the president until `seen_at` is set.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.appointment} in an emergency"

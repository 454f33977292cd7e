"""What a court says of its counter."""

from __future__ import annotations

from django.db import models

from tongban.frame.models import Record


class CourtWindow(Record):
    """Telephone, place and hours of a court's counter, as its president stated them last; they are public."""

    court = models.CharField(max_length=16, unique=True, help_text="Code of the court.")
    phone = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    open = models.JSONField(default=list, help_text='Spans of a working day, as ["09:00", "12:00"].')
    stated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.court

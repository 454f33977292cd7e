"""Secret addresses at which calendar programs read a person's dates."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class CalendarFeed(Record, Labelled):
    """A secret address of one person (the holder). States: open - closed (`closed_at` set); never opened again.

    Only the SHA-256 of the secret is kept: who reads the database reads no calendar.
    """

    kind = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    named = models.BooleanField(default=False, help_text="Whether case numbers and causes stand in the titles.")
    language = models.CharField(max_length=16)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["holder", "kind"],
                condition=models.Q(closed_at__isnull=True),
                name="one_calendar_address_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_at}"

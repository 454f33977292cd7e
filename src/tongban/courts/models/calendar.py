"""The years whose working calendar this platform took in itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record


class CalendarYear(Record):
    """A year's calendar as announced; it takes the place of the shipped one. States: announced, announced again."""

    year = models.PositiveSmallIntegerField(unique=True)
    notice = models.CharField(max_length=200, help_text="The notice relied on, by name or number.")
    days = models.JSONField(help_text="Rows of day, kind, festival; plain weekends are not listed.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical form of the days.")

    class Meta:
        verbose_name = "calendar year"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(year__gte=2000, year__lte=2100), name="calendar_year_in_reach"),
        ]

    def __str__(self) -> str:
        return str(self.year)

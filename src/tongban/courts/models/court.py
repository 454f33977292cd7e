"""Courts as rows: what a case points to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.courts.vocabulary import CourtLevel
from tongban.frame.models import Record


class CourtRow(Record):
    """A court under a code, for as long as the code is valid.

    States: valid (`valid_to` empty) - ended (`valid_to` set; cases keep pointing here, the code is never used again).
    `hosted`: this platform is the court's own and keeps its cases; the others are known as addressees. `parent` is a
    code, not a key, because a code may be taken over by a later row.
    """

    code = models.CharField(max_length=16, help_text="法〔2015〕137号 4-6, e.g. 渝0103.")
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=16, choices=[(level.value, level.term) for level in CourtLevel])
    parent = models.CharField(
        max_length=16, blank=True, help_text="Code of the court above; empty for the supreme court."
    )
    division_code = models.CharField(max_length=6, blank=True, help_text="Six-digit administrative division served.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="Last day; empty while in use.")
    hosted = models.BooleanField(default=False)

    class Meta:
        verbose_name = "court"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="court_code_once_per_start"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to__isnull=True), name="court_code_in_use_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="court_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in CourtLevel]), name="court_level_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["parent"], name="court_parent"),
            models.Index(fields=["division_code"], name="court_division"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

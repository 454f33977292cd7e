"""Cases that are not tried in public."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record


class ClosedTrial(Record, Labelled):
    """The judge ordered that the case is not tried in public (CPL 137); written once, never changed."""

    of_case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16)
    asked_by = models.UUIDField(null=True, help_text="uid of the party who asked for it.")
    reasons = models.TextField(help_text="The judge's words.")
    ordered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ground

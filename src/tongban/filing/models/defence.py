"""The defendant's answer to the complaint."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Defence(Record, Labelled):
    """A statement of defence (答辩状), handed in once by each defendant; seen by the parties and the court.

    `stands`: per claim, in the order of the complaint, {"stand", "why"}.
    """

    party = models.UUIDField(unique=True)
    stands = models.JSONField()
    facts = models.CharField(max_length=8)
    facts_text = models.TextField(blank=True)
    paper = models.UUIDField(null=True, help_text="uid of the 答辩状 as a document.")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"], name="defence_case")]

    def __str__(self) -> str:
        return f"defence of {self.party}"

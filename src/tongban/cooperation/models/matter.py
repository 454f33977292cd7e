"""Errands between courts, and the log that both sides keep alike."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class Matter(Record, Labelled):
    """An errand; both platforms hold a row with the same uid.

    Seen by the staff of this platform's court in it (the label's court) and by the applicant (its holder).
    `outgoing`: this is the cooperating court's row. `package` is what was handed in; `key` its digest: the same twice
    is one errand. One that was taken back, refused or returned gives its key up, so that the very same may follow.
    """

    kind = models.CharField(max_length=16)
    stage = models.CharField(max_length=16, db_index=True)
    outgoing = models.BooleanField()
    key = models.CharField(max_length=64, unique=True)
    from_court = models.CharField(max_length=16)
    to_court = models.CharField(max_length=16)
    peer = models.CharField(max_length=32, help_text="The other platform.")
    applicant = models.UUIDField()
    applicant_name = models.CharField(max_length=120)
    package = PersonalJSON()
    handed_in_at = models.DateTimeField()
    envelope = models.UUIDField(null=True, help_text="The envelope that carried it.")
    answer_due = models.DateTimeField(null=True)
    correct_until = models.DateField(null=True, help_text="Last day for the corrections that the court asked for.")
    decide_by = models.DateField(null=True, help_text="Last day for the decision on what was corrected.")
    answered_at = models.DateTimeField(null=True)
    answer = models.JSONField(default=dict)
    filing = models.UUIDField(null=True, help_text="The filing at the competent court.")

    def __str__(self) -> str:
        return f"{self.kind} {self.from_court} -> {self.to_court}: {self.stage}"


class LogEntry(Record):
    """One line of the shared log. `uid` is the same on both platforms, so that a repeated envelope adds no line."""

    matter = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    court = models.CharField(max_length=16)
    what = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["matter", "at"], name="matter_log")]

    def __str__(self) -> str:
        return f"{self.what} {self.court}"

"""Requests for originals, and what comparisons showed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class OriginalRequest(Record, Labelled):
    """The court requires the original of one exhibit or document of a party (the label's holder is its person).

    States: asked - answered (the party said what it will do) - brought - cured; `rules/originals.py`. While one of a
    subject is open there is no second one.
    """

    subject = models.UUIDField(help_text="uid of the exhibit, or of the document.")
    party = models.UUIDField(db_index=True)
    trigger = models.CharField(max_length=16)
    reasons = models.TextField()
    due = models.DateField(help_text="Last day on which it may be brought.")
    address = models.CharField(max_length=120)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    stage = models.CharField(max_length=8)
    reply = models.CharField(max_length=16, blank=True)
    words = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    cure = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject"], condition=~models.Q(stage__in=("brought", "cured")), name="one_open_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.stage}"


class Comparison(Record, Labelled):
    """Staff of the court held a document beside its original; written once, a later one counts instead.

    `version`: what was compared; `item`: with which thing in the store, None when the person took it along again.
    """

    document = models.UUIDField(db_index=True)
    version = models.UUIDField()
    item = models.ForeignKey("dossier.Item", null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)
    way = models.CharField(max_length=12)
    where = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document} {self.outcome}"

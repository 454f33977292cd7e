"""State secrets that are taken off the platform."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.documents.vocabulary import RemovalStage
from tongban.frame.models import Record


class Removal(Record, Labelled):
    """A removal. States: asked (hidden from everybody) - done (erased) - refused (back where it was).

    `before`: the documents taken out, each with the layer in which it lay. `digests`: the SHA-256 of what they held,
    the same commitments as in the register; nothing else of the content stays.
    """

    stage = models.CharField(max_length=8, choices=[(stage.value, stage.value) for stage in RemovalStage])
    reason = models.TextField()
    before = models.JSONField(default=dict)
    digests = models.JSONField(default=list)
    asked_by = models.UUIDField()
    asked_role = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=16, blank=True)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.stage} {self.asked_at}"


class RemovedContent(Record):
    """Content that was erased and is never taken in again; it hangs on the removal."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.sha256[:12]

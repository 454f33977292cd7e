"""What belongs to chained records: what the party shows about the time before the chain, proofs of others, rulings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.evidence.models.exhibit import Exhibit
from tongban.evidence.models.platforms import Platform
from tongban.frame.models import Record


class Manifest(Record, Labelled):
    """The six items of 在线诉讼规则 18(2) about one exhibit. Never changed: who adds something makes the next number.

    `said` and `files` hold only what is not empty, by the item's code; `form` is the canonical form that is sealed.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="manifests")
    number = models.PositiveSmallIntegerField(help_text="Per exhibit, from 1; the last one counts.")
    party = models.UUIDField()
    said = models.JSONField(default=dict)
    files = models.JSONField(default=dict, help_text="uid of a document, by item.")
    form = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["exhibit", "number"], name="manifest_number")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.number}"


class Ruling(Record, Labelled):
    """What the judge ruled about a chained exhibit. Never changed: a later ruling on the same question takes its place.

    `checks` is what the check of the exhibit's files gave at that moment, in order: verdict, since, position,
    ledger; then the same of each proof from another platform.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="rulings")
    ruling = models.CharField(max_length=32)
    reasons = models.TextField(blank=True)
    motion = models.UUIDField(null=True, help_text="The party that asked for it; empty: the court did so itself.")
    law = models.CharField(max_length=40)
    checks = models.JSONField(default=list)
    judge = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.ruling}"


class OutsideProof(Record, Labelled):
    """Somebody else's proof about an exhibit. States: handed in (`checked_at` empty) - checked.

    Its bytes lie in the content store under `sha256`. `found` is what the check gave: since, origin, covers, lacks.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=16)
    at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=16, blank=True)
    found = models.JSONField(default=dict)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+", null=True)
    platform_status = models.CharField(max_length=16, blank=True, help_text="How it stood at the check.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["exhibit", "sha256"], name="proof_once")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.form}"

"""Evidence platforms outside the courts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Platform(Record, Labelled):
    """An evidence platform in the register of one court. States: under review - admitted - suspended - withdrawn.

    `trust` is what its proofs are checked with: a tlog-policy for a ledger, certificates (PEM) for time stamps, chain,
    contracts and blocks for a chain (`rules/chains.py`).
    """

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    operator = models.CharField(max_length=120)
    trust = models.TextField(blank=True)
    status = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["court", "name"], name="platform_once")]

    def __str__(self) -> str:
        return self.name


class PlatformDecision(Record):
    """One step of a platform with its reason; never changed."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=16)
    reason = models.CharField(max_length=400)
    president = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.platform_id} {self.status}"

"""Alarms about ledgers: this court's own and those that it watches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record


class Alarm(Record):
    """Two signed heads of one ledger that cannot both stand, found by this court's mirror, monitor or witness.

    States: open (`closed_at` empty) - closed by a president with a reason. One of each kind is open for a ledger at a
    time. `covers` are the evidence files that were there when it was closed: what is found afterwards is a new alarm.
    """

    kind = models.CharField(max_length=16)
    origin = models.CharField(max_length=200)
    evidence = models.TextField(help_text="The evidence file, which anybody can judge alone (courtlog conflict).")
    sha256 = models.CharField(max_length=64)
    found_at = models.DateTimeField(help_text="Business time.")
    covers = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    court = models.CharField(max_length=16, blank=True, help_text="The court whose president closed it.")
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["origin", "kind"], condition=models.Q(closed_at__isnull=True), name="alarm_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.origin}"

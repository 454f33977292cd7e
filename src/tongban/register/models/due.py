"""Work that follows from a recorded fact."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record
from tongban.register.models.entry import Entry


class Due(Record):
    """One reaction owed to one entry.

    States: waiting (`done_at` empty, `not_before` ahead) - ready - claimed (`claimed_until` ahead, wall time) - done.
    A claim that runs out makes it ready again. `last_error` is shown to a person when `attempts` grows.
    """

    outside_acts: ClassVar[str] = (
        "delivery attempts of the worker; creation happens inside the act that records the entry"
    )

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    reaction = models.CharField(max_length=80)
    not_before = models.DateTimeField(help_text="Business time from which it may be done.")
    attempts = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, help_text="Wall time.")
    retry_at = models.DateTimeField(null=True, help_text="Wall time of the next attempt after a failure.")
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, help_text="Business time at which it was carried out.")

    class Meta:
        verbose_name = "due work"
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "reaction"], name="due_once")]
        indexes: ClassVar = [
            models.Index(fields=["not_before"], name="due_open", condition=models.Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} for entry {self.entry_id}"

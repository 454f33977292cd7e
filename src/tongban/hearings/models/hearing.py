"""Hearings, and requests to hold one asynchronously."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Hearing(Record, Labelled):
    """A hearing. States: set (parties are summoned) - open (the record is written) - closed (`digest` of the record).

    Set or open it is lifted when its case goes back to preparation in another procedure; what was written stays.

    `paper` is the record as a document, ordered once every party that was present confirmed it, or the clerk noted why
    it did not.
    """

    place = models.CharField(max_length=60)
    mode = models.CharField(max_length=16)
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=8)
    set_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    present = models.JSONField(default=list, help_text="uids of the parties that take part.")
    agents = models.JSONField(default=dict, help_text="uid of each authority under which an agent came: its party's.")
    written = models.JSONField(default=list, help_text="uids of parties that stayed away but stated their will.")
    identity = models.JSONField(default=dict, help_text="How who takes part was checked: place, method, at, by uid.")
    digest = models.CharField(max_length=64, blank=True)
    paper = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=~models.Q(state__in=["closed", "lifted"]), name="hearing_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.starts_at}"

    @property
    def heard(self) -> list[str]:
        """Uids of the parties that were there, themselves or by an agent."""
        return list(dict.fromkeys((*self.present, *self.agents.values())))


class AsyncRequest(Record, Labelled):
    """A request for an asynchronous hearing that met every condition; the court has yet to decide."""

    party = models.UUIDField(unique=True)
    difficulty = models.CharField(max_length=16)
    application = models.TextField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"asked by {self.party}"

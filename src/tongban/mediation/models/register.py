"""A court's register of mediators."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Enlistment(Record, Labelled):
    """A mediator in a court's register (调解员名册), for anybody to read. States: listed - struck off (`struck_at`).

    The function itself is the person's appointment as mediator at that court. `holder` is the mediator.
    """

    kind = models.CharField(max_length=16)
    scope = models.TextField(help_text="Disputes that the mediator takes, and special knowledge.")
    fee = models.TextField(help_text="Whether it costs something, and how much.")
    profile = models.TextField(help_text="Who the mediator is.")
    listed_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} at {self.court}"

"""Turns: acts of a procedure's table that somebody takes in words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Turn(Record, Labelled):
    """What a party or the court did in a case, in its own words: an appeal, an answer to it, an objection, an order.

    One state: taken. `papers`: uids of the documents that go out with it; periods that the law counts from their
    service begin when they are served.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    source = models.CharField(max_length=40, help_text="Stage before.")
    target = models.CharField(max_length=40, help_text="Stage after.")
    party = models.UUIDField(null=True, help_text="uid of the party; empty: the court.")
    words = PersonalText()
    found = models.JSONField(default=list, help_text="Conditions that the court stated, by code.")
    amount_minor = models.BigIntegerField(null=True, help_text="What it is about, in money.")
    papers = models.JSONField(default=list)
    law = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="turn_case")]

    def __str__(self) -> str:
        return f"{self.act} at {self.source}"

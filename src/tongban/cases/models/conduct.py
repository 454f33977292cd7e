"""Clocks, consents and conversions: what runs, who agreed to what, and which procedure took the place of which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record


class Clock(Record, Labelled):
    """A period that runs in a case. States: running (`met_at` empty, due ahead) - overdue (due behind) - met."""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=64, help_text="Id of the period in the table of periods.")
    owed_by = models.CharField(max_length=64, help_text='"court", or the uid of the party who owes.')
    started = models.DateField(help_text="Day 0.")
    due = models.DateField(null=True)
    due_at = models.DateTimeField(null=True, help_text="For periods in minutes and hours.")
    article = models.CharField(max_length=120)
    steps = models.JSONField(default=list, help_text="How the day was worked out.")
    provisional = models.BooleanField(
        default=False, help_text="The holiday calendar of that year is not announced yet."
    )
    met_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.rule} {self.due or self.due_at}"


class Consent(Record, Labelled):
    """A party's answer whether one step may be online; the newest counts, none is inherited (在线诉讼规则 4(2)(iv))."""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(db_index=True)
    step = models.CharField(max_length=16)
    choice = models.CharField(max_length=16)
    notice_version = models.CharField(max_length=32, help_text="Version of the notice the person saw (规则 2(3)).")
    channel = models.CharField(max_length=32, help_text="Portal or counter through which it was given.")
    level = models.CharField(max_length=16, help_text="Identity level at that moment.")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["of_case", "party", "step"], name="consent_lookup")]

    def __str__(self) -> str:
        return f"{self.step}: {self.choice}"


class TrackConversion(Record, Labelled):
    """The judge converted the case from one track into another (CPL 169, 170); written once, never changed."""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    found = models.JSONField(default=list, help_text="Circumstances that hold, by their codes.")
    reasons = models.TextField(help_text="The judge's words.")
    objected = models.UUIDField(null=True, help_text="uid of the party whose objection was upheld.")
    limit_until = models.DateField(help_text="Last day of the trial limit, as it was then.")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"

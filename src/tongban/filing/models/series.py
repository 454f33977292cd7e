"""Registering many filings of one plaintiff by one order."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.filing.vocabulary import OrderStage
from tongban.frame.models import Record


class RegistrationOrder(Record, Labelled):
    """A clerk or judge (`holder`) ordered that all filings without doubt of one plaintiff and kind be registered.

    States: running - done - stopped (by somebody, or because who ordered it serves no more). It means filings that were
    handed in when it was ordered; `after` is the last one that was looked at: the work goes on behind it.
    """

    role = models.CharField(max_length=16, help_text="The function in which it was ordered.")
    applicant = models.UUIDField()
    interview = models.CharField(max_length=40)
    stage = models.CharField(max_length=16, choices=[(one.value, one.value) for one in OrderStage])
    meant = models.PositiveIntegerField(help_text="How many filings waited without doubt when it was ordered.")
    after = models.UUIDField(null=True)
    left = models.JSONField(default=list, help_text="Pairs of a filing and the codes of why it was not registered.")
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["court", "applicant", "interview"],
                condition=models.Q(stage=OrderStage.RUNNING.value),
                name="one_running_order_of_a_series",
            )
        ]

    def __str__(self) -> str:
        return f"{self.court} {self.interview} {self.stage}"

"""What was asked for within a case: its bare state. The words stand on the papers, and nowhere else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Motion(Record, Labelled):
    """A motion in a case; its stages are those of its kind's procedure (`rules/kinds.py`).

    In the layer "case" both sides see it. A quiet one lies in "sealed", with the applicant as its holder, until its
    measure has been carried out: so do its papers, its clocks and its charge.
    """

    kind = models.CharField(max_length=16)
    stage = models.CharField(max_length=32)
    party = models.UUIDField(help_text="uid of the party who asks.")
    document = models.UUIDField(help_text="uid of the application as a paper; what was asked for stands in its data.")
    ruling = models.UUIDField(null=True, help_text="uid of the last decision.")
    papers = models.JSONField(default=list, help_text="uids of the papers that were made about it.")
    clocks = models.JSONField(default=list, help_text="uids of the clocks that run because of it.")
    secured = models.BooleanField(default=False, help_text="Security that the court asked for was given.")
    reviewed = models.JSONField(default=list, help_text="uids of the parties who asked for review of the decision.")
    charge = models.UUIDField(null=True, help_text="uid of the fee that it costs.")
    handed_in_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True, help_text="Last day of the measure that was carried out.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "kind"], name="motion_case_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}"

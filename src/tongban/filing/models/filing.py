"""The filing, as the competent court holds it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class Filing(Record, Labelled):
    """A complaint before it is a case: seen by who handed it in and by the competent court's staff.

    Its stage is moved only by the table `rules/scrutiny.py`. `answers` stay as handed in; a correction replaces them
    by a recorded act. `key` is the digest of what was handed in by whom to which court: the same package twice is one
    filing. One that is over without a decision gives its key up when the very same is filed `again` (SI 212, 214).
    """

    stage = models.CharField(max_length=16, db_index=True)
    key = models.CharField(max_length=64, unique=True)
    applicant = models.UUIDField()
    platform = models.CharField(max_length=32)
    through_court = models.CharField(max_length=16, blank=True)
    matter = models.UUIDField(null=True)
    interview = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    answers = PersonalJSON()
    venue = models.JSONField(help_text="Which court and why, as worked out when it was handed in.")
    cause = models.CharField(max_length=24)
    claim_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    handed_in_at = models.DateTimeField()
    decide_by = models.DateField(help_text="Last day of the seven (CPL 126).")
    decided_at = models.DateTimeField(null=True)
    of_case = models.UUIDField(null=True, help_text="uid of the case, once accepted.")
    correct_until = models.DateField(null=True, help_text="Last day for the corrections; kept once they came in.")
    findings = models.JSONField(default=list, help_text="What the court asked to correct, or why it refused.")
    pointed_to = models.CharField(max_length=16, blank=True, help_text="Competent, as the plaintiff was told.")
    early = models.CharField(max_length=16, blank=True, help_text="What became of mediation before registration.")
    early_number = models.CharField(max_length=64, blank=True, help_text="（2026）渝0103民诉前调1号")
    about = models.UUIDField(null=True, db_index=True, help_text="uid of the earlier case from which it starts.")
    brought_by = models.UUIDField(null=True, help_text="uid of the party of that case for whom it is brought.")
    again = models.UUIDField(null=True, help_text="uid of the very same filing before, which was over.")
    mediated_by = models.UUIDField(null=True, help_text="Who mediated it before registration (特邀调解 16).")
    ruling = models.UUIDField(null=True, help_text="uid of the ruling by which it was refused.")
    served_on = models.DateField(null=True, help_text="Day on which the ruling was served.")
    appeal_until = models.DateField(null=True, help_text="Last day to appeal against the ruling.")
    above = models.JSONField(default=dict, help_text="Where an appeal went, and what the court above ruled.")
    doubts = models.JSONField(default=list, help_text="What the machine doubted when it came in, by code.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["court", "stage", "decide_by", "uid"], name="filing_queue"),
            models.Index(fields=["court", "stage", "interview", "decide_by", "uid"], name="filing_queue_kind"),
            models.Index(fields=["court", "stage", "correct_until", "uid"], name="filing_queue_applicant"),
            models.Index(fields=["applicant", "cause", "claim_minor"], name="filing_alike"),
        ]

    def __str__(self) -> str:
        return f"{self.interview} at {self.court}: {self.stage}"

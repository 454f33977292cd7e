"""Drafts: what a person typed and uploaded before handing in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON, PersonalText


class Draft(Record, Labelled):
    """A filing in the making, saved field by field, resumed on any device. Its holder is the person.

    States: open (`handed_in_at` empty) - handed in (then it only shows what was handed in). With `corrects` it mends
    a filing, or an errand that carried one elsewhere; of these one at a time is open.
    """

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    interview = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    answers = PersonalJSON(default=dict)
    helper = models.UUIDField(null=True, help_text="The clerk or relative who helps, if one does.")
    helper_court = models.CharField(max_length=16, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    result = models.UUIDField(null=True, help_text="uid of the filing, or of the errand to another court.")
    corrects = models.UUIDField(null=True, help_text="uid of the filing or errand that this draft mends.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["corrects"], condition=models.Q(handed_in_at__isnull=True), name="draft_correction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.interview} of {self.holder}"


class DraftFile(Record):
    """A file uploaded to a draft; its content lies in the content store under its digest."""

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=64)
    name = PersonalText()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    pages = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    handed_in = models.BooleanField(default=False, help_text="The court has it already; it stays.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "question", "sha256"], name="draft_file_once")
        ]

    def __str__(self) -> str:
        return self.name

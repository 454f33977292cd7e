"""What goes to the post and what the post tells. Nothing of it is lost: a row is taken or kept as a finding."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.delivery.models.dispatch import Attempt
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class LetterBatch(Record, Labelled):
    """Letters of a court that are printed and handed to the post together; `number` counts within the court."""

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    letters = models.PositiveIntegerField()
    listed_at = models.DateTimeField(null=True, help_text="When its list was put into the post's folder.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["court", "number"], name="letter_batch_once")]

    def __str__(self) -> str:
        return f"{self.court}-{self.number}"


class PostFile(Record, Labelled):
    """A file of the post, known by its digest: the same twice is one file. Its label has no court.

    States: taken (`done_at` empty) - done (`done_at` set), or unfit (`flaw` and `done_at` set).
    """

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    flaw = models.CharField(max_length=16, blank=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class PostEvent(Record, Labelled):
    """What the post told of a letter; the same told again, in whatever file, is one event."""

    letter = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(PostFile, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    state = models.CharField(max_length=16)
    day = models.DateField()
    reason = models.CharField(max_length=24, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.state} {self.day}"


class PostFinding(Record, Labelled):
    """A row that a person must look at, with everything that is wrong with it."""

    file = models.ForeignKey(PostFile, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    raw = PersonalText()
    digest = models.CharField(max_length=64)
    flaws = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "line"], name="post_finding_once")]

    def __str__(self) -> str:
        return f"line {self.line}"

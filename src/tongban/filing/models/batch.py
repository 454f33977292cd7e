"""Filing in bulk: a table that was sent, and its rows."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON, PersonalText

WARNS: dict[str, Any] = {"warns": True}
"""Marks, among the findings of a row, what stands in the way of nothing."""


class Batch(Record, Labelled):
    """A table of complaints of one kind. Its holder is the person who sent it; `key` is the holder's own for it.

    States: checking - checked (all rows are there with their findings) - filing - filed. `sha256` names what was sent.
    """

    interview = models.CharField(max_length=40)
    version = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    name = PersonalText()
    sha256 = models.CharField(max_length=64)
    stage = models.CharField(max_length=16)
    rows = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "key"], name="batch_key_once")]

    def __str__(self) -> str:
        return f"{self.interview} of {self.holder}: {self.stage}"


class BatchRow(Record):
    """A row, once it was looked over. Once it is filed, answers and files are empty: the filing has them."""

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    ref = PersonalText()
    answers = PersonalJSON()
    files = PersonalJSON(default=list, help_text="Taken out of the archive; their content lies in the store.")
    state = models.CharField(max_length=16)
    findings = PersonalJSON(default=list)
    filing = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "line"], name="batch_line_once")]
        indexes: ClassVar = [models.Index(fields=["batch", "state", "line"], name="batch_rows")]

    def __str__(self) -> str:
        return f"line {self.line}: {self.state}"

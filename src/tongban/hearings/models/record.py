"""The record: lines are only ever added, a correction is a new line."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.hearings.models.hearing import Hearing


class LineIsFinal(TypeError):  # noqa: N818 - it names the programmer's mistake
    """A line of a record is written once."""


class RecordLine(Record, Labelled):
    """One line: who said what in which part. Parties read it once the hearing is closed.

    The words of a witness lie in the layer "witness", held by that witness, who reads them alone.
    """

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=16)
    speaker = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    text = models.TextField()
    witness = models.UUIDField(null=True, db_index=True, help_text="uid of the witness whose words these are.")
    corrects = models.PositiveIntegerField(null=True, help_text="Number of the line that this one corrects.")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hearing", "number"], name="record_line_number")]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; a second save is refused."""
        if not self._state.adding:
            raise LineIsFinal("a line of the record is never changed: write a correction")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: what was said stays in the record."""
        raise LineIsFinal("a line of the record is never deleted")


class LineDraft(Record):
    """What a person is typing at the desk, so that nothing is lost when the page is."""

    outside_acts: ClassVar[str] = "drafts and autosave (house.md, law 1)"

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hearing", "person"], name="line_draft_once")]

    def __str__(self) -> str:
        return f"{self.hearing_id}"


class Confirmation(Record, Labelled):
    """What a party said to the closed record; given once. `digest` is that of the record it read."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="confirmations")
    party = models.UUIDField()
    way = models.CharField(max_length=8)
    objections = models.TextField(blank=True, help_text="What the party wants corrected, or why it refused.")
    level = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hearing", "party"], name="confirmation_once")]

    def __str__(self) -> str:
        return f"{self.way} by {self.party}"

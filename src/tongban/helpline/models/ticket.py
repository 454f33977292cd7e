"""Questions to a court and what was said about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Ticket(Record, Labelled):
    """A question to a court: `waiting` for an answer - `with_judge` - `answered`, from where it may wait again.

    It lies in the layer "helpline", a complaint in "complaint", and belongs to no file: `concerns` names the case it is
    about, and the label's `case` is set only while the judge of that case has it. `holder` is who asked; a caller
    without an account has a name and a telephone instead.
    """

    reference = models.CharField(max_length=12, unique=True, help_text="What a person quotes on the telephone.")
    category = models.CharField(max_length=16)
    channel = models.CharField(max_length=16)
    stage = models.CharField(max_length=16, db_index=True)
    concerns = models.UUIDField(null=True, db_index=True, help_text="uid of the case that it is about.")
    caller = PersonalText(blank=True)
    phone = PersonalText(blank=True)
    asked_at = models.DateTimeField()
    due = models.DateField(help_text="Until when the court answers.")
    answered_at = models.DateTimeField(null=True)
    assigned_to = models.UUIDField(null=True, help_text="Who of the court answers.")
    stars = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["court", "stage", "due"], name="ticket_queue")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(stars__lte=5), name="ticket_stars_known"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.stage}"


class Remark(Record):
    """One contribution to a ticket, in the order of its rows; written once, seen by whoever sees the ticket."""

    of_ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    words = PersonalText()
    by = models.UUIDField(null=True, help_text="Who said it; empty for a caller without an account.")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"

"""What one court does for another in the service of papers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class ServiceErrand(Record, Labelled):
    """Papers that another court serves or prints. Each court has a row of its own, also within one platform.

    `errand` is the number of both rows and of their log. `outgoing`: the row of the court that asks, seen by the staff
    of the case; the other one is seen by whoever does errands there. The states are the tables of `rules/service.py`.
    """

    errand = models.UUIDField()
    kind = models.CharField(max_length=16)
    stage = models.CharField(max_length=16, db_index=True)
    outgoing = models.BooleanField()
    from_court = models.CharField(max_length=16)
    to_court = models.CharField(max_length=16)
    peer = models.CharField(max_length=32, blank=True, help_text="The other platform; empty within this one.")
    attempt = models.UUIDField(help_text="The way that it is, in the case of the court that asks.")
    letter = models.UUIDField(null=True, db_index=True, help_text="委托送达函")
    package = PersonalJSON(default=dict, help_text="Whom to serve where, and with which papers.")
    asked_at = models.DateTimeField()
    due = models.DateField(null=True)
    envelope = models.UUIDField(null=True, db_index=True, help_text="The envelope that carried it.")
    printed_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    number = models.CharField(max_length=64, blank=True, help_text="The post's number.")
    result = PersonalJSON(default=dict, help_text="What became of it, with its files; empty before.")
    certificate = models.UUIDField(null=True, db_index=True, help_text="送达回证, made by the asked court.")
    answered_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True, help_text="When the court that asked wanted the papers back.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["errand", "outgoing"], name="service_errand_once"),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=models.Q(outgoing=True) & ~models.Q(stage="answered"),
                name="service_errand_of_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_court} -> {self.to_court}: {self.stage}"

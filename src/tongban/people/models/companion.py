"""Who acts beside a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record
from tongban.people.models.person import Person


class Companion(Record):
    """Somebody who acts beside a person from `since` until `until` (exclusive): a helper, guardian, head or member.

    Ended early, `until` is the moment of the end. A row never comes back to life: a new naming is a new row.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    companion = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    since = models.DateTimeField()
    until = models.DateTimeField()
    rights = models.JSONField(default=list, help_text="What a member may do for the organisation beside reading.")
    paper = models.CharField(max_length=120, blank=True, help_text="The paper or the register's answer behind it.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(person=models.F("companion")), name="nobody_is_beside_oneself")
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.until.isoformat()}"

"""Who mediates or mediated in a case."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record


class Mediating(Record, Labelled):
    """A mediator accepted the case (在线调解规则 12). States: mediating (`ended_at` empty) - over.

    Kept for good: who mediated takes no other office in the case later (特邀调解 16).
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(db_index=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} since {self.began_at}"

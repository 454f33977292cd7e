"""Who may read a file for a stated task."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record


class FileOpening(Record, Labelled):
    """A member of staff who does not conduct the case stated a task in it, and reads its file until `ends_at`.

    States: open (`ends_at` ahead) - over. Written once; `holder` is who reads.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, help_text="The function in which it was opened.")
    reason = models.TextField(help_text="The task, in the person's own words.")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.role} {self.opened_at}"

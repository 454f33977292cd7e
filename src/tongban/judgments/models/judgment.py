"""The judge's draft, and the judgment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class JudgmentDraft(Record, Labelled):
    """The draft of a judgment: deliberation layer (副卷), seen by the judges of the case alone."""

    outside_acts: ClassVar[str] = "a draft with autosave; it becomes a judgment only by the judge's act"

    of_case = models.UUIDField(unique=True)
    fields = models.JSONField(default=dict, help_text="What the judge wrote, by field, as typed.")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.of_case)


class Judgment(Record, Labelled):
    """A judgment from the judge's act on. Its text is frozen in `content` and in the paper `document`.

    Signing (`pronounced_at` empty): the label is the court's own, parties see nothing yet - pronounced: signed by the
    judge and sealed by the court, on the parties' file - effective (`effective_on` set), or quashed (`quashed_on` set):
    another decision stands in its place, or the case is tried anew and may get another judgment.
    """

    of_case = models.UUIDField()
    document = models.UUIDField(unique=True, help_text="uid of the paper.")
    judge = models.UUIDField()
    dated = models.DateField(help_text="Day of the judgment.")
    content = PersonalJSON(help_text="Data of the paper, as frozen.")
    cited = models.JSONField(default=list, help_text="uids of the exhibits relied on.")
    made_at = models.DateTimeField()
    pronounced_at = models.DateTimeField(null=True)
    appeal_until = models.DateField(null=True, help_text="Last day of the last party's appeal period.")
    effective_on = models.DateField(null=True)
    quashed_on = models.DateField(null=True, help_text="Since when another decision stands in its place.")
    above = models.JSONField(default=dict, help_text="What the court above decided, and its paper.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of_case"], condition=models.Q(quashed_on=None), name="judgment_one_stands")
        ]

    def __str__(self) -> str:
        return str(self.of_case)

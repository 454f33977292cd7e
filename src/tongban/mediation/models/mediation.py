"""A mediation, who was asked to lead it, and who declined."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Mediation(Record, Labelled):
    """The mediation of a registered case (委托调解): its bare state, in codes alone, because the court reads it.

    Its stages: `rules/stages.py`. No word of it stands here; words lie behind the wall, in rows of their own.
    """

    stage = models.CharField(max_length=16)
    mediator = models.UUIDField(null=True, db_index=True)
    choices = models.JSONField(default=dict, help_text="By the party's uid: the mediator it named, or the court.")
    renamed = models.BooleanField(default=False, help_text="A mediator was asked before and is it no more.")
    referred_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    due = models.DateField(null=True, help_text="Last day of its own period, before any extension.")
    outcome = models.CharField(max_length=16, blank=True)
    wish = models.CharField(max_length=16, blank=True, help_text="What all parties ask of the court.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at=None), name="one_open_mediation")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.stage}"


class Invitation(Record, Labelled):
    """A mediator was asked to lead a mediation, and is told the matter: the mediator's own row, while it lasts.

    States: open (`until` empty) - over (declined, silent, changed, or the mediation ended).
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    matter = models.JSONField(help_text="Number, cause, claim and parties of the case.")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder} {self.made_at}"


class Declination(Record, Labelled):
    """A mediator's reasons for not accepting, for the court and the parties (在线调解规则 12). Written once."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder} {self.at}"

"""A judgment on its way to the public page."""

from __future__ import annotations

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Publication(Record, Labelled):
    """The public form of one judgment. It holds anonymised text only; the original stays with judgments.

    `proposed`: the machine's proposal, seen by the court's staff - `published`: confirmed by a named person, label
    public - `withheld`: not published, label public, `content` empty: number, court, date and ground alone -
    `withdrawn`: taken back, label public, `content` empty.
    """

    of_case = models.UUIDField(unique=True)
    stage = models.CharField(max_length=16, db_index=True)
    court_name = models.CharField(max_length=80)
    number = models.CharField(max_length=64, db_index=True)
    cause = models.CharField(max_length=80)
    dated = models.DateField(db_index=True)
    effective_on = models.DateField()
    publish_by = models.DateField(null=True)
    advised = models.CharField(
        max_length=24, blank=True, help_text="Ground on which the machine advises not to publish."
    )
    ground = models.CharField(max_length=24, blank=True, help_text="Ground of withholding or withdrawal.")
    content = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    document = models.UUIDField(null=True, help_text="uid of the public paper.")
    decided_by = models.UUIDField(null=True, help_text="The named person.")
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number

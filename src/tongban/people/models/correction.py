"""A wrong name or identity number on record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText
from tongban.people.models.person import Person
from tongban.people.vocabulary.corrections import CorrectionStage


class Correction(Record, Labelled):
    """A clerk saw the paper and had the record corrected; a second person decides (个人信息保护法 46).

    States: asked - done (the record says what the paper says) - refused. `fields` names what changes. The holder is
    the person; the court is that of the counter. One of a person waits at a time.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8)
    fields = models.JSONField(default=list)
    name_before = PersonalText(blank=True)
    id_kind_before = models.CharField(max_length=32, blank=True)
    id_number_before = PersonalText(blank=True)
    name = PersonalText(blank=True)
    id_kind = models.CharField(max_length=32, blank=True)
    id_number = PersonalText(blank=True)
    evidence = PersonalText(help_text="Which paper was seen, with its number, and who issued it.")
    reason = PersonalText(help_text="How the wrong came onto the record.")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(stage=CorrectionStage.ASKED.value), name="correction_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.asked_at}"

"""Who testifies in a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText
from tongban.people.vocabulary import PersonKind


class Witness(Record, Labelled):
    """A witness (证人) of one case. Its state is moved by `rules/witnesses.WITNESSES` alone.

    The holder is the witness, once joined by the code of the letter; `join_code` and `join_tries` as for a party.
    """

    kind: ClassVar[str] = PersonKind.NATURAL
    email: ClassVar[str] = ""
    division: ClassVar[str] = ""

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(null=True, help_text="Party that asked; empty when the court called the witness itself.")
    name = models.CharField(max_length=120)
    id_number = PersonalText(blank=True)
    phone = PersonalText(blank=True)
    address = PersonalText(blank=True)
    occupation = models.CharField(max_length=60, blank=True)
    relation = models.CharField(max_length=200, blank=True, help_text="How the witness stands to the parties.")
    proves = models.CharField(max_length=400, help_text="What the witness is to testify about.")
    need = models.CharField(max_length=400, blank=True, help_text="Why the witness has to come.")
    ground = models.CharField(max_length=16, blank=True, help_text="Why the court called the witness itself.")
    state = models.CharField(max_length=16)
    reasons = models.TextField(blank=True, help_text="The judge's words.")
    exempt = models.BooleanField(default=False, help_text="Without full capacity: signs no guarantee (证据规定 71).")
    person = models.UUIDField(null=True, db_index=True)
    platform = models.CharField(max_length=32, blank=True)
    join_code = models.CharField(max_length=64, blank=True)
    join_tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True, help_text="When the guarantee was signed.")
    called_at = models.DateTimeField(null=True, help_text="When the judge last called the witness in.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["of_case", "person"], condition=models.Q(person__isnull=False), name="witness_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

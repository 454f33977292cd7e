"""What lies behind the wall: statements, and common texts until they cross it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText
from tongban.mediation.models.mediation import Mediation


class Statement(Record, Labelled):
    """Words in a mediation, written once; its files are the documents about its uid, with the same label.

    In the layer "mediation" all at the table read it, in "caucus" the party that holds it and the mediator. It moves
    into the file of the case when all parties released it. `salt` opens the commitment in the register.
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(null=True, help_text="The party that speaks; empty: the mediator.")
    proposal = models.BooleanField(default=False, help_text="A way to settle.")
    text = PersonalText()
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.layer} {self.at}"


class CommonText(Record, Labelled):
    """A text that counts when every party agreed to it. States: open (`complete_at` empty) - complete.

    A disclosure lies on the file from the start; undisputed facts, and an agreement on whose strength all ask for a
    mediation document, move there when they are complete; all else stays behind the wall. `holder`: of a disclosure,
    the mediator whose relation it is.
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    text = PersonalText(blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    statement = models.UUIDField(null=True, help_text="uid of the statement to be released.")
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class Agreed(Record):
    """A party agreed to a common text, once. It hangs on the text."""

    text = models.ForeignKey(CommonText, on_delete=models.PROTECT, related_name="agreed")
    party = models.UUIDField()
    by_agent = models.BooleanField(default=False)
    level = models.CharField(max_length=16, help_text="Identity level at that moment.")
    wish = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["text", "party"], name="agreed_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.at}"

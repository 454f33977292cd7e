"""Cases that live elsewhere, as our people may see them; and ours, as sent to others."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalJSON


class CaseSheet(Record, Labelled):
    """What a person of this platform may see of a case that lives at `peer`; the newest the owner sent.

    Its holder is the person, and nobody else on this platform sees it. `edition` orders sheets, whatever order their
    envelopes arrive in: an older one never replaces a newer.
    """

    of_case = models.UUIDField()
    peer = models.CharField(max_length=32)
    number = models.CharField(max_length=64)
    content = PersonalJSON()
    edition = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of_case", "holder"], name="sheet_once")]

    def __str__(self) -> str:
        return self.number


class SheetCopy(Record):
    """The digest of the sheet last sent to a person's platform: nothing is sent twice unchanged. Counts editions."""

    of_case = models.UUIDField()
    person = models.UUIDField()
    digest = models.CharField(max_length=64)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of_case", "person"], name="sheet_copy_once")]

    def __str__(self) -> str:
        return self.digest[:12]


class RemoteAct(Record, Labelled):
    """An act of our person in a case elsewhere. Its holder is the person; the states are `RemoteState`."""

    name = models.CharField(max_length=40)
    of_case = models.UUIDField()
    peer = models.CharField(max_length=32)
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    refusals = models.JSONField(default=list)
    envelope = models.UUIDField(null=True, help_text="The envelope that carried it.")

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

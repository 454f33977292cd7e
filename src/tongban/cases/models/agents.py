"""Who may act for a party of a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.cases.models.case import Case
from tongban.cases.vocabulary.agents import Source
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Representation(Record, Labelled):
    """An authority to act for one party in one case (代理权), or for the client of a filing that is no case yet.

    States: handed in - accepted (checked; it counts from `first` to `last`) - returned (papers are missing) - revoked.
    Its papers are the documents about its uid; of one given by word in court the record of the hearing is the proof.
    Until it is accepted, it is between who handed it in and the court. Before there is a case, `party` is the filing,
    `agent` who filed, and the holder the client, once the client is known here.
    """

    of_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    party = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=16)
    agent = models.UUIDField(null=True, db_index=True, help_text="Person who acts; empty without an account here.")
    name = models.CharField(max_length=120)
    id_kind = models.CharField(max_length=32)
    id_number = PersonalText()
    firm = models.CharField(max_length=120, blank=True)
    powers = models.JSONField(default=list, help_text="Special powers by name; none: general authority.")
    first = models.DateField(help_text="First day on which it counts.")
    last = models.DateField(null=True, help_text="Last day; empty: to the end of the instance.")
    state = models.CharField(max_length=16)
    source = models.CharField(max_length=8, default=Source.PAPER.value, help_text="By paper, or by word in court.")
    missing = models.JSONField(default=list, help_text="Papers for whose want it was returned.")
    handed_in_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When the court was told that it is revoked.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["of_case", "party"], name="representation_of_party")]

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.state}"

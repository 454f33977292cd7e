"""Exhibits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Exhibit(Record, Labelled):
    """One exhibit of one party (the label's holder), numbered per side. Its stage is moved by `rules/exhibits.py`.

    States: submitted - audited - usable, or original required first. `examined_at` is set once the other side had its
    say, in a round or at the hearing; before, it may not found a judgment (在线诉讼规则 15).
    While it is kept `secret`, it and all that hangs on it lie in the layer "sealed".
    `key` is the digest of its files: the same files from the same party are one exhibit.
    """

    party = models.UUIDField(db_index=True)
    side = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField(help_text="Per side, from 1.")
    title = models.CharField(max_length=60)
    proves = models.CharField(max_length=400)
    source = models.CharField(max_length=400, blank=True)
    key = models.CharField(max_length=64)
    stage = models.CharField(max_length=24)
    trigger = models.CharField(max_length=24, blank=True, help_text="Why the original is required.")
    cure = models.CharField(max_length=24, blank=True, help_text="Why the electronic form counts as the original.")
    chained = models.BooleanField(default=False, help_text="Its party says that it was stored on a chain.")
    secret = models.CharField(max_length=16, blank=True, help_text="Why the judge keeps it secret, if so.")
    examined_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "side", "number"], name="exhibit_number"),
            models.UniqueConstraint(fields=["party", "key"], name="exhibit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.number}"


class ExhibitFile(Record):
    """A document of an exhibit, in order; the document's own label says who sees it."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="files")
    document = models.UUIDField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["exhibit", "order"], name="exhibit_file_place")]

    def __str__(self) -> str:
        return str(self.document)


class FileFinding(Record):
    """What the platform found in one file of an exhibit; written once. The exhibit's label says who sees it."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="findings")
    document = models.UUIDField()
    kind = models.CharField(max_length=16)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "kind"], name="file_finding_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.document}"

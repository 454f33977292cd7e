"""Stacks of scans and their parts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class ScanBatch(Record, Labelled):
    """A stack that came through a scanner of the court; its files are kept as they came.

    States: received (the worker takes it apart) - split - failed (`problem`: why; it can be sent again).
    """

    name = models.CharField(max_length=160)
    files = models.JSONField(help_text="SHA-256 of each file, in order.")
    by = models.UUIDField(null=True, help_text="None: it lay in the watched folder.")
    at = models.DateTimeField()
    pages = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=12)
    problem = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class ScanPart(Record, Labelled):
    """A part of a stack, in order; it is moved by `rules/scans.py`.

    States: waiting (for a clerk) - filed (it is the picture of `item`, on file as `document`) - discarded, with reason.
    `sha256` is "" for a part without pages. `blank`: which of its pages are empty.
    """

    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    pages = models.PositiveIntegerField()
    blank = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=12)
    item = models.ForeignKey("dossier.Item", null=True, on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "number"], name="scan_part_number")]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"

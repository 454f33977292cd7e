"""Things handed over at the counter, and where they went."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Receipt(Record, Labelled):
    """A receipt for papers and objects (CPL 69). The label's holder handed them over; `case` is empty before filing.

    It stays in the layer "handed_in": the counter finds what the court's store holds, whoever keeps the case.
    """

    taken_by = models.UUIDField()
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.court} {self.taken_at}"


class Item(Record, Labelled):
    """One thing on a receipt, numbered from 1; its label is the receipt's. Its stage is moved by `rules/custody.py`.

    States: held (it lies at `place`) - lent (somebody has it) - returned. `document`: its picture on file, if any.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    form = models.CharField(max_length=8)
    pages = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, db_index=True)
    place = models.CharField(max_length=80, help_text="Where it lies, or who has it.")
    since = models.DateTimeField(help_text="Since when it is there.")
    document = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["receipt", "number"], name="item_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Movement(Record):
    """One step of the chain of custody of an item, written once; the item's label says who sees it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="movements")
    act = models.CharField(max_length=12)
    by = models.UUIDField()
    at = models.DateTimeField()
    place = models.CharField(max_length=80, blank=True)
    who = PersonalText(blank=True, help_text="Who took it.")
    signed = models.CharField(max_length=80, blank=True, help_text="How that person signed.")

    def __str__(self) -> str:
        return f"{self.act} {self.at}"

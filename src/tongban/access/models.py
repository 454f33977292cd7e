"""The label as columns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.vocabulary import Label, Layer


class Labelled(models.Model):
    """A row that carries its label (house.md, visibility)."""

    layer = models.CharField(max_length=16)
    court = models.CharField(max_length=16, blank=True, db_index=True, help_text="Code of the court whose row it is.")
    case = models.UUIDField(null=True, db_index=True, help_text="uid of the case it belongs to.")
    holder = models.UUIDField(null=True, db_index=True, help_text="uid of the person whose row it is.")
    until = models.DateTimeField(null=True, help_text="Shown up to this time to those who are not staff.")

    outside_acts: ClassVar[str] = ""

    class Meta:
        abstract = True

    @property
    def label(self) -> Label:
        """The label in hand."""
        return Label(Layer(self.layer), self.court, self.case, self.holder, self.until)

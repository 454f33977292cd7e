"""The court's journal of money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class Posting(Record, Labelled):
    """One transfer: its debit and its credit in one row, so that the journal balances by its shape.

    Append-only (triggers refuse UPDATE and DELETE): a wrong one is reversed by another. `key` names the fact that it
    comes from, what the fact is about, and the place among the fact's transfers: the same fact is posted once.
    """

    append_only: ClassVar[bool] = True

    key = models.CharField(max_length=120, unique=True)
    event = models.CharField(max_length=64, help_text="Name of the fact of the register.")
    debit = models.CharField(max_length=16)
    debit_of = models.UUIDField(null=True, db_index=True, help_text="uid of a charge, payment or refund.")
    credit = models.CharField(max_length=16)
    credit_of = models.UUIDField(null=True, db_index=True, help_text="uid of a charge, payment or refund.")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    value_date = models.DateField(db_index=True, help_text="The bank's day of the money, or the day of the act.")
    reference = models.CharField(max_length=64, blank=True, help_text="The bank's or the gateway's own.")
    at = models.DateTimeField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="posting_above_zero"),
            models.CheckConstraint(
                condition=~models.Q(debit=models.F("credit")) | ~models.Q(debit_of=models.F("credit_of")),
                name="posting_between_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debit} / {self.credit}: {self.amount_minor}"

"""What the bank reports. Nothing of it is ever lost: a row becomes a payment or is kept as refused."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.models.charge import Charge
from tongban.fees.vocabulary import Channel
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class BankFile(Record, Labelled):
    """A file from the bank, known by its digest: the same twice is one file.

    States: taken (`done_at` empty) - imported (`done_at` set) - unfit (`flaw` and `done_at` set; the bytes stay in
    the inbox's folder of refused files). Its label has no court: a statement covers the whole platform's account.
    """

    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    flaw = models.CharField(max_length=24, blank=True)
    done_at = models.DateTimeField(null=True)
    payments = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Payment(Record, Labelled):
    """Money on the court's account. Put against a charge (`held` empty), held for a person (`held` says why), or
    returned (`returned_at`). Who decided about held money wrote the `reasons`.

    `reference` is the bank's or the gateway's own: the same money reported twice is one payment. A held payment belongs
    to the court of its charge, or to no court when nobody knows whose it is. What the gateway took has no bank file.
    """

    reference = models.CharField(max_length=64)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    value_date = models.DateField()
    code = models.CharField(max_length=64, blank=True, help_text="The payment code as the payer wrote it.")
    payer = PersonalText(blank=True)
    text = PersonalText(blank=True)
    row_digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=8, default=Channel.BANK)
    file = models.ForeignKey(BankFile, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(default=0)
    charge = models.ForeignKey(Charge, null=True, on_delete=models.PROTECT, related_name="+")
    held = models.CharField(max_length=24, blank=True, db_index=True)
    taken_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    reasons = PersonalText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "reference"], name="payment_once"),
            models.CheckConstraint(
                condition=models.Q(charge__isnull=False) | ~models.Q(held=""), name="payment_held_or_put"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RefusedRow(Record, Labelled):
    """A row of a bank file that is no payment that can be taken, with its reasons and its text."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    raw = PersonalText()
    digest = models.CharField(max_length=64)
    flaws = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "line"], name="refused_row_once")]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"

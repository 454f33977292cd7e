"""What a party owes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.vocabulary import ChargeState
from tongban.frame.models import Record


class Charge(Record, Labelled):
    """A fee that a party of a case owes, with its working. States: open - paid (by one payment or several) - closed
    (nothing is asked for any more: waived, lapsed or written off).

    `due` is empty until the notice is served: the seven days run from then (交纳办法 22).
    """

    payer = models.UUIDField(help_text="uid of the party of the case.")
    kind = models.CharField(max_length=40)
    period = models.CharField(
        max_length=64,
        default="fee_plaintiff",
        blank=True,
        help_text="The period within which it is paid, in the table of periods; empty when it is paid on applying.",
    )
    of = models.UUIDField(null=True, help_text="uid of what it is for, when not for the case: an application in it.")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    breakdown = models.JSONField(help_text="How it was worked out (rules/notice.py).")
    article = models.CharField(max_length=120)
    code = models.CharField(max_length=20, unique=True, help_text="Payment code, 2026-0000-0012-34.")
    state = models.CharField(max_length=8, default=ChargeState.OPEN, db_index=True)
    due = models.DateField(null=True)
    notice = models.UUIDField(null=True, help_text="uid of the notice to pay.")
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, help_text="When the payment was taken in.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "payer", "kind", "period"], condition=models.Q(of=None), name="charge_once"
            ),
            models.UniqueConstraint(fields=["of", "payer"], name="charge_once_of"),
            models.CheckConstraint(condition=models.Q(amount_minor__gte=0), name="charge_not_negative"),
            models.CheckConstraint(
                condition=models.Q(state__in=[ChargeState.OPEN, ChargeState.CLOSED], paid_at__isnull=True)
                | models.Q(state=ChargeState.PAID, paid_at__isnull=False),
                name="charge_paid_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"

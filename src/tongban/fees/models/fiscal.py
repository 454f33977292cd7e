"""Receipts of the treasury for fees."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.models.charge import Charge
from tongban.fees.vocabulary import FiscalState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class FiscalReceipt(Record, Labelled):
    """An electronic receipt of the treasury (财政电子票据) for what the court keeps of a fee.

    Its states are the table of rules/fiscal.py; one at a time is alive for a charge. `number` is the court's own, under
    which the treasury issues it once. `cause` says why it was reversed or dropped, `told` what the treasury wrote when
    it refused. A reversal is a receipt of its own (`red_*`).
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=32, unique=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    whose = models.CharField(max_length=8)
    kind = models.CharField(max_length=16)
    title = PersonalText()
    credit_code = models.CharField(max_length=18, blank=True)
    state = models.CharField(max_length=12, default=FiscalState.ASKED, db_index=True)
    flaw = models.CharField(max_length=12, blank=True)
    told = PersonalText(blank=True)
    cause = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=12, blank=True, help_text="票据代码")
    bill = models.CharField(max_length=12, blank=True, help_text="票据号码")
    check_code = models.CharField(max_length=20, blank=True, help_text="校验码")
    issued_on = models.DateField(null=True, db_index=True)
    issuer = models.CharField(max_length=100, blank=True)
    view_at = models.CharField(max_length=300, blank=True, help_text="Address at which the treasury shows it.")
    red_code = models.CharField(max_length=12, blank=True)
    red_bill = models.CharField(max_length=12, blank=True)
    red_check = models.CharField(max_length=20, blank=True)
    reversed_on = models.DateField(null=True, db_index=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(db_index=True, help_text="When its state changed last.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["charge"],
                condition=~models.Q(state__in=[FiscalState.REVERSED, FiscalState.DROPPED]),
                name="fiscal_one_alive",
            ),
            models.UniqueConstraint(fields=["code", "bill"], condition=~models.Q(bill=""), name="fiscal_bill_once"),
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="fiscal_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"

"""Orders at the payment gateway and its messages, and what a day's reconciliation found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.models.bank import Payment
from tongban.fees.models.charge import Charge
from tongban.fees.vocabulary import GatewayState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class GatewayOrder(Record, Labelled):
    """An order to take a fee online. States: open - paid - closed (run out, or paid otherwise)."""

    number = models.CharField(max_length=32, unique=True)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    state = models.CharField(max_length=8, default=GatewayState.OPEN, db_index=True)
    pay_at = models.CharField(max_length=300, blank=True, help_text="Address at which the payer pays.")
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"


class GatewayEvent(Record, Labelled):
    """A message of the gateway, known by its id, with a right signature; `flaw` says why it was not taken."""

    event = models.CharField(max_length=64, unique=True)
    order = models.ForeignKey(GatewayOrder, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    flaw = models.CharField(max_length=16, blank=True, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.event


class DayCheck(Record, Labelled):
    """One reconciliation of a day: how many lines each source had, and what was found."""

    day = models.DateField(db_index=True)
    at = models.DateTimeField()
    bank = models.PositiveIntegerField()
    gateway = models.PositiveIntegerField()
    journal = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.found}"


class DayDifference(Record, Labelled):
    """A difference, which is a task: open - cleared (by a person with reasons, or gone at a later look)."""

    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=16)
    reference = models.CharField(max_length=120)
    told = models.JSONField(help_text="What each source says.")
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    reasons = PersonalText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "kind", "reference"], name="difference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.reference}"

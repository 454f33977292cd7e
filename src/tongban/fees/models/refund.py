"""Money that goes back, and what was decided about relief."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.models.bank import Payment
from tongban.fees.models.charge import Charge
from tongban.fees.vocabulary import Channel, RefundState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class RefundOrder(Record, Labelled):
    """One order to the bank to pay refunds out. States: made - written (`written_at`: its file lies in the outbox)."""

    outside_acts: ClassVar[str] = "a delivery attempt: what is ordered, the refunds in it say"

    number = models.CharField(max_length=35, unique=True)
    made_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.number


class Refund(Record, Labelled):
    """Money that a party gets back; its states are the table of rules/refunding.py.

    Of a charge (交纳办法 27, 53), or of a payment that paid for nothing. `code` travels with the order to the bank and
    comes back in its statement.
    """

    charge = models.ForeignKey(Charge, null=True, on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=32)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    article = models.CharField(max_length=120)
    code = models.CharField(max_length=35, unique=True)
    channel = models.CharField(max_length=8, default=Channel.BANK)
    payee = PersonalText(blank=True)
    bank = PersonalText(blank=True)
    account = PersonalText(blank=True)
    reasons = PersonalText(blank=True)
    due = models.DateField(help_text="Last day to pay back (交纳办法 53).")
    state = models.CharField(max_length=12, default=RefundState.PROPOSED, db_index=True)
    failure = models.CharField(max_length=20, blank=True)
    bank_reason = models.CharField(max_length=5, blank=True, help_text="Why the bank refused: a code of ISO 20022.")
    accepted_at = models.DateTimeField(null=True, help_text="When the bank had taken the last order on.")
    first_by = models.UUIDField(null=True)
    second_by = models.UUIDField(null=True)
    order = models.ForeignKey(
        RefundOrder, null=True, on_delete=models.PROTECT, related_name="+", help_text="The last one to the bank."
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="refund_above_zero"),
            models.CheckConstraint(
                condition=models.Q(charge__isnull=False) | models.Q(payment__isnull=False), name="refund_of_something"
            ),
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True) | ~models.Q(second_by=models.F("first_by")),
                name="refund_by_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"


class ReliefDecision(Record, Labelled):
    """What a court decided about relief (交纳办法 45-49), with its reasons; on an application or without one."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40)
    relief = models.CharField(max_length=12)
    granted = models.BooleanField()
    waived_minor = models.BigIntegerField(default=0)
    later_minor = models.BigIntegerField(default=0)
    reasons = PersonalText()
    new_day = models.DateField(null=True, help_text="After a refusal: until when to pay (SI 213).")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ground}: {self.granted}"


class ReliefApplication(Record, Labelled):
    """What a party asked of the court about its fee, in writing and with proof (交纳办法 48). States: open (no
    `decision`) - decided. Its papers are the documents whose subject it is; the other side sees none of it.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40)
    reasons = PersonalText()
    livelihood = models.BooleanField(help_text="A certificate of the livelihood of the family came with it (48(2)).")
    applied_at = models.DateTimeField()
    decision = models.OneToOneField(ReliefDecision, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["charge"], condition=models.Q(decision__isnull=True), name="relief_applied_for_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground}: {'open' if self.decision is None else 'decided'}"


class FeeReview(Record, Labelled):
    """A party asks for a review of a decision about its fee (交纳办法 43). States: open (no `changed`) - decided."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8)
    written = PersonalText()
    asked_at = models.DateTimeField()
    due = models.DateField(help_text="Last day to decide it.")
    changed = models.BooleanField(null=True)
    ground = models.CharField(max_length=16, blank=True)
    words = PersonalText(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["charge", "about"], name="fee_reviewed_once"),
            models.CheckConstraint(
                condition=models.Q(changed__isnull=True, ground="") | models.Q(changed__isnull=False, ground__gt=""),
                name="fee_review_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {'open' if self.changed is None else 'decided'}"

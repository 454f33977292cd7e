"""What a judgment laid on a party, is overdue, and goes to enforcement."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.fees.models.charge import Charge
from tongban.fees.vocabulary.recovery import RecoveryState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Recovery(Record, Labelled):
    """One charge on its way to enforcement. States: proposed - handed over (`paper`) - registered (`enforcement`); the
    table is rules/recovering.py. What is paid meanwhile waits for nobody: pages show what is still owed. The label
    names the case while it is the judge's; handed over, it is the registry's, as a filing is: the charge has the case.
    """

    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=RecoveryState.PROPOSED, db_index=True)
    debtor = PersonalText(help_text="Who owes it, as the case calls the party.")
    due = models.DateField(help_text="The last day to pay that was missed.")
    handed_minor = models.BigIntegerField(null=True, help_text="What was owed when it was handed over.")
    property_told = PersonalText(blank=True)
    reasons = PersonalText(blank=True)
    paper = models.UUIDField(null=True, help_text="uid of the paper by which it was handed over.")
    enforcement = models.UUIDField(null=True, help_text="uid of the case of enforcement.")
    made_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state=RecoveryState.REGISTERED) | models.Q(enforcement__isnull=False),
                name="recovery_registered_as",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charge_id}: {self.state}"

"""The register of licences, whose they are, and the letters of firms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record
from tongban.frame.personal import PersonalText
from tongban.people.models.person import Person


class LicenceRecord(Record):
    """A licence as the register knew it from `since` until `until` (exclusive; None: to this day).

    A change is a new row, so that any earlier day can be asked for. What was corrected on the day it came has the
    same day twice. `source` says where it came from: a list of the judicial administration, or its online register.
    """

    number = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120, db_index=True)
    id_number = PersonalText(blank=True)
    firm_code = models.CharField(max_length=18, db_index=True)
    firm = models.CharField(max_length=120)
    province = models.CharField(max_length=2)
    granted = models.DateField()
    status = models.CharField(max_length=16)
    status_since = models.DateField(null=True)
    status_until = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    assessed = models.PositiveSmallIntegerField(default=0)
    assessment = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(until__isnull=True), name="one_newest_row_per_licence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status}"


class LicenceHolder(Record):
    """A person whose licence it is: proven once, for one account each way; whether it counts, the register says."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class FirmLetter(Record):
    """A firm says which of its lawyers or legal workers acts for whom (民诉法解释 88(1)-(2)); seen by both.

    Written by who acts for the firm in its account. Withdrawn, it keeps its row.
    """

    firm = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, help_text="The firm's own number of the letter.")
    holder = models.CharField(max_length=20, help_text="Number of the licence.")
    holder_name = models.CharField(max_length=120)
    client = models.CharField(max_length=120)
    matter = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["firm", "number"], name="letter_once_per_firm")]

    def __str__(self) -> str:
        return self.number

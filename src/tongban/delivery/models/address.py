"""Where a party is served, as the party or the court's record says (送达地址确认书)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class ServiceAddress(Record, Labelled):
    """A confirmation of the address for service, or the record that none was given; the newest of a party counts.

    Never changed: who moves confirms anew. Of the staff's layer: the other side does not read it (邮寄送达规定 4(2)).
    """

    party = models.UUIDField(db_index=True)
    ground = models.CharField(max_length=16)
    address = PersonalText()
    postcode = models.CharField(max_length=6, blank=True)
    phone = PersonalText(blank=True)
    email = PersonalText(blank=True)
    account = PersonalText(blank=True, help_text="Of instant messages, for electronic service.")
    receiver = PersonalText(blank=True, help_text="Who takes papers for the party (指定代收人).")
    on_paper = models.BooleanField(default=False, help_text="Filled in on paper and noted by staff.")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "party"], name="service_address_lookup")]

    def __str__(self) -> str:
        return f"{self.ground}: {self.party}"

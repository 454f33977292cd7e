"""What the two zones of a platform keep of each other (decision 0021)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class HandedOver(Record, Labelled):
    """In the internet zone: a filing that a person made there. What was filed lies sealed in the envelope alone.

    Its holder is the person. The envelope's receipt tells when the court zone received it.
    """

    at = models.DateTimeField(help_text="When it was received: the time of filing (电子签名法 11).")
    envelope = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"handed over {self.at:%Y-%m-%d}"


class TakenOver(Record, Labelled):
    """In the court zone: what became of a hand-over. Its holder is the person; `uid` is the hand-over's.

    States: taken in (`filing`; of a table of complaints its batch has the same number) - returned (`refusals`).
    """

    received_at = models.DateTimeField(help_text="When the internet zone received it.")
    at = models.DateTimeField(help_text="When the court zone took it in.")
    filing = models.UUIDField(null=True)
    refusals = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"taken over {self.at:%Y-%m-%d}"


class HandedTable(Record, Labelled):
    """In the internet zone: a table of complaints that a person sent; it lies sealed in the envelope alone.

    Its holder is the person. `mark` and `digest` are digests of the sender's key for it and of what was sent, so that
    the same twice is one table. States: sent - handed in (`handed_in_at`).
    """

    mark = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    envelope = models.UUIDField(unique=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "mark"], name="handed_table_once")]

    def __str__(self) -> str:
        return f"table sent {self.at:%Y-%m-%d}"


class AwaitedPayment(Record, Labelled):
    """In the internet zone: an order at the payment gateway that the court zone has named; whose it is, nobody knows
    here. `carried`: digests of what the gateway told of it, each of which went to the court zone once.
    """

    number = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField(db_index=True)
    carried = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.number


class AskedPage(Record, Labelled):
    """In the internet zone: a page that a person asked for, and the court zone's newest answer, sealed.

    Its holder is the person. `reader` names the key for which the answer is sealed; the key itself lies in the
    person's browser and nowhere else. States: asked (`open`) - answered.
    """

    page = models.CharField(max_length=48)
    reader = models.CharField(max_length=43)
    ask = models.UUIDField(unique=True)
    open = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    sealed = models.TextField(blank=True)
    file = models.CharField(max_length=64, blank=True, help_text="Digest of the sealed file that came with it.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "page", "reader"], name="asked_page_once")]

    def __str__(self) -> str:
        return self.page

"""A service of papers on one party, and its attempts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState
from tongban.frame.models import Record
from tongban.frame.personal import PersonalText

_SERVED = (DispatchState.SERVED, DispatchState.FALLEN)


class Dispatch(Record, Labelled):
    """Papers for one party. Its state is moved only by the table `rules/stages.py`.

    `served_at` is the earliest valid arrival known when the first one was noted; periods run from it, and it moves only
    when a person takes another proof. `earlier` holds the day of a proof that shows an earlier arrival, until then.
    A service that a judge let fall keeps what it showed; the same papers were ordered anew.
    """

    party = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=16)
    state = models.CharField(max_length=16, default=DispatchState.WAITING, db_index=True)
    ordered_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)
    served_by = models.CharField(max_length=16, blank=True)
    whole_day = models.BooleanField(default=False, help_text="Only the day of service is known (a letter).")
    law = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True, help_text="When the party confirmed receipt on its portal.")
    earlier = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=_SERVED, served_at__isnull=False)
                | (~models.Q(state__in=_SERVED) & models.Q(served_at__isnull=True)),
                name="dispatch_served_when",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "purpose"], name="dispatch_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.state}"


class DispatchPaper(Record):
    """One paper of a dispatch, in order."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(db_index=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dispatch", "document"], name="dispatch_paper_once")]

    def __str__(self) -> str:
        return str(self.document)


class Attempt(Record, Labelled):
    """One way to the party. States: queued (letter to be posted, e-mail to be sent) - sent - arrived, or failed.

    `counts` is False for a reminder. `evidence`: the digest of the peer's receipt, the mail server's answer, or the
    number on the postal slip. Of the staff's layer: it names addresses.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=8, default=AttemptState.QUEUED)
    counts = models.BooleanField(default=True)
    address = PersonalText(blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    whole_day = models.BooleanField(default=False)
    posted_on = models.DateField(null=True)
    tracking = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often the post tried in vain.")
    ends_on = models.DateField(null=True, help_text="The last day of a public notice.")
    signer = models.CharField(max_length=120, blank=True, help_text="Who signed the return slip.")
    relation = models.CharField(max_length=16, blank=True, help_text="What the signer is to the recipient: a code.")
    note = PersonalText(blank=True, help_text="What officers noted of a visit, for the certificate.")
    evidence = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=40, blank=True, help_text="Why it failed: a code.")
    elsewhere = models.CharField(max_length=16, blank=True, help_text="The court that prints and posts this letter.")
    batch = models.ForeignKey("delivery.LetterBatch", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            # A letter may be sent again; on the portal a paper arrives once.
            models.UniqueConstraint(
                fields=["dispatch", "channel"],
                condition=models.Q(channel=Channel.PORTAL),
                name="portal_attempt_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["channel", "state"], name="attempt_queue")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.state}"

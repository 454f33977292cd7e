"""What goes into the court's ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record


class Seal(Record):
    """One deposit in the ledger (司法区块链存证): a salted commitment to a file or to a register entry.

    States: asked (`position` empty) - promised (`position` and `promise` set: durable and signed) - proven
    (`proven_at` set: inside a published head). Without `salt` nobody can link the commitment in the ledger to what it
    commits to. Written with the act that made the subject; its later states are written by the sealer.
    Forgotten (`salt` empty): the link was cut when a person was erased; `subject` then names nothing.
    """

    outside_acts: ClassVar[str] = "attempts to deposit; a row is created inside the act that made its subject"

    kind = models.CharField(max_length=32, help_text="Statement type of the ledger.")
    subject = models.UUIDField(db_index=True, help_text="uid of the entry, document version or exhibit.")
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="Bytes of the sealed content.")
    chunks = models.CharField(
        max_length=64, blank=True, help_text="Root over 1-MiB chunks, for files of more than one."
    )
    case = models.UUIDField(null=True)
    salt = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField(help_text="Business time.")
    position = models.BigIntegerField(null=True, unique=True, help_text="Index in the ledger.")
    statement = models.BinaryField(null=True, help_text="The COSE statement as deposited.")
    promise = models.TextField(blank=True, help_text="The ledger's signed promise.")
    report_at = models.DateTimeField(null=True, help_text="Business time at which the signed report was asked for.")
    proven_at = models.DateTimeField(null=True, help_text="Business time at which a published head held it.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject"], name="seal_once")]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="seal_open", condition=models.Q(proven_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject}"

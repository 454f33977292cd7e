"""Tables of the federation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record
from tongban.frame.personal import PersonalText


class Peer(Record):
    """Another platform, with the Ed25519 public key (JWK `x`, base64url) under which it signs."""

    slug = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    url = models.URLField()
    key = models.CharField(max_length=64)
    tree = models.JSONField(default=list, help_text="Codes of the highest courts it hosts, with all below them.")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug


class Outbound(Record):
    """An envelope to a peer. States: sealed (`receipt` empty) - receipted. `token` is the JWS that travels.

    `erased`: it named a state secret; its text is gone, its digest and receipt stay.
    """

    peer = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=40)
    token = PersonalText()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    receipt = models.TextField(blank=True)
    receipted_at = models.DateTimeField(null=True)
    erased = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} to {self.peer}"


class Held(Record):
    """A file that a peer has shown to hold: it sent the file here, or we sent it there.

    An envelope may name only such files, so that nobody gets at a file by knowing its digest.
    """

    outside_acts: ClassVar[str] = "a note about a delivery; what a file means is decided by the act that uses it"

    peer = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["peer", "sha256"], name="held_once")]

    def __str__(self) -> str:
        return f"{self.peer} holds {self.sha256[:12]}"


class ParcelNote(Record):
    """A numbered parcel of a file gateway, ours (`outgoing`) or the peer's. States of ours: to be carried - done.

    `subject` is the digest of a file, or the uid of the envelope that the parcel carries or receipts.
    """

    outside_acts: ClassVar[str] = "a note about a delivery; what an envelope means is decided by the act that opens it"

    peer = models.CharField(max_length=32)
    outgoing = models.BooleanField()
    number = models.PositiveBigIntegerField()
    what = models.CharField(max_length=16)
    subject = models.CharField(max_length=64)
    done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["peer", "outgoing", "number"], name="parcel_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["peer", "outgoing", "done"], name="parcel_waiting")]

    def __str__(self) -> str:
        return f"{self.what} {self.number} {'to' if self.outgoing else 'from'} {self.peer}"


class Inbound(Record):
    """An envelope from a peer, kept with the receipt that was given; `uid` is the sender's. `erased` as for ours."""

    peer = models.CharField(max_length=32)
    kind = models.CharField(max_length=40)
    token = PersonalText()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    receipt = models.TextField()
    erased = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["peer", "uid"], name="inbound_once")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.peer}"

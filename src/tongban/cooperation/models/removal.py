"""Copies of a state secret at another platform, and whether it erased them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.access.models import Labelled
from tongban.frame.models import Record


class RemovalAtPeer(Record, Labelled):
    """A request to erase copies: ours to `peer` (`outgoing`), or the peer's to us. The states are `AtPeer`.

    `removal` is the number of the removal at the court that asks; `digests` name the content.
    """

    removal = models.UUIDField()
    peer = models.CharField(max_length=32)
    outgoing = models.BooleanField()
    digests = models.JSONField(default=list)
    state = models.CharField(max_length=8)
    envelope = models.UUIDField(null=True, help_text="The envelope that carried our request.")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["removal", "peer", "outgoing"], name="removal_at_peer_once")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.peer}"

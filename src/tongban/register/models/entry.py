"""The register entry."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.frame.models import Record


class Entry(Record):
    """One recorded fact. Never changed, never deleted: triggers in the database forbid it.

    `body` is canonical JSON (RFC 8785) of ids, codes, digests and amounts; `actor` likewise. `digest` is the SHA-256
    of the entry's canonical form (`queries.canonical_entry`), which the ledger seals.
    """

    append_only: ClassVar[bool] = True

    at = models.DateTimeField(help_text="Business time of the act.")
    actor = models.TextField(help_text="Who, in which capacity, at which identity level: canonical JSON.")
    person = models.UUIDField(null=True, db_index=True, help_text="The person who acted, if one did.")
    court = models.CharField(
        max_length=16, blank=True, help_text="Code of the court in whose name staff or office acted."
    )
    event = models.CharField(max_length=64, db_index=True)
    version = models.PositiveSmallIntegerField()
    body = models.TextField()
    basis = models.CharField(max_length=200, help_text="Article, clause of an agreement, or named house rule.")
    case = models.UUIDField(null=True, db_index=True)
    caused_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "register entry"

    def __str__(self) -> str:
        return f"{self.event} {self.at.isoformat()}"

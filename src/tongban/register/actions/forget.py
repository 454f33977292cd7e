"""The link between entries about an erased person and their commitments on the ledger is cut (个人信息保护法 47).

The ledger keeps its salted commitments for ever and nothing of it changes. What is erased is the salt, with the note of
which commitment is whose: from then on nobody, this court included, can show what such a commitment commits to.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db.models import Q

from tongban.frame.acts import Recording, locked
from tongban.register.events import SealsForgotten
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import SealKind


def entries_about(person: UUID) -> list[UUID]:
    """Entries outside cases that the person made or that name the person. Reads long: ask before the act."""
    named = Q(person=person) | Q(body__contains=str(person))
    return list(Entry.objects.filter(named, case__isnull=True).values_list("uid", flat=True))


def forget_seals(record: Recording, entries: list[UUID], *, under: str) -> int:
    """A step: cut the links of the seals of `entries` that the ledger has proven; returns how many."""
    seals = locked(Seal.objects.filter(kind=SealKind.ENTRY, subject__in=entries, proven_at__isnull=False))
    cut = 0
    for row in seals:
        row.subject, row.salt = UUID(bytes=secrets.token_bytes(16), version=4), b""
        row.sha256 = row.sm3 = row.chunks = ""
        row.size = 0
        row.save(update_fields=["subject", "salt", "sha256", "sm3", "chunks", "size"])
        cut += 1
    record(SealsForgotten(seals=cut), under=under)
    return cut

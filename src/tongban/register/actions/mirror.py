"""This court mirrors the ledgers of other courts: its checked copies, for anybody to read when a court is silent."""

from __future__ import annotations

from django.conf import settings

from tongban.register.adapters.watching import mirrored


def mirror_answer(path: str) -> bytes | None:
    """A file of a copy, in the standard layout below the SHA-256 of the ledger's name; None when there is none."""
    return mirrored(settings.TONGBAN.home, path)

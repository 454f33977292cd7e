"""Proof bundles for people: what anybody checks offline with the ledger's own program."""

from __future__ import annotations

import io
from uuid import UUID

from django.conf import settings

from tongban.register.adapters.ledger import bundle_of
from tongban.register.models import Seal


def bundle(subject: UUID, *, name: str, content: bytes | None = None) -> bytes | None:
    """The bundle for the proven seal of `subject`; None while nothing is proven.

    `content` is the sealed file under its `name`: with it inside, the bundle alone shows whether a byte was changed.
    The same seal gives the same bundle whenever it is asked for. The caller has checked who may have it.
    """
    seal = Seal.objects.filter(subject=subject, proven_at__isnull=False, position__isnull=False).first()
    if seal is None:
        return None
    return bundle_of(
        seal, settings.TONGBAN.home, name=name, content=io.BytesIO(content) if content is not None else None
    )

"""Having the ledger's heads stamped by a time stamp authority, and how that goes."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

import courtlog
from tongban.register.adapters import stamps
from tongban.register.vocabulary import StampsStand

log = logging.getLogger(__name__)


def trust_roots(home: Path, roots: bytes) -> None:
    """Let the time stamps on this court's ledger stand under these roots (PEM) too."""
    stamps.trust(home, roots)


def stamp_once(home: Path, address: str, now: datetime) -> bool:
    """Have the newest head stamped, if entries came since the last stamp; False when that failed, to be tried again.

    No act and no fact: an entry about each stamp would be the reason for the next one.
    """
    failure = ""
    try:
        stamps.stamp_head(home, address)
    except courtlog.CourtlogError as error:
        failure = str(error)
        log.warning("the ledger's head is not time-stamped: %s", failure)
    stamps.note_attempt(home, failure, now)
    return not failure


def stamps_stand() -> StampsStand | None:
    """How the time stamps on the ledger's heads stand; None where this court makes none."""
    return stamps.stand_of(settings.TONGBAN.home)


def stamp_roots() -> bytes | None:
    """The roots (PEM) under which the time stamps of this court's ledger stand; None without any."""
    return stamps.roots_of(settings.TONGBAN.home)

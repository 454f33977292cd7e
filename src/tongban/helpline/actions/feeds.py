"""A person asks for a secret calendar address, has it renewed, or closes it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.frame.acts import Recording, act, locked
from tongban.helpline.events import FeedClosed, FeedOpened
from tongban.helpline.models import CalendarFeed, Notice, NoticeChoice
from tongban.helpline.vocabulary import FEED_LAW, FeedKind
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


def open_feed(kind: FeedKind, *, named: bool, language: str, by: Actor, at: datetime) -> str:
    """Give out a new address, whose secret this returns once; the one before it opens nothing any more.

    `named`: case numbers and causes stand in the titles, and so wherever the calendar is kept.
    """
    secret = secrets.token_urlsafe(32)
    with act(by=by, at=at) as record:
        _close(record, kind)
        row = CalendarFeed.objects.create(
            layer=Layer.OWN,
            holder=by.person,
            kind=kind,
            digest=hashlib.sha256(secret.encode()).hexdigest(),
            named=named,
            language=language,
            opened_at=at,
        )
        record(FeedOpened(feed=row.uid, kind=kind, named=named), under=FEED_LAW)
    return secret


def close_feed(kind: FeedKind, *, by: Actor, at: datetime) -> None:
    """From now on the address opens nothing. Refused when none is open."""
    with act(by=by, at=at) as record:
        if not _close(record, kind):
            raise Refused(Refusal("helpline.no_feed", FEED_LAW))


def erase_ways(record: Recording, person: UUID) -> None:
    """A step of erasure: the person's addresses go, and how the person wanted to be told of what."""
    del record  # proves that an act is open
    for table in (CalendarFeed, Notice, NoticeChoice):
        table.objects.filter(holder=person).delete()


def _close(record: Recording, kind: FeedKind) -> bool:
    row = locked(CalendarFeed.objects.filter(holder=record.by.person, kind=kind, closed_at__isnull=True)).first()
    if row is None:
        return False
    row.closed_at = record.at
    row.save(update_fields=["closed_at"])
    record(FeedClosed(feed=row.uid), under=FEED_LAW)
    return True

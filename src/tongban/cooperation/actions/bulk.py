"""Filing in bulk is taken in where filings live: in the court zone, or on a platform of one zone."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from tongban.cooperation.queries.zones import in_internet_zone
from tongban.filing.actions.bulk import take_in
from tongban.filing.vocabulary.bulk import BatchView
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


def send_table(
    content: BinaryIO, name: str, *, interview: str, key: str, secret: str, by: Actor, at: datetime
) -> BatchView:
    """Take a table in, as `filing.actions.bulk.take_in`. Refused in the internet zone, which keeps no such tables."""
    if in_internet_zone():
        raise Refused(Refusal("filing.bulk_zone", "house rule: filing in bulk"))
    return take_in(content, name, interview=interview, key=key, secret=secret, by=by, at=at)

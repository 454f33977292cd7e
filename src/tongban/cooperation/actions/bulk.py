"""Filing in bulk is done where filings live: in the court zone, or on a platform of one zone; the internet zone passes
tables on.
"""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from tongban.cooperation.actions.zone_bulk import hand_table_in, hand_table_over
from tongban.cooperation.queries.zones import in_internet_zone
from tongban.filing.actions.bulk import hand_in_batch, take_in
from tongban.filing.vocabulary.bulk import BatchView
from tongban.kernel.actor import Actor


def send_table(
    content: BinaryIO, name: str, *, interview: str, key: str, secret: str, by: Actor, at: datetime
) -> BatchView:
    """Take a table in, as `filing.actions.bulk.take_in`; in the internet zone hand it over to the court zone."""
    if in_internet_zone():
        return hand_table_over(content, name, interview=interview, key=key, secret=secret, by=by, at=at)
    return take_in(content, name, interview=interview, key=key, secret=secret, by=by, at=at)


def file_table(table: UUID, *, by: Actor, at: datetime) -> None:
    """Hand in every good row, as `filing.actions.bulk.hand_in_batch`; in the internet zone the court zone is told."""
    if in_internet_zone():
        hand_table_in(table, by=by, at=at)
    else:
        hand_in_batch(table, by=by, at=at)

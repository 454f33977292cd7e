"""How long each part of what is held about a person is kept (个人信息保护法 19): a dated table."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from tongban.privacy.vocabulary import Ends, Held, Period

_TABLE = Path(__file__).resolve().parent.parent / "data" / "retention.csv"


@cache
def periods() -> tuple[Period, ...]:
    """All rows of the table."""
    return tuple(
        Period(
            item=Held(row["item"]),
            ends=Ends(row["ends"]),
            days=int(row["days"]) if row["days"] else None,
            since=row["since"],
            article=row["article"],
            basis=row["basis"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            note=row["note"],
        )
        for row in csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())
    )


def period_of(item: Held, on: date) -> Period:
    """The row in force that day; every part has one."""
    return next(one for one in periods() if one.item is item and one.valid_from <= on <= one.valid_to)


def kept_since(item: Held, at: datetime, on: date) -> datetime | None:
    """What is older than this is erased by the office clock; None for a part that a program never erases."""
    found = period_of(item, on)
    if found.ends is not Ends.BY_ITSELF or found.days is None:
        return None
    return at - timedelta(days=found.days)

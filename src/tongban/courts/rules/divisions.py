"""The divisions of a court (庭、室), and to which one a case belongs by its cause (人民法院组织法 27; 登记立案 12).

Rows under the code of a court are its own and replace those of its level. A case belongs to the division that names
the nearest of its cause and the causes above it; to none where a court has no division for it: then all its judges may
get it, as a small court may have no divisions at all (人民法院组织法 27).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.courts.rules import causes, tables
from tongban.courts.vocabulary import Cause, Court


@dataclass(frozen=True, slots=True)
class Division:
    """A division: `causes` are codes of the list of causes, each with all that stands below it."""

    court: str
    code: str
    name: str
    causes: tuple[str, ...]
    valid_from: date
    valid_to: date
    article: str


@cache
def _table() -> tuple[Division, ...]:
    return tuple(
        Division(
            court=row["court"],
            code=row["code"],
            name=row["name"],
            causes=tuple(row["causes"].split()),
            valid_from=tables.valid_from(row),
            valid_to=tables.valid_to(row),
            article=row["article"],
        )
        for row in tables.rows("divisions.csv")
    )


def divisions_of(court: Court, day: date) -> tuple[Division, ...]:
    """The divisions of `court` on `day`, in the order of the table."""
    valid = [one for one in _table() if one.valid_from <= day <= one.valid_to]
    own = tuple(one for one in valid if one.court == court.code)
    return own or tuple(one for one in valid if one.court == court.level.value)


def division_for(court: Court, cause: str, day: date) -> Division | None:
    """The division of `court` that tries a case of this cause; None where no division names it."""
    found = divisions_of(court, day)
    for code in reversed(cause_line(cause, day)):
        for one in found:
            if code in one.causes:
                return one
    return None


def cause_line(cause: str, day: date) -> tuple[str, ...]:
    """The codes from the first level down to `cause`; the bare code when the list of that day does not hold it."""
    known = causes.cause_on(cause, day)
    return tuple(one.code for one in causes.path(known, day)) if isinstance(known, Cause) else (cause,)

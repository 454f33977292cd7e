"""Who gets a case: chance decides among those whom the rule allows, and anybody can check it afterwards.

法发〔2018〕23号: cases are assigned at random within the fields of work (随机分案为主), by name as the exception; CPL
40-42, 人民法院组织法 27. Each draw of a court tells the SHA-256 of the secret of the next one. A secret is told when it
is used:

    HMAC-SHA256(secret, court | turn | number of the case | office | uids of the pool, each after a "|")

read as a number, modulo the size of the pool, is the place of the person in the pool, which is sorted by uid. So nobody
who registers a case can know or choose the result, and nobody can change it later: see docs/decisions/0028.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary.offices import ALL_DIVISIONS, Candidate, Checked, Draw, LeftOut, Office, Pool

_DATA = Path(__file__).resolve().parent.parent / "data"
_FULL = 100


@dataclass(frozen=True, slots=True)
class _Weight:
    track: str
    causes: frozenset[str]
    weight: int
    first: date
    last: date


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


def _days(row: dict[str, str]) -> tuple[date, date]:
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
    return date.fromisoformat(row["valid_from"]), last


@cache
def _weights() -> tuple[_Weight, ...]:
    return tuple(
        _Weight(row["track"], frozenset(row["causes"].split()), int(row["weight"]), *_days(row))
        for row in _rows("case_weights.csv")
    )


def weight_of(track: str, causes: Collection[str], day: date) -> int:
    """What a case weighs, in tenths of a simplified case; `causes`: its cause and those above it."""
    for row in _weights():
        holds = row.first <= day <= row.last and row.track in ("*", track)
        if holds and row.causes.intersection(("*", *causes)):
            return row.weight
    return _weights()[-1].weight


@cache
def _tolerances() -> tuple[tuple[frozenset[str], int, date, date], ...]:
    return tuple(
        (frozenset(row["courts"].split()), int(row["tolerance"]), *_days(row)) for row in _rows("case_drawing.csv")
    )


def tolerance_of(court: str, day: date) -> int:
    """By how much the load of somebody in a draw may be above the least, in tenths of a simplified case."""
    found = (most for courts, most, first, last in _tolerances() if first <= day <= last and courts & {"*", court})
    return next(found, 0)


def pool_of(candidates: Sequence[Candidate], division: str, causes: Collection[str], *, tolerance: int) -> Pool:
    """Between whom chance decides, and why not the others.

    `division`: of the case, "" when the court has none for it; `causes`: its cause and those above it. Those posted to
    the division come first, else those posted to none; when nobody of them may get the case, the whole court is looked
    at. Whoever is posted to all of the court gets cases of each division. A conflict keeps somebody out in any case.
    """
    to_all = {one.person for one in candidates if ALL_DIVISIONS in one.divisions}
    posted = {one.person for one in candidates if division and division in one.divisions}
    nowhere = {one.person for one in candidates if not one.divisions}
    found = _narrowed(candidates, to_all | (posted or nowhere), causes, tolerance)
    if found.persons:
        return found
    wide = _narrowed(candidates, {one.person for one in candidates}, causes, tolerance)
    return Pool(wide.persons, wide.left_out, widened=bool(wide.persons))


def _narrowed(candidates: Sequence[Candidate], within: set[UUID], causes: Collection[str], tolerance: int) -> Pool:
    out: dict[UUID, LeftOut] = {}
    for one in candidates:
        if one.barred:
            out[one.person] = LeftOut.CONFLICT
        elif one.person not in within:
            out[one.person] = LeftOut.OTHER_DIVISION
        elif one.away:
            out[one.person] = LeftOut.AWAY
        elif one.share <= 0:
            out[one.person] = LeftOut.NO_NEW_CASES
    left = [one for one in candidates if one.person not in out]
    special = [one for one in left if one.causes.intersection(causes)]
    general = special or [one for one in left if not one.causes] or left
    out |= {one.person: LeftOut.OTHERS_SPECIALISED for one in left if one not in general}
    least = min((_carried(one) for one in general), default=0)
    out |= {one.person: LeftOut.LOADED for one in general if _carried(one) > least + tolerance}
    persons = sorted((one.person for one in general if one.person not in out), key=str)
    return Pool(tuple(persons), tuple(sorted(out.items(), key=lambda item: str(item[0]))))


def _carried(one: Candidate) -> int:
    """The load as if the person worked full time."""
    return one.load * _FULL // one.share


def promise_of(secret: str) -> str:
    """What is told of a secret before it is used."""
    return hashlib.sha256(bytes.fromhex(secret)).hexdigest()


def chosen(court: str, turn: int, number: str, office: Office, pool: Sequence[UUID], secret: str) -> UUID:
    """Whom the draw gives the office; the pool is sorted and not empty."""
    told = "|".join((court, str(turn), number, office.value, *map(str, pool)))
    drawn = hmac.new(bytes.fromhex(secret), told.encode(), hashlib.sha256).digest()
    return pool[int.from_bytes(drawn) % len(pool)]


def check_draw(draw: Draw) -> Checked:
    """Whether the draw gave the office to whom it had to."""
    try:
        right = draw.person == chosen(draw.court, draw.turn, draw.number, draw.office, draw.pool, draw.secret)
        kept = not draw.promise or promise_of(draw.secret) == draw.promise
    except (ValueError, ZeroDivisionError):
        return Checked.WRONG
    if not right or not kept or list(draw.pool) != sorted(draw.pool, key=str):
        return Checked.WRONG
    return Checked.RIGHT if draw.promise else Checked.NOT_PROMISED


def check_told(told: Mapping[str, Any]) -> Checked:
    """The same of a draw as a sheet tells it, whichever platform wrote it."""
    try:
        return check_draw(Draw.told(told))
    except (AttributeError, KeyError, TypeError, ValueError):
        return Checked.WRONG

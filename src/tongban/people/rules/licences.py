"""Licences of lawyers and legal workers: numbers, and who may practise on a day (CPL 61; 律师法; 民诉法解释 88).

What a number means and what a kind of licence needs are dated tables with their sources.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tongban.courts.law import provinces
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal
from tongban.people.rules.companions import birthday
from tongban.people.vocabulary.licences import Licence, LicenceKind, LicenceStatus

_DATA = Path(__file__).resolve().parent.parent / "data"
_FIRST_YEAR = 1979
"""In which lawyers were licensed again."""


@dataclass(frozen=True, slots=True)
class Part:
    """Signs `first` to `last` of a number, what they mean, and what may stand there."""

    first: int
    last: int
    meaning: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a kind of licence needs. Articles stand under the names of what they are about.

    `firm_code`: how the firm's credit code begins; `assessed_by`: the day (month, day) by which the check of the
    year before is made; `letter`: the firm's paper for a case; `office_years`: how long after leaving a court's staff
    nobody practises so, 0 when at once.
    """

    kind: LicenceKind
    firm_code: str
    assessed_by: tuple[int, int]
    practise: str
    suspended: str
    ended: str
    expired: str
    check: str
    letter: str
    office_years: int
    office: str
    valid_from: date
    valid_to: date


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


@cache
def number_parts(kind: LicenceKind) -> tuple[Part, ...]:
    """The parts of a number of this kind, in order."""
    return tuple(
        Part(int(row["first"]), int(row["last"]), row["meaning"], row["pattern"])
        for row in _rows("licence_numbers.csv")
        if row["kind"] == kind
    )


@cache
def _conditions() -> tuple[Conditions, ...]:
    articles = ("practise", "suspended", "ended", "expired", "check", "letter", "firm_code", "office")
    return tuple(
        Conditions(
            kind=LicenceKind(row["kind"]),
            assessed_by=(int(row["assessed_by"][:2]), int(row["assessed_by"][3:])),
            office_years=int(row["office_years"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            **{name: row[name] for name in articles},
        )
        for row in _rows("licence_conditions.csv")
    )


def conditions(kind: LicenceKind, on: date) -> Conditions:
    """What a licence of this kind needs that day; before the first row's validity, what that row says."""
    rows = [one for one in _conditions() if one.kind is kind]
    return next((one for one in rows if one.valid_from <= on <= one.valid_to), rows[0])


def check_number(kind: LicenceKind, number: str, *, today: date) -> Refusal | None:
    """Why this can be no number of such a licence: the first part that is not as it must be."""
    law = conditions(kind, today).practise
    parts = number_parts(kind)
    if len(parts) == 1:
        few, most = re.findall(r"\d+", parts[0].pattern)
        right = number.isascii() and number.isdecimal() and int(few) <= len(number) <= int(most)
        facts = (("few", few), ("most", most))
        return None if right else Refusal("people.worker_number_form", law, ("number",), facts)
    length = parts[-1].last
    if not (number.isascii() and number.isdecimal() and len(number) == length):
        return Refusal("people.licence_number_form", law, ("number",), (("length", str(length)),))
    for part in parts:
        signs = number[part.first - 1 : part.last]
        if not _may_stand(part.pattern, signs, today):
            where = (("first", str(part.first)), ("last", str(part.last)), ("typed", signs))
            return Refusal("people.licence_number_part", law, ("number",), where)
    return None


def _may_stand(pattern: str, signs: str, today: date) -> bool:
    match pattern:
        case "province":
            return signs in provinces()
        case "year":
            return _FIRST_YEAR <= int(signs) <= today.year
        case _:
            return re.fullmatch(pattern, signs) is not None


def practising(licence: Licence, on: date) -> list[Refusal]:
    """Everything that keeps the holder from acting that day; nothing when the holder may practise."""
    need, found = conditions(licence.kind, on), []
    begun = licence.status_since is None or licence.status_since <= on
    if licence.status in {LicenceStatus.REVOKED, LicenceStatus.CANCELLED} and begun:
        found.append(Refusal("people.licence_ended", need.ended, (), (("name", licence.name),)))
    if licence.status is LicenceStatus.SUSPENDED and begun and on <= (licence.status_until or date.max):
        until = licence.status_until.isoformat() if licence.status_until else "—"
        found.append(
            Refusal("people.licence_suspended", need.suspended, (), (("name", licence.name), ("until", until)))
        )
    if licence.valid_until is not None and licence.valid_until < on:
        facts = (("name", licence.name), ("until", licence.valid_until.isoformat()))
        found.append(Refusal("people.licence_expired", need.expired, (), facts))
    year = checked_year(need, on)
    if licence.granted.year <= year and licence.assessed < year:
        found.append(
            Refusal("people.licence_not_checked", need.check, (), (("name", licence.name), ("year", str(year))))
        )
    if licence.granted > on:
        facts = (("name", licence.name), ("day", licence.granted.isoformat()))
        found.append(Refusal("people.licence_not_yet", need.practise, (), facts))
    return found


def after_office(kind: LicenceKind, name: str, left: date | None, on: date) -> Refusal | None:
    """Why who served at a court does not practise that day: `left` it too lately, or never (None) (回避规定 8(1))."""
    need = conditions(kind, on)
    if not need.office_years or (left is not None and birthday(left, need.office_years) <= on):
        return None
    return Refusal("people.licence_after_office", need.office, (), (("name", name), ("years", str(need.office_years))))


def checked_year(need: Conditions, on: date) -> int:
    """The newest year whose annual check must have been made by that day."""
    return on.year - 1 if (on.month, on.day) > need.assessed_by else on.year - 2


def is_holders(licence: Licence, name: str, id_number: str) -> Refusal | None:
    """Why a licence is not this person's: another name, or another identity number where both are known."""
    law = conditions(licence.kind, date.max).practise
    if name_form(licence.name) != name_form(name):
        return Refusal("people.licence_of_another", law, ("number",))
    other = licence.id_number and id_number and licence.id_number != id_number
    return Refusal("people.licence_of_another", law, ("number",)) if other else None

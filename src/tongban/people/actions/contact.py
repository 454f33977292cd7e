"""A person corrects how the court reaches her (个人信息保护法 46); what she disputes to have told counts no more."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.events import ContactCorrected, ContactReturned
from tongban.people.models import Person
from tongban.people.queries.disputes import told_in_doubt
from tongban.people.rules.disputes import LAW as DISPUTES

LAW = "个人信息保护法 46"
_FIELDS = ("phone", "email", "address")
_Told = list[tuple[str, dict[str, str]]]
"""When something was told, "" for what was there before, and what has counted from then on."""


def correct_contact(*, phone: str, email: str, address: str, by: Actor, at: datetime) -> None:
    """Put the person's telephone, e-mail and address for letters right; nothing happens when nothing changed.

    What stands in the file of a case stays as it was handed in: a new address for service there is told to its court.
    """
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        row = locked(Person.objects.filter(uid=by.person)).get()
        before, now, told = _contact(row), {"phone": phone, "email": email, "address": address}, _told(row)
        if before == now:
            raise NothingToDo
        if not told or told[-1][1] != before:
            told.append(("", before))
        _set(row, now, [*told, (at.isoformat(), now)])
        changed = tuple(name for name in _FIELDS if now[name] != before[name])
        record(ContactCorrected(person=by.person, fields=changed), under=LAW)


def recount_contact(record: Recording, person: UUID) -> None:
    """A step: of what was told the newest counts that no open or upheld dispute puts in doubt (在线诉讼规则 7(2)).

    Whoever took the account would be told what the court tells the person. Nothing is forgotten, so that what turns out
    to be her own word counts again. What was told otherwise since, at a counter, stays.
    """
    row = locked(Person.objects.filter(uid=person)).first()
    told = _told(row) if row else []
    if row is None or _contact(row) not in [what for _at, what in told]:
        return
    before = _contact(row)
    now = next(what for at, what in reversed(told) if not at or not told_in_doubt(person, datetime.fromisoformat(at)))
    if now == before:
        return
    _set(row, now, told)
    changed = tuple(name for name in _FIELDS if now[name] != before[name])
    record(ContactReturned(person=person, fields=changed), under=DISPUTES)


def _contact(row: Person) -> dict[str, str]:
    return {name: getattr(row, name) for name in _FIELDS}


def _told(row: Person) -> _Told:
    return [(at, what) for at, what in json.loads(row.contact_told or "[]")]


def _set(row: Person, now: dict[str, str], told: _Told) -> None:
    for name, value in now.items():
        setattr(row, name, value)
    row.contact_told = json.dumps(told, ensure_ascii=False)
    row.save(update_fields=[*_FIELDS, "contact_told"])

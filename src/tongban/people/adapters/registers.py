"""The online registers that a court may ask, spoken to in HTTP and JSON: licences, and organisations by their code.

`GET /licences/NUMBER` gives `licence`, null or an object with the columns of the list of licences, and `reference`.
`GET /organisations/CODE` gives `organisation`, null or an object with `code`, `name`, `representative`, `dissolved`,
and `reference`. `POST /organisations/CODE/representative` with `name` and `id_number` gives `same`: whether this is
the legal representative; the register's own number of that person never comes to the court.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from tongban.kernel.refusal import Refused
from tongban.people.adapters.talking import asked, client, silence
from tongban.people.rules.licence_files import COLUMNS, read_licences
from tongban.people.vocabulary import OutsideService, PersonView
from tongban.people.vocabulary.licences import Licence, OrganisationRecord


def licence(service: OutsideService, number: str, *, today: date) -> tuple[Licence | None, str]:
    """The licence of this number, None when there is none, and the register's reference to its answer.

    Refused as silence when it does not answer, or with what is no licence, or with another one.
    """
    with client(service.key) as line:
        found = asked(line, "GET", f"{service.address}/licences/{number}")
    told = found.get("licence")
    if told is None and "licence" in found:
        return None, _reference(found)
    read = read_licences(_table(told), today=today) if isinstance(told, dict) else []
    if not isinstance(read, tuple) or read[0].number != number:
        raise Refused(silence(service.address))
    return read[0], _reference(found)


def organisation(service: OutsideService, code: str) -> OrganisationRecord | None:
    """The organisation of this code; None when there is none. Refused as silence for any other answer."""
    with client(service.key) as line:
        found = asked(line, "GET", f"{service.address}/organisations/{code}")
    told = found.get("organisation")
    if told is None and "organisation" in found:
        return None
    words = ("code", "name", "representative")
    if not isinstance(told, dict) or not all(isinstance(told.get(one), str) for one in words):
        raise Refused(silence(service.address))
    if told["code"] != code or not isinstance(told.get("dissolved"), bool):
        raise Refused(silence(service.address))
    return OrganisationRecord(**{one: told[one] for one in (*words, "dissolved")}, reference=_reference(found))


def heads(service: OutsideService | None, code: str, person: PersonView) -> bool | None:
    """Whether the register has this person as the organisation's legal representative; None: nobody could be asked."""
    if service is None or not person.id_number:
        return None
    try:
        return _same(service, code, name=person.name, id_number=person.id_number)
    except Refused:
        return None


def _same(service: OutsideService, code: str, *, name: str, id_number: str) -> bool:
    with client(service.key) as line:
        wanted = {"name": name, "id_number": id_number}
        found = asked(line, "POST", f"{service.address}/organisations/{code}/representative", wanted)
    if not isinstance(found.get("same"), bool):
        raise Refused(silence(service.address))
    return bool(found["same"])


def _table(told: Mapping[str, Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, [str(told.get(column, "")) for column in COLUMNS]])
    return text.getvalue().encode()


def _reference(found: Mapping[str, Any]) -> str:
    return str(found.get("reference", ""))[:100]

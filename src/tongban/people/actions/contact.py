"""A person corrects how the court reaches her (个人信息保护法 46)."""

from __future__ import annotations

from datetime import datetime

from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.events import ContactCorrected
from tongban.people.models import Person

LAW = "个人信息保护法 46"


def correct_contact(*, phone: str, email: str, address: str, by: Actor, at: datetime) -> None:
    """Put the person's telephone, e-mail and address for letters right; nothing happens when nothing changed.

    What stands in the file of a case stays as it was handed in: a new address for service there is told to its court.
    """
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        row = locked(Person.objects.filter(uid=by.person)).get()
        told = {"phone": phone, "email": email, "address": address}
        changed = [name for name, value in told.items() if getattr(row, name) != value]
        if not changed:
            raise NothingToDo
        for name in changed:
            setattr(row, name, told[name])
        row.save(update_fields=changed)
        record(ContactCorrected(person=by.person, fields=tuple(changed)), under=LAW)

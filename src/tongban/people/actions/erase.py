"""Steps of erasure (个人信息保护法 47): the account and the identity of a person whom no court needs to know."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q

from tongban.frame.acts import Recording, locked
from tongban.people.actions.companions import leave, named_leave
from tongban.people.models import Account, Companion, Correction, IdentityProof, OutsideLogin, Person

_LAW = "个人信息保护法 47"
BATCH = 200
"""Rows erased in one act (house.md: a transaction of at most 50 ms)."""


def erase_account(record: Recording, person: UUID) -> None:
    """The account goes with every way to sign in, every session and every token; the login name is free again.

    Whoever the person named to act beside her leaves; a guardian or a head stands there by law.
    """
    named_leave(record, person, under=_LAW)
    accounts = locked(Account.objects.filter(person__uid=person))
    OutsideLogin.objects.filter(account__in=accounts).delete()
    accounts.delete()


def erase_identity(record: Recording, person: UUID) -> None:
    """Names, number, birth, telephone, e-mail and address go, and what checks saw; who stood beside the person leaves.

    The row itself stays: entries of the register name its number, which now belongs to nobody.
    """
    row = locked(Person.objects.filter(uid=person)).get()
    row.name = row.id_kind = row.id_number = row.phone = row.email = row.address = row.division = ""
    row.name_latin = row.nationality = row.contact_told = ""
    row.born, row.asks_help = None, False
    row.save()
    IdentityProof.objects.filter(person=row).update(evidence="")
    for one in Correction.objects.filter(person=row):
        one.name = one.id_kind = one.id_number = one.evidence = one.reason = ""
        one.name_before = one.id_kind_before = one.id_number_before = ""
        one.save()
    leave(record, Companion.objects.filter(Q(person=row) | Q(companion=row)), under=_LAW)


def erase_sessions_before(record: Recording, before: datetime) -> int:
    """Sessions that ended before this time of the machine, and what was noted of their devices; returns how many."""
    del record  # proves that an act is open
    keys = list(Session.objects.filter(expire_date__lt=before).values_list("session_key", flat=True)[:BATCH])
    UserSession.objects.filter(session_key__in=keys).delete()
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)

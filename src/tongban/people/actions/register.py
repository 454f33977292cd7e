"""Making persons, accounts and appointments known: steps of other acts, and acts for the operator."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from tongban.access.vocabulary import Layer
from tongban.frame.acts import Recording, locked
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.ids import new_id
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.events import (
    AccessRenewed,
    AccountOpened,
    Appointed,
    AppointmentEnded,
    IdentityCheckFailed,
    IdentityProven,
    PersonRegistered,
)
from tongban.people.models import Account, Appointment, IdentityProof, OutsideLogin, Person
from tongban.people.queries import account_exists, person_by_identity, person_view
from tongban.people.rules.ways import most_by
from tongban.people.vocabulary import PersonView, ProofMethod, Role

_BASIS = "在线诉讼规则 7(1)"


def owner_of_paper(record: Recording, id_kind: str, id_number: str) -> PersonView | None:
    """A step: the person with this identity paper, or None; until the act ends nobody becomes known by it elsewhere.

    There is no row to lock before there is a person, so PostgreSQL locks the paper; SQLite holds the whole database.
    """
    del record  # proves that an act is open
    if connection.vendor == "postgresql":
        digest = Person._meta.get_field("id_number_index").digests(id_number)[0]
        paper = int.from_bytes(sha256(f"{id_kind} {digest}".encode()).digest()[:8], signed=True)
        with connection.cursor() as line:
            line.execute("SELECT pg_advisory_xact_lock(%s)", [paper])
    return person_by_identity(id_kind, id_number)


def let_go_of_paper(record: Recording, person: UUID) -> None:
    """A step: a number that the person had claimed and nobody compared turned out to be another's."""
    row = locked(Person.objects.filter(uid=person)).get()
    row.id_number = ""
    row.save(update_fields=["id_number"])
    prove_identity(record, person=person, method=ProofMethod.COUNTER, level=IdentityLevel.NONE, passed=False)


def register_person(  # noqa: PLR0913 - the fields of an identity paper
    record: Recording,
    *,
    name: str,
    kind: str,
    platform: str,
    uid: UUID | None = None,
    id_kind: str = "",
    id_number: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    division: str = "",
    name_latin: str = "",
    nationality: str = "",
    born: date | None = None,
) -> PersonView:
    """A step: make a person known, or find the one with this uid and bring the contact data up to date.

    Refused when the uid belongs to a person of another platform than `platform`: only that one speaks for the person.
    """
    uid = uid or new_id()
    known = Person.objects.filter(uid=uid).first()
    contact = {"phone": phone, "email": email, "address": address, "division": division}
    if known is not None:
        if known.platform != platform:
            raise Refused(Refusal("people.of_another_platform", _BASIS))
        told = {key: value for key, value in contact.items() if value}
        for key, value in told.items():
            setattr(known, key, value)
        known.save(update_fields=told)
        return person_view(known)
    person = Person.objects.create(
        uid=uid,
        layer=Layer.OWN,
        holder=uid,
        name=name,
        kind=kind,
        platform=platform,
        id_kind=id_kind,
        id_number=identity_form(id_number),
        name_latin=name_latin,
        nationality=nationality,
        born=born,
        **contact,
    )
    record(PersonRegistered(person=uid, kind=kind, platform=platform), under=_BASIS)
    return person_view(person)


def open_account(
    record: Recording, *, person: UUID, login: str, password: str | None, language: str = "zh-hans"
) -> Account:
    """A step: open an account for `person`; a taken login name is refused. Without a password, a passkey opens it."""
    if account_exists(login):
        raise Refused(Refusal("people.login_taken", _BASIS, ("login",)))
    owner = Person.objects.get(uid=person)
    account = Account(login=login, person=owner, language=language)
    account.set_password(password or None)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(Refusal("people.login_taken", _BASIS, ("login",))) from taken
    record(AccountOpened(person=person), under=_BASIS)
    return account


def renew_access(record: Recording, *, person: UUID, password: str) -> str:
    """A step: a new password for the person's account; sessions under the old one end. Returns the login name.

    Passkeys, code generators and links to providers end, too: whoever lost the device has no other way in, and a finder
    or thief gets none.
    """
    account = Account.objects.get(person__uid=person)
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    OutsideLogin.objects.filter(account=account).delete()
    record(AccessRenewed(person=person), under=_BASIS)
    return account.login


def prove_identity(
    record: Recording,
    *,
    person: UUID,
    method: ProofMethod,
    level: IdentityLevel,
    court: str = "",
    passed: bool = True,
    evidence: str = "",
) -> None:
    """A step: note that a person's identity was checked, how, by whom, with which result and which evidence.

    A way that proves less for this kind of paper than `level` gives what it proves (`data/identity_ways.csv`).
    """
    whom = Person.objects.get(uid=person)
    level = most_by(whom.id_kind, method, level)
    IdentityProof.objects.create(
        person=whom,
        method=method,
        level=level if passed else IdentityLevel.NONE,
        at=record.at,
        checked_by=record.by.person,
        court=court,
        passed=passed,
        evidence=evidence,
    )
    if passed:
        record(IdentityProven(person=person, method=method, level=level, evidence=evidence), under=_BASIS)
    else:
        record(IdentityCheckFailed(person=person, method=method, evidence=evidence), under=_BASIS)


def end_appointment(record: Recording, *, person: UUID, role: Role, court: str) -> None:
    """A step: the person holds the function at the court no longer."""
    running = Appointment.objects.filter(person__uid=person, role=role, court=court)
    running.filter(Q(until=None) | Q(until__gt=record.at)).update(until=record.at)
    record(
        AppointmentEnded(person=person, role=role, court=court), under="house rule: the court's register of functions"
    )


def appoint(record: Recording, *, person: UUID, role: Role, court: str, until: datetime | None = None) -> Appointment:
    """A step: give a person a function at a court, for good or `until` (exclusive)."""
    row = Appointment.objects.create(
        person=Person.objects.get(uid=person), role=role, court=court, since=record.at, until=until
    )
    record(Appointed(person=person, role=role, court=court), under="house rule: the court's register of functions")
    return row

"""Reading people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tongban.kernel.actor import IdentityLevel
from tongban.people.models import Account, Appointment, IdentityProof, Person
from tongban.people.vocabulary import PersonView


def person_view(person: Person) -> PersonView:
    """The person as other floors read one."""
    return PersonView(
        uid=person.uid,
        kind=person.kind,
        name=person.name,
        id_kind=person.id_kind,
        id_number=person.id_number,
        phone=person.phone,
        email=person.email,
        address=person.address,
        division=person.division,
        platform=person.platform,
    )


def person_by_uid(uid: UUID) -> PersonView | None:
    """The person with this uid, or None."""
    person = Person.objects.filter(uid=uid).first()
    return person_view(person) if person else None


def names_of(uids: set[UUID]) -> dict[UUID, str]:
    """Names for pages that have checked who may see them."""
    return dict(Person.objects.filter(uid__in=uids).values_list("uid", "name"))


def person_of_account(account: Account) -> PersonView:
    """Whose account it is."""
    return person_view(account.person)


def person_by_identity(id_kind: str, id_number: str) -> PersonView | None:
    """The person registered here with this identity paper, or None."""
    person = Person.objects.filter(id_kind=id_kind, id_number=id_number).exclude(id_number="").first()
    return person_view(person) if person else None


def account_exists(login: str) -> bool:
    """True when the login name is taken."""
    return Account.objects.filter(login__iexact=login).exists()


def appointments_of(person: UUID, *, at: datetime) -> frozenset[tuple[str, str]]:
    """(role, court code) of each function in force at `at`."""
    rows = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=at), person__uid=person, since__lte=at)
    return frozenset(rows.values_list("role", "court"))


def staff_of(court: str, role: str, *, at: datetime) -> list[PersonView]:
    """Who holds `role` at `court`, by uid."""
    rows = Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at), court=court, role=role, since__lte=at
    ).select_related("person")
    return [person_view(row.person) for row in rows.order_by("id")]


def identity_level(person: UUID) -> IdentityLevel:
    """The surest level ever proven for this person; with an account and no proof, `account`."""
    levels = [IdentityLevel(level) for level in IdentityProof.objects.filter(person__uid=person).values_list("level", flat=True)]
    if Account.objects.filter(person__uid=person, is_active=True).exists():
        levels.append(IdentityLevel.ACCOUNT)
    return max(levels, key=lambda level: level.rank, default=IdentityLevel.NONE)

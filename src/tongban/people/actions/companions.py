"""Somebody acts beside a person: a relative whom the person named, or a minor's guardian, noted at a counter."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.counter import COUNTER
from tongban.people.events import CompanionLeft, CompanionNamed
from tongban.people.models import Companion, Person
from tongban.people.queries import companion_of, identity_level, person_by_login, person_by_uid
from tongban.people.rules.companions import GUARDIANS, LAW, check_guardian, check_helper, help_ends, of_age_on
from tongban.people.vocabulary import Beside, PersonView


def name_helper(login: str, days: int, *, by: Actor, at: datetime) -> UUID:
    """The acting person lets the owner of `login` act beside her for so many days; each act will name both.

    Refused: no such account, oneself, too long, named already. Only the person herself names one.
    """
    if by.person is None or by.helper is not None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        helper = _owner(login, by.person)
        require(check_helper(days))
        return _named(record, by.person, helper, Beside.HELPER, help_ends(at, days))


def note_guardian(minor: UUID, login: str, *, by: Actor, at: datetime) -> UUID:
    """A clerk notes from the papers whose guardian the owner of `login` is; it ends when the minor comes of age.

    Refused: not at a counter, not a minor, the guardian a minor or never seen at a counter.
    """
    if by.role not in COUNTER or not by.court:
        raise Refused(Refusal("people.not_your_function", "house rule: the court's register of functions"))
    with act(by=by, at=at) as record:
        child = person_by_uid(minor)
        if child is None:
            raise Refused(Refusal("people.no_such_person", "在线诉讼规则 38"))
        guardian = _owner(login, minor)
        adult_on, today = of_age_on(child.id_kind, child.id_number), timezone.localtime(at).date()
        require(check_guardian(adult_on, of_age_on(guardian.id_kind, guardian.id_number), today))
        if identity_level(guardian.uid) is not IdentityLevel.COUNTER:
            raise Refused(Refusal("people.guardian_not_seen", GUARDIANS, ("login",)))
        assert adult_on is not None  # noqa: S101 - the rule has found a minor
        return _named(record, minor, guardian, Beside.GUARDIAN, timezone.make_aware(datetime.combine(adult_on, time())))


def part(companion: UUID, *, by: Actor, at: datetime) -> None:
    """End it: a helper by either of the two, a guardianship at a counter only. Refused when it is not theirs to end."""
    with act(by=by, at=at) as record:
        row = locked(
            Companion.objects.filter(uid=companion, until__gt=at).select_related("person", "companion")
        ).first()
        if row is None or not _may_part(row, by):
            raise Refused(Refusal("people.no_such_companion", LAW))
        row.until = at
        row.save(update_fields=["until"])
        record(CompanionLeft(person=row.person.uid, companion=row.companion.uid, kind=row.kind), under=LAW)


def _may_part(row: Companion, by: Actor) -> bool:
    if row.kind == Beside.GUARDIAN:
        return by.role in COUNTER and bool(by.court)
    return by.helper is None and by.person in {row.person.uid, row.companion.uid}


def _owner(login: str, person: UUID) -> PersonView:
    owner = person_by_login(login.strip())
    if owner is None:
        raise Refused(Refusal("people.no_such_login", LAW, ("login",)))
    if owner.uid == person:
        raise Refused(Refusal("people.beside_oneself", LAW, ("login",)))
    return owner


def _named(record: Recording, person: UUID, companion: PersonView, kind: Beside, until: datetime) -> UUID:
    if companion_of(person, companion.uid, at=record.at) is not None:
        raise Refused(Refusal("people.beside_already", LAW, ("login",)))
    row = Companion.objects.create(
        person=Person.objects.get(uid=person),
        companion=Person.objects.get(uid=companion.uid),
        kind=kind,
        since=record.at,
        until=until,
    )
    told = CompanionNamed(person=person, companion=companion.uid, kind=kind, until=until)
    record(told, under=GUARDIANS if kind is Beside.GUARDIAN else LAW)
    return row.uid

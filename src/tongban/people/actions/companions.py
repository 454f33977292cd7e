"""Somebody acts beside a person: a relative, a minor's guardian, an organisation's head or member."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.counter import COUNTER, may_attest
from tongban.people.adapters import registers
from tongban.people.events import CompanionLeft, CompanionNamed, EaseStated, MemberRightsSet
from tongban.people.models import Companion, Person
from tongban.people.queries import companion_of, identity_level, person_by_login, person_by_uid
from tongban.people.rules.companions import (
    GUARDIANS,
    HEAD_DAYS,
    HEADS,
    LAW,
    check_ground,
    check_guardian,
    check_helper,
    help_ends,
    of_age_on,
)
from tongban.people.rules.levels import MEMBERS, check_rights
from tongban.people.vocabulary import (
    BY_LAW,
    Beside,
    GuardianGround,
    MemberRight,
    OutsideService,
    PersonKind,
    PersonView,
)


def name_helper(login: str, days: int, *, rights: Collection[str] = (), by: Actor, at: datetime) -> UUID:
    """The acting person lets the owner of `login` act beside her for so many days; each act will name both.

    For an organisation its head does so, and who is named is a member with these `rights`; without any it may read.
    Refused: no such account, oneself, too long, named already, somebody beside the person who is not the head.
    """
    if by.person is None or not _speaks(by.person, by, at):
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        person = _known(by.person)
        helper = _owner(login, person.uid)
        require([*check_helper(days), *check_rights(rights)])
        if person.kind == PersonKind.NATURAL:
            return named_beside(record, person.uid, helper, Beside.HELPER, help_ends(at, days))
        uid = named_beside(record, person.uid, helper, Beside.MEMBER, help_ends(at, days))
        _give(record, Companion.objects.get(uid=uid), rights)
        return uid


def set_rights(member: UUID, rights: Collection[str], *, by: Actor, at: datetime) -> None:
    """The head of an organisation says what its member may do for it from now on; nothing: it reads.

    Refused: no such member of it, somebody beside the organisation who is not its head, no such right.
    """
    with act(by=by, at=at) as record:
        rows = Companion.objects.filter(uid=member, kind=Beside.MEMBER, until__gt=at).select_related(
            "person", "companion"
        )
        row = locked(rows).first()
        if row is None or not _speaks(row.person.uid, by, at):
            raise Refused(Refusal("people.no_such_companion", LAW))
        require(check_rights(rights))
        if set(row.rights) == set(rights):
            raise NothingToDo
        _give(record, row, rights)


def _give(record: Recording, row: Companion, rights: Collection[str]) -> None:
    """A step: the member has these rights, and no others."""
    row.rights = [right.value for right in MemberRight if right in set(rights)]
    row.save(update_fields=["rights"])
    fact = MemberRightsSet(person=row.person.uid, companion=row.companion.uid, rights=tuple(row.rights))
    record(fact, under=MEMBERS)


def state_ease(*, wanted: bool, by: Actor, at: datetime) -> None:
    """The acting person says whether she wants the assisted way; to say it twice changes nothing."""
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        row = locked(Person.objects.filter(uid=by.person)).get()
        if row.asks_help == wanted:
            raise NothingToDo
        row.asks_help = wanted
        row.save(update_fields=["asks_help"])
        record(EaseStated(person=by.person, wanted=wanted), under=LAW)


def note_representative(
    person: UUID,
    login: str,
    *,
    ground: str = GuardianGround.PARENT,
    paper: str = "",
    service: OutsideService | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """A clerk notes from the papers who acts by law: a minor's guardian until majority, or an organisation's head.

    `ground` says why somebody is guardian, `paper` names the paper shown. `service` is asked whether a head is the
    legal representative: where it says no, the letter of the organisation (法定代表人身份证明书) is asked for. Refused:
    not at a counter, no minor, a guardian who is one or shows no ground, a head who is no natural person or brings no
    letter, somebody who was never seen at a counter.
    """
    require(may_attest(by))
    whom, owner = _known(person), _owner(login, person)
    require(may_attest(by, person, owner.uid))
    if (
        whom.kind != PersonKind.NATURAL
        and not paper.strip()
        and registers.heads(service, whom.id_number, owner) is False
    ):
        raise Refused(Refusal("people.head_needs_letter", HEADS, ("paper",)))
    with act(by=by, at=at) as record:
        kind, until = _by_law(whom, owner, at)
        if kind is Beside.GUARDIAN:
            require(check_ground(ground, paper))
            paper = f"{GuardianGround(ground).term} {paper}"
        if identity_level(owner.uid) is not IdentityLevel.COUNTER:
            raise Refused(Refusal("people.guardian_not_seen", GUARDIANS, ("login",)))
        if kind is Beside.HEAD:
            return head_follows(record, person, owner, until, paper.strip()[:120])
        return named_beside(record, person, owner, kind, until, paper.strip()[:120])


def _by_law(whom: PersonView, owner: PersonView, at: datetime) -> tuple[Beside, datetime]:
    """In which capacity, and until when."""
    if whom.kind != PersonKind.NATURAL:
        if owner.kind != PersonKind.NATURAL:
            raise Refused(Refusal("people.head_is_no_person", HEADS, ("login",)))
        return Beside.HEAD, help_ends(at, HEAD_DAYS)
    adult_on, today = of_age_on(whom.born), timezone.localtime(at).date()
    require(check_guardian(adult_on, of_age_on(owner.born), today))
    assert adult_on is not None  # noqa: S101 - the rule has found a minor
    return Beside.GUARDIAN, timezone.make_aware(datetime.combine(adult_on, time()))


def part(companion: UUID, *, by: Actor, at: datetime) -> None:
    """End it: what stands by law at a counter only, else by either of the two. Refused when it is not theirs to end."""
    with act(by=by, at=at) as record:
        row = locked(
            Companion.objects.filter(uid=companion, until__gt=at).select_related("person", "companion")
        ).first()
        if row is None or not _may_part(row, by, at):
            raise Refused(Refusal("people.no_such_companion", LAW))
        leave(record, Companion.objects.filter(id=row.id), under=LAW)


def _may_part(row: Companion, by: Actor, at: datetime) -> bool:
    if row.kind in BY_LAW:
        return by.role in COUNTER and bool(by.court)
    leaves = by.helper is None and by.person == row.companion.uid
    return leaves or _speaks(row.person.uid, by, at)


def _speaks(person: UUID, by: Actor, at: datetime) -> bool:
    """Whether it is the person herself who acts, or the head of the organisation that the person is."""
    if by.person != person:
        return False
    return by.helper is None or companion_of(person, by.helper, at=at) is Beside.HEAD


def _known(person: UUID) -> PersonView:
    found = person_by_uid(person)
    if found is None:
        raise Refused(Refusal("people.no_such_person", "在线诉讼规则 38"))
    return found


def _owner(login: str, person: UUID) -> PersonView:
    owner = person_by_login(login.strip())
    if owner is None:
        raise Refused(Refusal("people.no_such_login", LAW, ("login",)))
    if owner.uid == person:
        raise Refused(Refusal("people.beside_oneself", LAW, ("login",)))
    return owner


def head_follows(record: Recording, organisation: UUID, head: PersonView, until: datetime, paper: str) -> UUID:
    """A step: the organisation has one head from now on; whoever headed it does so no longer (民法典 61).

    Refused when the head is so already. A member who becomes its head is no member any more.
    """
    if companion_of(organisation, head.uid, at=record.at) is Beside.HEAD:
        raise Refused(Refusal("people.beside_already", HEADS, ("login", "code")))
    replaced = Q(kind=Beside.HEAD) | Q(companion__uid=head.uid)
    leave(record, Companion.objects.filter(replaced, person__uid=organisation), under=HEADS)
    return named_beside(record, organisation, head, Beside.HEAD, until, paper)


def named_leave(record: Recording, person: UUID, *, under: str) -> None:
    """A step: whoever was named in the person's account to act beside her leaves; who stands there by law stays."""
    leave(record, Companion.objects.filter(person__uid=person).exclude(kind__in=BY_LAW), under=under)


def leave(record: Recording, rows: QuerySet[Companion], *, under: str) -> None:
    """A step: who acts beside somebody by these rows does so no longer."""
    for row in locked(rows.filter(until__gt=record.at).select_related("person", "companion")):
        row.until = record.at
        row.save(update_fields=["until"])
        record(CompanionLeft(person=row.person.uid, companion=row.companion.uid, kind=row.kind), under=under)


def named_beside(
    record: Recording, person: UUID, companion: PersonView, kind: Beside, until: datetime, paper: str = ""
) -> UUID:
    """A step: somebody acts beside the person from now on. Refused when that is so already."""
    row_of = locked(Person.objects.filter(uid=person)).get()  # two tabs name nobody twice
    if companion_of(person, companion.uid, at=record.at) is not None:
        raise Refused(Refusal("people.beside_already", LAW, ("login",)))
    row = Companion.objects.create(
        person=row_of,
        companion=Person.objects.get(uid=companion.uid),
        kind=kind,
        since=record.at,
        until=until,
        paper=paper,
    )
    told = CompanionNamed(person=person, companion=companion.uid, kind=kind, until=until, paper=paper)
    record(told, under={Beside.GUARDIAN: GUARDIANS, Beside.HEAD: HEADS}.get(kind, LAW))
    return row.uid

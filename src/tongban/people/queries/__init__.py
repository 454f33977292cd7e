"""Reading people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.frame.keyring import Damaged
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.models import (
    Account,
    Appointment,
    Companion,
    Dispute,
    EmergencyFunction,
    IdentityProof,
    Person,
)
from tongban.people.rules.companions import ease
from tongban.people.rules.identity_papers import born_by_number, check_paper, plain_number
from tongban.people.rules.levels import required, requirements
from tongban.people.vocabulary import (
    FACES,
    Beside,
    CompanionView,
    DisputeState,
    DisputeView,
    Ease,
    EmergencyView,
    MemberRight,
    PersonKind,
    PersonView,
    ProofView,
)
from tongban.register.queries import acts_of
from tongban.register.vocabulary import EntryView


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
        name_latin=person.name_latin,
        nationality=person.nationality,
        born=person.born or born_by_number(person.id_kind, person.id_number),
        asks_help=person.asks_help,
    )


def person_by_uid(uid: UUID) -> PersonView | None:
    """The person with this uid, or None."""
    person = Person.objects.filter(uid=uid).first()
    return person_view(person) if person else None


def ease_of(person: UUID, *, at: datetime) -> tuple[Ease, ...]:
    """Why the person is offered the assisted way (在线诉讼规则 2(4)); nothing for an organisation."""
    known = person_by_uid(person)
    if known is None or known.kind != PersonKind.NATURAL:
        return ()
    return ease(known.born, timezone.localtime(at).date(), asks=known.asks_help)


def id_numbers_of(uids: Collection[UUID]) -> frozenset[str]:
    """For acts: the identity numbers of these persons, as far as they are known."""
    rows = Person.objects.filter(uid__in=list(uids)) if uids else ()
    return frozenset(row.id_number for row in rows if row.id_number)


def holders_of(numbers: Collection[str]) -> frozenset[UUID]:
    """For acts: the persons of this platform who have one of these identity numbers, by whatever paper."""
    wanted = {plain_number(number) for number in numbers if number}
    own = Person.objects.filter(platform=settings.TONGBAN.slug)
    found = [row for number in wanted for row in own.filter(id_number_index=number)]
    return frozenset(row.uid for row in found if plain_number(row.id_number) in wanted)


def names_of(uids: set[UUID]) -> dict[UUID, str]:
    """Names for pages that have checked who may see them."""
    return dict(Person.objects.filter(uid__in=uids).values_list("uid", "name"))


def person_of_account(account: Account) -> PersonView:
    """Whose account it is."""
    return person_view(account.person)


def person_by_identity(id_kind: str, id_number: str) -> PersonView | None:
    """The person of this platform with this identity paper, or None.

    Somebody whom another platform vouched for is that platform's person: a peer cannot stand in anybody's way here.
    """
    own = Person.objects.filter(platform=settings.TONGBAN.slug, id_kind=id_kind, id_number_index=id_number)
    person = own.order_by("id").first()
    if person and plain_number(person.id_number) != plain_number(id_number):
        message = f"the look-up column of person {person.uid} belongs to another number"
        raise Damaged(message)
    return person_view(person) if person else None


def number_as_kept(typed: str) -> str:
    """The number of an identity paper as it is kept: capital letters, no blanks."""
    return plain_number(typed)


def paper_problem(kind: str, id_kind: str, number: str, *, today: date) -> Refusal | None:
    """Why an identity paper of this kind and number cannot be right; None when nothing speaks against it."""
    return check_paper(kind, id_kind, number, today=today)


def account_exists(login: str) -> bool:
    """True when the login name is taken."""
    return Account.objects.filter(login__iexact=login).exists()


def appointments_of(person: UUID, *, at: datetime) -> frozenset[tuple[str, str]]:
    """(role, court code) of each function in force at `at`."""
    rows = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=at), person__uid=person, since__lte=at)
    return frozenset(rows.values_list("role", "court"))


def courts_served(person: UUID) -> dict[str, datetime | None]:
    """The courts at which the person serves or ever served, with the end of it; None where no end is set."""
    rows = Appointment.objects.filter(person__uid=person).values_list("court", "until")
    ends: dict[str, list[datetime | None]] = {}
    for court, until in rows:
        ends.setdefault(court, []).append(until)
    return {court: None if None in found else max(filter(None, found)) for court, found in ends.items()}


def staff_of(court: str, role: str, *, at: datetime) -> list[PersonView]:
    """Who holds `role` at `court`, in the order of appointment."""
    return [person_view(row.person) for row in _in_office(court, role, at).select_related("person")]


def staff_uids(court: str, role: str, *, at: datetime, lasting: bool = False) -> list[UUID]:
    """The same by uid alone; only those whose function has no end yet, when `lasting`."""
    rows = _in_office(court, role, at)
    return list((rows.filter(until=None) if lasting else rows).values_list("person__uid", flat=True))


def _in_office(court: str, role: str, at: datetime) -> QuerySet[Appointment]:
    in_force = Q(until__isnull=True) | Q(until__gt=at)
    return Appointment.objects.filter(in_force, court=court, role=role, since__lte=at).order_by("id")


def identity_level(person: UUID) -> IdentityLevel:
    """The surest level ever proven for this person; with an account and no proof, `account`."""
    levels = [
        IdentityLevel(level)
        for level in IdentityProof.objects.filter(person__uid=person, passed=True).values_list("level", flat=True)
    ]
    if Account.objects.filter(person__uid=person, is_active=True).exists():
        levels.append(IdentityLevel.ACCOUNT)
    return max(levels, key=lambda level: level.rank, default=IdentityLevel.NONE)


def checked_since(person: UUID, least: IdentityLevel, *, since: datetime) -> bool:
    """True when the person's identity was checked at `since` or later, at least at the level `least`."""
    return _passed({person}, least, since).exists()


def fresh_check(person: UUID, fact: str, *, at: datetime) -> ProofView | None:
    """The newest check that is late and sure enough at `at` for what the table of levels asks of `fact`.

    For a child or an organisation whoever acts for it was looked at. None: there is no such check.
    """
    need = required(fact, timezone.localtime(at).date())
    if need is None or identity_level(person).rank < need.level.rank:
        return None
    beside, _ = companions(person, at=at)
    looked_at = {person, *(one.companion for one in beside if one.kind in FACES)}
    row = _passed(looked_at, need.again, need.since(at)).order_by("-at", "-id").first()
    return _proof(row) if row else None


def _passed(persons: Collection[UUID], least: IdentityLevel, since: datetime) -> QuerySet[IdentityProof]:
    enough = [level for level in IdentityLevel if level.rank >= least.rank]
    return IdentityProof.objects.filter(person__uid__in=persons, passed=True, level__in=enough, at__gte=since)


def proofs_of(person: UUID) -> list[ProofView]:
    """All checks of the person's identity, the newest first, failed ones too."""
    return [_proof(row) for row in IdentityProof.objects.filter(person__uid=person).order_by("-at", "-id")]


def _proof(row: IdentityProof) -> ProofView:
    return ProofView(row.uid, row.at, row.method, row.level, row.passed, row.court, row.evidence)


def person_by_login(login: str) -> PersonView | None:
    """The owner of an open account, or None."""
    row = Account.objects.filter(login__iexact=login, is_active=True).select_related("person").first()
    return person_view(row.person) if row and login else None


def companion_of(person: UUID, companion: UUID, *, at: datetime) -> Beside | None:
    """In which capacity `companion` may act beside `person` now; None when in none."""
    rows = Companion.objects.filter(person__uid=person, companion__uid=companion, since__lte=at, until__gt=at)
    kind = rows.values_list("kind", flat=True).first()
    return Beside(kind) if kind else None


def member_rights(person: UUID, companion: UUID, *, at: datetime) -> frozenset[MemberRight] | None:
    """What a member may do for the organisation now; None for whoever is no member of it."""
    rows = Companion.objects.filter(person__uid=person, companion__uid=companion, since__lte=at, until__gt=at)
    row = rows.filter(kind=Beside.MEMBER).first()
    return frozenset(map(MemberRight, row.rights)) if row else None


def rights_used(by: Actor, *, at: datetime) -> frozenset[MemberRight] | None:
    """With which rights of a member somebody acts for an organisation; None for who is no member of it (民法典 170).

    Of a person of another platform that platform told them with the act: it alone knows who is a member.
    """
    if by.person is None or by.helper is None:
        return None
    if by.platform in ("", settings.TONGBAN.slug):
        return member_rights(by.person, by.helper, at=at)
    return None if by.member is None else frozenset(map(MemberRight, by.member))


def companions(person: UUID, *, at: datetime) -> tuple[list[CompanionView], list[CompanionView]]:
    """Who acts beside the person now, and beside whom the person acts."""
    rows = Companion.objects.filter(since__lte=at, until__gt=at).select_related("person", "companion").order_by("id")
    views = [
        CompanionView(
            row.uid,
            row.person.uid,
            row.companion.uid,
            Beside(row.kind),
            row.since,
            row.until,
            frozenset(map(MemberRight, row.rights)),
        )
        for row in rows.filter(Q(person__uid=person) | Q(companion__uid=person))
    ]
    return [one for one in views if one.person == person], [one for one in views if one.companion == person]


def emergencies_seen_by(viewer: Viewer, court: str) -> list[EmergencyView]:
    """Functions taken in an emergency at `court`, the newest first, for its staff."""
    rows = EmergencyFunction.objects.filter(visible_q(viewer), court=court).select_related("appointment__person")
    return [
        EmergencyView(
            uid=row.uid,
            person=row.appointment.person.uid,
            role=row.appointment.role,
            since=row.appointment.since,
            until=row.appointment.until,
            reason=row.reason,
            seen_at=row.seen_at,
        )
        for row in rows.order_by("-id")
    ]


def disputable() -> frozenset[str]:
    """The facts that a person can dispute: the acts of litigation of the table of levels, sent elsewhere or not.

    Opening a hearing is the court's act, though who takes part online has to be known.
    """
    own = {one.fact for one in requirements() if one.level is not IdentityLevel.NONE} - {"hearing_opened"}
    return frozenset(own | {"remote_act_sent"})


def fact_of(act: str) -> str:
    """The fact that an act makes which travels under this name; "" when none does."""
    return next((one.fact for one in requirements() if act and one.act == act), "")


def known_at(person: UUID) -> str:
    """The court at whose counter the person was seen last; "" when at none."""
    rows = IdentityProof.objects.filter(person__uid=person, passed=True).exclude(court="")
    return rows.order_by("-at", "-id").values_list("court", flat=True).first() or ""


def access_changes_of(person: UUID) -> list[EntryView]:
    """What happened to the person's access, the newest first, for who reviews a dispute."""
    events = ("access_changed", "access_renewed", "outside_login_linked", "outside_login_ended", "sessions_ended")
    return acts_of(person, events)


def stands_still(person: UUID) -> bool:
    """True while a dispute about an act in the person's name is open."""
    return Dispute.objects.filter(holder=person, state=DisputeState.OPEN).exists()


def in_doubt_since(person: UUID, since: datetime) -> bool:
    """True when what was given out in the person's account at `since` may be in other hands: a dispute is open, or one
    was upheld since then.
    """
    known = Q(state=DisputeState.OPEN) | Q(state=DisputeState.UPHELD, decided_at__gte=since)
    return Dispute.objects.filter(known, holder=person).exists()


def disputes_seen_by(viewer: Viewer) -> list[DisputeView]:
    """The person's own disputes, and those which the viewer's court reviews, the newest first."""
    rows = Dispute.objects.filter(visible_q(viewer)).order_by("-at", "-id")
    return [dispute_view(row) for row in rows]


def dispute_seen_by(viewer: Viewer, uid: UUID) -> DisputeView:
    """One of them; refused as unknown to everybody else."""
    row = Dispute.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("people.no_such_dispute", "在线诉讼规则 38"))
    return dispute_view(row)


def dispute_by_uid(uid: UUID) -> DisputeView | None:
    """The dispute of this uid, for what the office does with it; None when there is none."""
    row = Dispute.objects.filter(uid=uid).first()
    return dispute_view(row) if row else None


def is_disputed(entry: UUID) -> bool:
    """Whether this entry was ever disputed."""
    return Dispute.objects.filter(entry=entry).exists()


def disputed_entries(case: UUID) -> dict[UUID, DisputeState]:
    """Entries about a case that are disputed, or were so with success. The caller has checked who may see the case."""
    rows = Dispute.objects.filter(case=case).exclude(state=DisputeState.REJECTED)
    return {row.entry: DisputeState(row.state) for row in rows}


def dispute_view(row: Dispute) -> DisputeView:
    """The dispute as pages read it."""
    assert row.holder is not None  # noqa: S101 - a dispute is somebody's
    return DisputeView(
        uid=row.uid,
        person=row.holder,
        entry=row.entry,
        event=row.event,
        done_at=row.done_at,
        why=row.why,
        state=DisputeState(row.state),
        court=row.court,
        case=row.case,
        at=row.at,
        reasons=row.reasons,
        decided_at=row.decided_at,
        peer=row.peer,
        here=row.here,
    )


def found_at_counter(viewer: Viewer, typed: str) -> list[PersonView]:
    """Persons of this platform by an exact identity number, telephone, login or full name: nobody can browse.

    For staff, who have the person before them; empty for everybody else.
    """
    text = typed.strip()
    if not viewer.courts or not text:
        return []
    by_account = Account.objects.filter(login__iexact=text).values("person")
    own = Person.objects.filter(platform=settings.TONGBAN.slug)
    rows = own.filter(Q(id_number_index=text) | Q(phone_index=text) | Q(name=text) | Q(id__in=by_account))
    return [person_view(row) for row in rows.order_by("-id")[:20]]

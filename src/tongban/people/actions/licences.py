"""The register of licences is taken in, licences are proven, firms write letters (CPL 61; 民诉法解释 88)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.counter import may_attest
from tongban.people.adapters import registers
from tongban.people.events import LetterWithdrawn, LetterWritten, LicenceLooked, LicenceProven, LicencesTaken
from tongban.people.models import FirmLetter, LicenceHolder, LicenceRecord, Person
from tongban.people.queries import companion_of, identity_level, person_by_uid
from tongban.people.queries.licences import COLUMNS, holder_of, licence_of_row, licence_on
from tongban.people.rules.identity_papers import plain_number
from tongban.people.rules.licence_files import LAW as REGISTER
from tongban.people.rules.licence_files import read_licences
from tongban.people.rules.licences import check_number, is_holders, practising
from tongban.people.vocabulary import Beside, OutsideService, PersonKind, PersonView, Role
from tongban.people.vocabulary.licences import Licence, LicenceKind

_LAW = "民诉法解释 88"
_FEW = 500
"""So many numbers may stand in one question to the database."""
LONGEST = {"number": 60, "client": 120, "matter": 200}
"""Signs of a letter's parts."""


def take_licences(content: bytes, *, source: str, as_of: date, by: Actor, at: datetime) -> LicencesTaken:
    """Take in a list of the judicial administration as it stood on `as_of`; licences it does not name stay as known.

    The same list again changes nothing, and what is known as of a later day stays. Refused, with nothing taken in:
    lines that are wrong, each named; a day in the future; who is neither the operator nor a president.
    """
    today = timezone.localtime(at).date()
    if by.kind is not ActorKind.OFFICE and by.role != Role.PRESIDENT:
        raise Refused(Refusal("people.not_your_function", "house rule: the court's register of functions"))
    if not 0 < len(source.strip()) <= 120:  # noqa: PLR2004 - the column's width
        raise Refused(Refusal("people.licences_source", REGISTER, ("source",)))
    if as_of > today:
        raise Refused(Refusal("people.licences_tomorrow", REGISTER, ("as_of",)))
    found = read_licences(content, today=today)
    if isinstance(found, list):
        raise Refused(found)
    with act(by=by, at=at) as record:
        fresh, changed, newer = _keep(found, source.strip(), as_of)
        digest = hashlib.sha256(content).hexdigest()
        told = LicencesTaken(
            source=source.strip(),
            as_of=as_of,
            rows=len(found),
            fresh=fresh,
            changed=changed,
            newer=newer,
            digest=digest,
        )
        record(told, under=REGISTER)
    return told


def _keep(found: Iterable[Licence], source: str, as_of: date) -> tuple[int, int, int]:
    """A step: write what is new or different; how many were new, how many changed, how many are known newer."""
    licences = {one.number: one for one in found}
    newest = LicenceRecord.objects.filter(until__isnull=True)
    few = newest.filter(number__in=licences) if len(licences) <= _FEW else newest
    known = {row.number: row for row in locked(few) if row.number in licences}
    unlike = [row for row in known.values() if licence_of_row(row) != licences[row.number]]
    different = [row for row in unlike if row.since <= as_of]
    for row in different:
        row.until = as_of
    LicenceRecord.objects.bulk_update(different, ["until"])
    fresh = [one for number, one in licences.items() if number not in known]
    rows = [
        LicenceRecord(**{name: getattr(one, name) for name in COLUMNS}, since=as_of, source=source)
        for one in (*fresh, *(licences[row.number] for row in different))
    ]
    LicenceRecord.objects.bulk_create(rows)
    return len(fresh), len(different), len(unlike) - len(different)


def look_up_licence(number: str, *, kind: LicenceKind, service: OutsideService | None, by: Actor, at: datetime) -> None:
    """Ask the online register and keep what it tells, where the court has such a service.

    Refused when it says that there is no such licence. When it is silent, the register that is here has to do.
    """
    today = timezone.localtime(at).date()
    wrong = check_number(kind, number, today=today)
    if wrong or service is None:
        require(wrong)
        return
    try:
        found, reference = registers.licence(service, number, today=today)
    except Refused:
        if licence_on(number, today) is None:
            raise
        return
    if found is None:
        raise Refused(Refusal("people.licence_unknown", _LAW, ("number",)))
    with act(by=by, at=at) as record:
        _keep([found], service.name, today)
        record(LicenceLooked(number=number, as_of=today, reference=reference), under=_LAW)


def prove_licence(number: str, *, by: Actor, at: datetime) -> None:
    """The acting person is the holder of the licence: name and identity number agree with the register.

    Refused: no natural person known by document, no such licence, another's name or number, a register that keeps
    the identity number back (a counter then compares the licence), one that another account holds, one that does not
    let anybody practise today.
    """
    person = person_by_uid(by.person) if by.person and by.helper is None else None
    if person is None:
        raise Refused(Refusal("people.sign_in_first", _LAW))
    if identity_level(person.uid).rank < IdentityLevel.DOCUMENT.rank:
        raise Refused(Refusal("people.needs_document", "在线诉讼规则 7(1)"))
    with act(by=by, at=at) as record:
        licence = _known(number, at)
        if not (licence.id_number and person.id_number):
            raise Refused(Refusal("people.licence_at_counter", _LAW, ("number",)))
        _held(record, person, licence)


def note_licence(person: UUID, number: str, *, by: Actor, at: datetime) -> None:
    """A clerk compared the licence with the person and with the register. Refused as `prove_licence` refuses."""
    require(may_attest(by, person))
    with act(by=by, at=at) as record:
        whom = person_by_uid(person)
        if whom is None:
            raise Refused(Refusal("people.no_such_person", "在线诉讼规则 38"))
        _held(record, whom, _known(number, at))


def _known(number: str, at: datetime) -> Licence:
    found = licence_on(plain_number(number), timezone.localtime(at).date())
    if found is None:
        raise Refused(Refusal("people.licence_unknown", _LAW, ("number",)))
    return found.licence


def _held(record: Recording, person: PersonView, licence: Licence) -> None:
    if person.kind != PersonKind.NATURAL:
        raise Refused(Refusal("people.licence_of_a_person", _LAW, ("number",)))
    other = is_holders(licence, person.name, person.id_number)
    require([other] if other else practising(licence, timezone.localtime(record.at).date()))
    if holder_of(licence.number) == person.uid:
        raise Refused(Refusal("people.licence_held", _LAW, ("number",)))
    try:
        with transaction.atomic():
            LicenceHolder.objects.update_or_create(
                person=Person.objects.get(uid=person.uid), defaults={"number": licence.number, "at": record.at}
            )
    except IntegrityError as taken:
        raise Refused(Refusal("people.licence_taken", _LAW, ("number",))) from taken
    record(LicenceProven(person=person.uid, number=licence.number, kind=licence.kind), under=_LAW)


def write_letter(number: str, licence: str, client: str, matter: str, *, by: Actor, at: datetime) -> UUID:
    """The firm that acts says who of it acts for `client` in `matter`; `number` is its own number of the letter.

    Refused: no organisation whose head or member acts, a licence of another firm, one that lets nobody practise
    today, an empty or too long part, a number that was given before.
    """
    firm = _firm(by, at)
    parts = {"number": number.strip(), "client": client.strip(), "matter": matter.strip()}
    with act(by=by, at=at) as record:
        found = [
            Refusal("people.letter_part", _LAW, (name,), (("limit", str(most)),))
            for name, most in LONGEST.items()
            if not 0 < len(parts[name]) <= most
        ]
        named = licence_on(plain_number(licence), timezone.localtime(at).date())
        if named is None or named.licence.firm_code != firm.id_number:
            found.append(Refusal("people.licence_of_another_firm", "律师法 10", ("licence",)))
        else:
            found += practising(named.licence, timezone.localtime(at).date())
        if FirmLetter.objects.filter(firm__uid=firm.uid, number=parts["number"]).exists():
            found.append(Refusal("people.letter_twice", _LAW, ("number",)))
        require(found)
        assert named is not None  # noqa: S101 - the refusals have seen to it
        row = FirmLetter.objects.create(
            firm=Person.objects.get(uid=firm.uid),
            holder=named.licence.number,
            holder_name=named.licence.name,
            at=at,
            **parts,
        )
        record(LetterWritten(letter=row.uid, firm=firm.uid, licence=row.holder), under=_LAW)
    return row.uid


def withdraw_letter(letter: UUID, *, by: Actor, at: datetime) -> None:
    """The firm takes a letter back. Refused when it is not the firm's, or was taken back before."""
    firm = _firm(by, at)
    with act(by=by, at=at) as record:
        row = locked(FirmLetter.objects.filter(uid=letter, firm__uid=firm.uid, withdrawn_at=None)).first()
        if row is None:
            raise Refused(Refusal("people.no_such_letter", _LAW))
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        record(LetterWithdrawn(letter=letter, firm=firm.uid), under=_LAW)


def _firm(by: Actor, at: datetime) -> PersonView:
    """The organisation in whose name its head or a member acts."""
    firm = person_by_uid(by.person) if by.person else None
    beside = companion_of(by.person, by.helper, at=at) if by.person and by.helper else None
    if firm is None or firm.kind == PersonKind.NATURAL or beside not in {Beside.HEAD, Beside.MEMBER}:
        raise Refused(Refusal("people.firm_acts", _LAW))
    return firm

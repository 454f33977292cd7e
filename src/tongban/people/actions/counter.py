"""At the counter of a court: a person is registered from the paper seen, proven, and given an account (窗口核验)."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.register import (
    let_go_of_paper,
    open_account,
    owner_of_paper,
    prove_identity,
    register_person,
    renew_access,
)
from tongban.people.adapters import registers
from tongban.people.queries import appointments_of, identity_level, person_by_identity, person_by_uid
from tongban.people.queries.access import login_of
from tongban.people.rules.identity_papers import check_foreign, check_paper, plain_number
from tongban.people.rules.organisations import check_organisation
from tongban.people.rules.ways import foreign
from tongban.people.vocabulary import (
    BY_PAPERS,
    IdKind,
    OutsideService,
    PaperSeen,
    PersonView,
    ProofMethod,
    Role,
    StartAccess,
)

COUNTER = frozenset({Role.CLERK, Role.LIAISON})
"""Who works at a counter."""
_LAW = "在线诉讼规则 7(1)"
_ABROAD = "民诉法解释 521-522; 跨境网上立案规定 4-5"
_LONGEST = 200
"""Signs of a reference."""
_SIGNS = "ABCDEFGHJKLMNPQRTUVWXY346789"
"""Signs of a start password: none that looks like another on paper."""
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{3,63}")


def register_at_counter(
    paper: PaperSeen,
    *,
    login: str = "",
    by: Actor,
    at: datetime,
    platform: str,
    service: OutsideService | None = None,
) -> tuple[PersonView, StartAccess | None]:
    """Make a person known whose paper the clerk holds; with `login` the person leaves with an account.

    Refused, with every finding at once: not a clerk or liaison officer, no name, a number that cannot be right, a
    number that is registered already (the refusal names the person), a login that is taken or malformed. An
    organisation is looked up at `service`: refused when its register knows none, another name, or none any more.
    """
    number = plain_number(paper.id_number)
    today = timezone.localtime(at).date()
    require([*may_attest(by), *_findings(paper, number, today=today), *(login_findings(login) if login else ())])
    reference = looked_up(service, number, paper.name) if paper.id_kind == IdKind.CREDIT_CODE else ""
    with act(by=by, at=at) as record:
        known = owner_of_paper(record, paper.id_kind, number)
        if known is not None:
            require(_in_the_way(known, paper.name))
            let_go_of_paper(record, known.uid)
        person = register_person(
            record,
            name=paper.name.strip(),
            kind=paper.kind,
            platform=platform,
            id_kind=paper.id_kind,
            id_number=number,
            phone=paper.phone,
            email=paper.email,
            address=paper.address,
            division=paper.division,
            name_latin=paper.name_latin,
            nationality=paper.nationality,
            born=paper.born,
        )
        _prove(record, person.uid, reference)
        access = _open(record, person.uid, login) if login else None
    return person, access


def prove_at_counter(person: UUID, *, by: Actor, at: datetime) -> None:
    """The clerk compared a registered person with the identity paper."""
    require(may_attest(by, person))
    with act(by=by, at=at) as record:
        _existing(person)
        _prove(record, person)


def prove_by_papers(person: UUID, way: str, reference: str, *, by: Actor, at: datetime) -> None:
    """A clerk compared the papers of somebody abroad, legalised by a consulate or notarised, with what the person said.

    `reference`: number and day of the legalisation. Refused: not a clerk or liaison officer, a paper of the mainland,
    which is shown at a counter, another way, no reference.
    """
    require(may_attest(by, person))
    with act(by=by, at=at) as record:
        _existing(person)
        view = person_by_uid(person)
        found = []
        if view is None or not foreign(view.id_kind):
            found.append(Refusal("people.paper_not_foreign", _ABROAD))
        if way not in BY_PAPERS:
            found.append(Refusal("people.way_unknown", _ABROAD, ("way",)))
        if not 0 < len(reference.strip()) <= _LONGEST:
            found.append(Refusal("people.legalisation_missing", _ABROAD, ("reference",)))
        require(found)
        prove_identity(
            record,
            person=person,
            method=ProofMethod(way),
            level=IdentityLevel.DOCUMENT,
            court=by.court,
            evidence=reference.strip(),
        )


def open_account_at_counter(person: UUID, login: str, *, by: Actor, at: datetime) -> StartAccess:
    """Give a registered person an account, paper in hand. Refused when there is one, or the login cannot be used."""
    require([*may_attest(by, person), *login_findings(login)])
    with act(by=by, at=at) as record:
        _existing(person)
        there = login_of(person)
        if there is not None:
            raise Refused(Refusal("people.has_account", _LAW, ("login",), (("login", there),)))
        _prove(record, person)
        return _open(record, person, login)


def renew_access_at_counter(person: UUID, *, by: Actor, at: datetime) -> StartAccess:
    """Give a person who lost the password a new one, paper in hand. Refused without an account, and for staff.

    The accounts of a court's staff are the operator's: a colleague's access is never taken over at a counter.
    """
    require(may_attest(by, person))
    with act(by=by, at=at) as record:
        _existing(person)
        if login_of(person) is None:
            raise Refused(Refusal("people.no_account", _LAW, ("login",)))
        if appointments_of(person, at=at):
            raise Refused(Refusal("people.staff_account", "house rule: staff accounts belong to the operator"))
        _prove(record, person)
        password = _start_password()
        return StartAccess(person, renew_access(record, person=person, password=password), password)


def may_attest(by: Actor, *about: UUID) -> list[Refusal]:
    """Why this one attests nothing at a counter: not on duty there, or one of those whom it is about."""
    if by.role not in COUNTER or not by.court:
        return [Refusal("people.not_your_function", "house rule: the court's register of functions")]
    return [Refusal("people.own_hand", "CPL 47")] if by.person in about else []


def _findings(paper: PaperSeen, number: str, *, today: date) -> list[Refusal]:
    found = [] if paper.name.strip() else [Refusal("people.name_missing", _LAW, ("name",))]
    wrong = check_paper(paper.kind, paper.id_kind, number, today=today)
    found += check_foreign(paper, today=today)
    if wrong:
        return [*found, wrong]
    known = person_by_identity(paper.id_kind, number)
    return [*found, *_in_the_way(known, paper.name)] if known else found


def _in_the_way(person: PersonView, name: str) -> list[Refusal]:
    """Why nobody else is registered with this person's paper; one that was only claimed yields to the paper itself."""
    claimed = identity_level(person.uid).rank < IdentityLevel.DOCUMENT.rank
    if claimed and name_form(person.name) != name_form(name):
        return []
    return [_known(person)]


def _known(person: PersonView) -> Refusal:
    return Refusal("people.known_already", _LAW, ("id_number",), (("person", str(person.uid)), ("name", person.name)))


def login_findings(login: str) -> list[Refusal]:
    """Why a name cannot be a login name."""
    return [] if _LOGIN.fullmatch(login) else [Refusal("people.login_malformed", _LAW, ("login",))]


def looked_up(service: OutsideService | None, code: str, name: str) -> str:
    """The register's reference to an organisation that exists under this code and name; "" when nobody could be asked.

    The paper on the desk has to do where there is no service, or a silent one.
    """
    if service is None:
        return ""
    try:
        found = registers.organisation(service, code)
    except Refused:
        return ""
    require(check_organisation(found, name))
    return found.reference if found else ""


def _existing(person: UUID) -> None:
    if person_by_uid(person) is None:
        raise Refused(Refusal("people.no_such_person", "在线诉讼规则 38"))


def _prove(record: Recording, person: UUID, evidence: str = "") -> None:
    prove_identity(
        record,
        person=person,
        method=ProofMethod.COUNTER,
        level=IdentityLevel.COUNTER,
        court=record.by.court,
        evidence=evidence,
    )


def _open(record: Recording, person: UUID, login: str) -> StartAccess:
    password = _start_password()
    open_account(record, person=person, login=login, password=password)
    return StartAccess(person, login, password)


def _start_password() -> str:
    """Twelve signs of 28 in groups of four: 57 bits, easy to copy from paper."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))

"""A party links the case to a person: code from the letter, name and number agree with the file (在线诉讼规则 10)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from tongban.cases.actions.move import step_case
from tongban.cases.events import JoinCodeIssued, JoinTried, PartyJoined
from tongban.cases.models import Party
from tongban.cases.vocabulary import Act
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.register import open_account, prove_identity, register_person
from tongban.people.queries import number_as_kept, paper_problem, person_by_identity
from tongban.people.vocabulary import IdKind, PersonKind, PersonView, ProofMethod

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LAW = "在线诉讼规则 10"
CODE_LENGTH = 12
TRIES = 10
"""Wrong attempts after which a code is dead and a new letter is needed."""


def issue_code(record: Recording, case: UUID, party: UUID) -> str:
    """A step: a fresh join code for the letter; only its digest is kept. 12 signs of 31: 59 bits."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    Party.objects.filter(uid=party, case=case).update(join_code=_digest(code), join_tries=0)
    record(JoinCodeIssued(case=case, party=party), under=_LAW, case=case)
    return "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def party_of_code(code: str) -> Party | None:
    """The party to whom a code was sent; None for a wrong or dead code."""
    return Party.objects.filter(join_code=_digest(_plain(code)), join_tries__lt=TRIES).first()


@dataclass(frozen=True, slots=True)
class Joiner:
    """What a person gives to join: the code, the identity, and the account to open, if one is opened.

    Without a password the account is opened by a passkey, made right afterwards. `id_kind` is told by who has a
    passport; everybody else has an identity card or a credit code.
    """

    code: str
    name: str
    id_number: str
    login: str = ""
    password: str = ""
    email: str = ""
    id_kind: str = ""


def join(joiner: Joiner, *, at: datetime, platform: str, signed_in: UUID | None = None) -> UUID:
    """Join by code; opens an account for a person who has none. Returns the case.

    A person who has an account here already signs in first (`signed_in`): a letter alone must not open it.
    A wrong code, or a name or number that does not agree, gets the same answer, and counts as a try.
    """
    wrong = Refusal("cases.join_does_not_match", _LAW, ("code", "name", "id_number"))
    party = party_of_code(joiner.code)
    if party is None:
        raise Refused(wrong)
    number = number_as_kept(joiner.id_number)
    same_number = not party.id_number or hmac.compare_digest(party.id_number.upper().encode(), number.encode())
    if party.name != joiner.name.strip() or not same_number:
        # Counted outside the act: the refusal below rolls the act back, the count must stay.
        _count_try(party, at)
        raise Refused(wrong)
    id_kind = _paper_kind(party.kind, joiner.id_kind)
    require(paper_problem(party.kind, id_kind, number, today=timezone.localtime(at).date()))
    known = person_by_identity(id_kind, number)
    if known is not None and known.uid != signed_in:
        raise Refused(Refusal("cases.join_sign_in_first", "在线诉讼规则 7(1)", ("login",)))
    if known is None and signed_in is not None:
        raise Refused(Refusal("cases.join_signed_in_as_another", "在线诉讼规则 7(1)", ("id_number",)))
    if known is None and joiner.password:
        _strong_enough(joiner.password)
    return _joined(joiner, party, known, (id_kind, number), at=at, platform=platform)


def _paper_kind(kind: str, told: str) -> IdKind:
    """A person shows an identity card unless she says a passport, an organisation its credit code."""
    if kind != PersonKind.NATURAL:
        return IdKind.CREDIT_CODE
    return IdKind.PASSPORT if told == IdKind.PASSPORT else IdKind.RESIDENT


def _strong_enough(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Refused(Refusal("people.password_weak", "house rule: passwords", ("password",))) from weak


def _joined(
    joiner: Joiner, party: Party, known: PersonView | None, paper: tuple[str, str], *, at: datetime, platform: str
) -> UUID:
    # Without a number in the file only the name and the letter speak for the person: an account, no proven paper.
    level = IdentityLevel.DOCUMENT if party.id_number else IdentityLevel.ACCOUNT
    by = Actor(kind=ActorKind.PERSON, role="party", person=known.uid if known else None, platform=platform)
    with act(by=by, at=at) as record:
        row = locked(Party.objects.filter(id=party.id)).get()
        if row.person is not None:
            raise Refused(Refusal("cases.joined_already", _LAW, ("code",)))
        person = known or register_person(
            record,
            name=party.name,
            kind=party.kind,
            platform=platform,
            id_kind=paper[0],
            id_number=paper[1],
            phone=party.phone,
            email=joiner.email or party.email,
            address=party.address,
            division=party.division,
        )
        if known is None:
            open_account(record, person=person.uid, login=joiner.login, password=joiner.password)
        prove_identity(record, person=person.uid, method=ProofMethod.CASE_MATCH, level=level)
        Party.objects.filter(id=party.id).update(person=person.uid, platform=platform, join_code="")
        assert party.case is not None  # noqa: S101 - every party row carries its case
        record.by = Actor(kind=ActorKind.PERSON, role="party", person=person.uid, level=level, platform=platform)
        _, law = step_case(record, party.case, Act.JOIN)
        record(PartyJoined(case=party.case, party=party.uid, person=person.uid), under=law, case=party.case)
    return party.case


def _count_try(party: Party, at: datetime) -> None:
    with act(by=Actor.office(party.court, "join codes die after ten wrong tries"), at=at) as record:
        Party.objects.filter(id=party.id).update(join_tries=F("join_tries") + 1)
        record(JoinTried(party=party.uid), under=_LAW, case=party.case)


def _plain(code: str) -> str:
    return code.upper().replace("-", "").replace(" ", "")


def _digest(code: str) -> str:
    return hashlib.sha256(f"join-code/v1\0{code}".encode()).hexdigest()

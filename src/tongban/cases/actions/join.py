"""A party, or a witness, links the case to a person: code from the letter, name and number agree with the file.

在线诉讼规则 10; for a witness the letter opens the summons and the own statement, never the file (证据规定 72(2)).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import lock_case, step_case
from tongban.cases.actions.witnesses import step_witness
from tongban.cases.events import JoinCodeIssued, JoinTried, PartyJoined, WitnessJoined
from tongban.cases.models import Party, Representation, Witness
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.witnesses import witnesses_in
from tongban.cases.rules.procedures.online import TIME_TO_LINK
from tongban.cases.rules.witnesses import conflicts
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.vocabulary.losses import Loss
from tongban.cases.vocabulary.witnesses import WitnessAct
from tongban.documents.actions.labels import move_layer
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.counter import login_findings
from tongban.people.actions.register import open_account, owner_of_paper, prove_identity, register_person
from tongban.people.queries import identity_level, number_as_kept, paper_problem
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind, PersonKind, PersonView, ProofMethod

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LAW = "在线诉讼规则 10"
CODE_LENGTH = 12
TRIES = 10
"""Wrong attempts after which a code is dead and a new letter is needed."""


def issue_code(record: Recording, case: UUID, invited: UUID) -> str:
    """A step: a fresh join code for the letter to a party or a witness, of which only the digest is kept.

    12 signs of 31: 59 bits.
    """
    code = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    for rows in (Party.objects, Witness.objects):
        rows.filter(uid=invited, case=case).update(join_code=_digest(code), join_tries=0)
    record(JoinCodeIssued(case=case, party=invited), under=_LAW, case=case)
    return "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def invited_by(code: str) -> Party | Witness | None:
    """The party or witness to whom a code was sent; None for a wrong or dead code, and for one of somebody who died."""
    sent = {"join_code": _digest(_plain(code)), "join_tries__lt": TRIES}
    living = Party.objects.filter(**sent).exclude(loss=Loss.DEATH)
    return living.first() or Witness.objects.filter(**sent).first()


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


def join(joiner: Joiner, *, at: datetime, platform: str, by: Actor | None = None) -> UUID:
    """Join by code; opens an account for a person who has none. Returns the case.

    A person who has an account here already signs in first: a letter alone must not open it. `by` is who has signed
    in, with whoever acts beside, whom the register names too (在线诉讼规则 2(4)).
    A wrong code, or a name or number that does not agree, gets the same answer, and counts as a try.
    """
    wrong = Refusal("cases.join_does_not_match", _LAW, ("code", "name", "id_number"))
    party = invited_by(joiner.code)
    if party is None:
        raise Refused(wrong)
    number = number_as_kept(joiner.id_number)
    held = number_as_kept(party.id_number)
    same_number = not held or hmac.compare_digest(held.encode(), number.encode())
    if name_form(party.name) != name_form(joiner.name) or not same_number:
        # Counted outside the act: the refusal below rolls the act back, the count must stay.
        _count_try(party, at)
        raise Refused(wrong)
    id_kind = _paper_kind(party.kind, joiner.id_kind)
    require(paper_problem(party.kind, id_kind, number, today=timezone.localtime(at).date()))
    role = "party" if isinstance(party, Party) else "witness"
    by = by or Actor(kind=ActorKind.PERSON, role=role, platform=platform)
    return _joined(joiner, party, (id_kind, number), by=by, at=at, platform=platform)


def _paper_kind(kind: str, told: str) -> IdKind:
    """A person shows an identity card unless she says another paper, an organisation its credit code."""
    if kind != PersonKind.NATURAL:
        return IdKind.CREDIT_CODE
    return IdKind(told) if told in PERSONAL_PAPERS else IdKind.RESIDENT


def _account_problems(login: str, password: str) -> list[Refusal]:
    """Why no account can be opened with these; without a password a passkey opens it."""
    found = login_findings(login)
    try:
        if password:
            validate_password(password)
    except ValidationError:
        found.append(Refusal("people.password_weak", "house rule: passwords", ("password",)))
    return found


def _known(record: Recording, paper: tuple[str, str], signed_in: UUID | None) -> PersonView | None:
    """A step: the person with this paper, who must be the one who has signed in; None for somebody new."""
    known = owner_of_paper(record, *paper)
    if known is not None and known.uid != signed_in:
        raise Refused(Refusal("cases.join_sign_in_first", "在线诉讼规则 7(1)", ("login",)))
    if known is None and signed_in is not None:
        raise Refused(Refusal("cases.join_signed_in_as_another", "在线诉讼规则 7(1)", ("id_number",)))
    return known


def _joined(
    joiner: Joiner, party: Party | Witness, paper: tuple[str, str], *, by: Actor, at: datetime, platform: str
) -> UUID:
    # Without a number in the file only the name and the letter speak for the person: an account, no proven paper.
    level = IdentityLevel.DOCUMENT if party.id_number else IdentityLevel.ACCOUNT
    with act(by=by, at=at) as record:
        assert party.case is not None  # noqa: S101 - every such row carries its case
        case = lock_case(record, party.case)
        rows: QuerySet[Any] = type(party)._default_manager.filter(id=party.id)
        row: Party | Witness = locked(rows).get()
        if row.person is not None:
            raise Refused(Refusal("cases.joined_already", _LAW, ("code",)))
        person = _known(record, paper, by.person) or _newcomer(record, joiner, row, paper, platform)
        prove_identity(record, person=person.uid, method=ProofMethod.CASE_MATCH, level=level)
        record.by = replace(by, person=person.uid, level=identity_level(person.uid))
        if isinstance(row, Witness):
            _as_witness(record, case, row, person)
        rows.update(person=person.uid, platform=platform, join_code="")
        if isinstance(row, Party):
            law = _step_in(record, case, row)
            _note_joined(record, case, row.uid, person.uid, law=law)
    return case.uid


def join_by_identity(record: Recording, case: UUID, party: UUID) -> None:
    """A step: who acts is the party in whose name an agent filed; the caller has compared name and identity number.

    At any stage: the case went on without the party, by its agent. Refused when somebody has joined as this party.
    """
    by, view = record.by, lock_case(record, case)
    assert by.person is not None  # noqa: S101 - the caller has compared the person
    joined = Party.objects.filter(uid=party, case=case, person=None).update(
        person=by.person, platform=by.platform, join_code=""
    )
    if not joined:
        raise Refused(Refusal("cases.joined_already", _LAW))
    _note_joined(record, view, party, by.person, law=_LAW)


def _note_joined(record: Recording, case: CaseView, party: UUID, person: UUID, *, law: str) -> None:
    """A step: the party's time to link has been kept; what its agent handed in before is its own."""
    meet_clock(record, case.uid, TIME_TO_LINK, owed_by=str(party))
    Representation.objects.filter(case=case.uid, party=party, holder=None).update(holder=person)
    record(PartyJoined(case=case.uid, party=party, person=person), under=law, case=case.uid)


def _step_in(record: Recording, case: CaseView, row: Party) -> str:
    """A step: the article under which a party joins. In an action its table says until when; whoever is called into a
    case of another procedure, or in the place of somebody who died (SI 55), may look into it at any stage.
    """
    if not case.track.first_instance or row.heir_of:
        return _LAW
    return step_case(record, case.uid, Act.JOIN)[1]


def _newcomer(
    record: Recording, joiner: Joiner, party: Party | Witness, paper: tuple[str, str], platform: str
) -> PersonView:
    """A step: the person becomes known under the name in the file, with an account."""
    require(_account_problems(joiner.login, joiner.password))
    person = register_person(
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
    open_account(record, person=person.uid, login=joiner.login, password=joiner.password)
    return person


def _as_witness(record: Recording, case: CaseView, row: Witness, person: PersonView) -> None:
    """What the court made for the witness is the witness's own from now on; the file of the case stays closed."""
    others = [one for one in witnesses_in(case.uid) if one.uid != row.uid]
    require(conflicts(case, authorities_in(case.uid), others, person.id_number, person.uid))
    Witness.objects.filter(id=row.id).update(holder=person.uid, person=person.uid)
    _, law = step_witness(record, case, row.uid, WitnessAct.JOIN)
    move_layer(record, documents=(), subject=row.uid, source=Layer.WITNESS, target=Layer.WITNESS, holder=person.uid)
    record(WitnessJoined(case=case.uid, witness=row.uid, person=person.uid), under=law, case=case.uid)


def _count_try(party: Party | Witness, at: datetime) -> None:
    with act(by=Actor.office(party.court, "join codes die after ten wrong tries"), at=at) as record:
        type(party)._default_manager.filter(id=party.id).update(join_tries=F("join_tries") + 1)
        record(JoinTried(party=party.uid), under=_LAW, case=party.case)


def _plain(code: str) -> str:
    return code.upper().replace("-", "").replace(" ", "")


def _digest(code: str) -> str:
    return hashlib.sha256(f"join-code/v1\0{code}".encode()).hexdigest()

"""Proving who one is without a counter: an identity platform, an outside face check, opening the account again."""

from __future__ import annotations

from datetime import datetime

from tongban.frame.acts import act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.outside import evidence_of
from tongban.people.actions.register import prove_identity
from tongban.people.adapters import face_service
from tongban.people.queries import person_by_uid
from tongban.people.rules.identity_papers import plain_number
from tongban.people.vocabulary import FaceCheck, OutsideIdentity, OutsideService, PersonView, ProofMethod, Provider

_LAW = "在线诉讼规则 7"


def prove_again(*, by: Actor, at: datetime) -> None:
    """The acting person opened the account once more: a fresh look, at the level of the account (7(3))."""
    person = _own(by)
    with act(by=by, at=at) as record:
        prove_identity(record, person=person.uid, method=ProofMethod.AGAIN, level=IdentityLevel.ACCOUNT)


def prove_by_platform(identity: OutsideIdentity, provider: Provider, *, by: Actor, at: datetime) -> bool:
    """An identity platform states name and number of the acting person: right or not, the check is kept."""
    if not provider.proves or not identity.id_number:
        return False
    person = _own(by)
    same = name_form(identity.name) == name_form(person.name) and plain_number(identity.id_number) == person.id_number
    with act(by=by, at=at) as record:
        prove_identity(
            record,
            person=person.uid,
            method=ProofMethod.PLATFORM,
            level=IdentityLevel.DOCUMENT,
            passed=same,
            evidence=evidence_of(identity),
        )
    return same


def begin_face_check(service: OutsideService, back: str, *, by: Actor) -> FaceCheck:
    """Order a check of the acting person at the outside service. Refused without a number to compare with."""
    person = _own(by)
    if not person.id_number:
        raise Refused(Refusal("people.number_missing", _LAW))
    return face_service.begin(service, name=person.name, id_number=person.id_number, back=back)


def end_face_check(service: OutsideService, number: str, *, by: Actor, at: datetime) -> bool:
    """Ask the service what it found and keep it. Refused while the service waits for the person."""
    person = _own(by)
    found = face_service.result(service, number, id_number=person.id_number)
    if found.passed is None:
        raise Refused(Refusal("people.check_not_done", _LAW))
    with act(by=by, at=at) as record:
        prove_identity(
            record,
            person=person.uid,
            method=ProofMethod.FACE,
            level=IdentityLevel.LIVE,
            passed=found.passed,
            evidence=f"{number}:{found.reference}"[:200],
        )
    return found.passed


def _own(by: Actor) -> PersonView:
    """The acting person. Nobody proves another; a clerk beside the person has the counter's own act."""
    person = person_by_uid(by.person) if by.person and by.helper is None else None
    if person is None:
        raise Refused(Refusal("people.sign_in_first", _LAW))
    return person

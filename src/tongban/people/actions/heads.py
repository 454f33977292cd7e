"""Who heads an organisation: the registration authority's register is asked (民法典 61; CPL 51)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.companions import head_follows
from tongban.people.actions.register import owner_of_paper, prove_identity, register_person
from tongban.people.adapters import registers
from tongban.people.queries import identity_level, person_by_uid
from tongban.people.rules.companions import HEAD_DAYS, HEADS, help_ends
from tongban.people.rules.identity_papers import check_paper, plain_number
from tongban.people.rules.organisations import check_organisation
from tongban.people.vocabulary import IdKind, OutsideService, PersonKind, PersonView, ProofMethod
from tongban.people.vocabulary.licences import OrganisationRecord


def prove_head(code: str, *, service: OutsideService | None, by: Actor, at: datetime, platform: str) -> UUID:
    """The acting person is the legal representative of the organisation with this code: the register says so.

    The organisation becomes known when it is not; who headed it before does so no longer (民法典 61). Refused: no
    natural person known by document, a code that cannot be right, a register that knows no such organisation or
    another representative, or does not answer: then the organisation's letter is brought to a counter.
    """
    person = person_by_uid(by.person) if by.person and by.helper is None else None
    if person is None or person.kind != PersonKind.NATURAL:
        raise Refused(Refusal("people.sign_in_first", HEADS))
    if identity_level(person.uid).rank < IdentityLevel.DOCUMENT.rank:
        raise Refused(Refusal("people.needs_document", "在线诉讼规则 7(1)"))
    number = plain_number(code)
    require(check_paper(PersonKind.LEGAL, IdKind.CREDIT_CODE, number, today=timezone.localtime(at).date()))
    if service is None:
        raise Refused(Refusal("people.head_at_counter", HEADS, ("code",)))
    found = registers.organisation(service, number)
    require(check_organisation(found))
    if found is None or not registers.heads(service, number, person):
        raise Refused(Refusal("people.head_needs_letter", HEADS, ("code",)))
    with act(by=by, at=at) as record:
        return _headed(record, found, person, platform)


def _headed(record: Recording, found: OrganisationRecord, head: PersonView, platform: str) -> UUID:
    """A step: the organisation is known and proven, its one legal representative acts for it, earlier heads leave."""
    organisation = owner_of_paper(record, IdKind.CREDIT_CODE, found.code) or register_person(
        record,
        name=found.name,
        kind=PersonKind.LEGAL,
        platform=platform,
        id_kind=IdKind.CREDIT_CODE,
        id_number=found.code,
    )
    prove_identity(
        record,
        person=organisation.uid,
        method=ProofMethod.PLATFORM,
        level=IdentityLevel.DOCUMENT,
        evidence=found.reference,
    )
    return head_follows(record, organisation.uid, head, help_ends(record.at, HEAD_DAYS), found.reference)

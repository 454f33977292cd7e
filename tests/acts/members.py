"""What tests about members of an organisation share: a company that Lin heads, and Zhou, who may be its member."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings

from tests.builders import House, party, step
from tests.entrances.portal_people import account_of
from tongban.frame.acts import Recording
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.people.actions.companions import name_helper, note_representative
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import PersonView, ProofMethod


def login(house: House, person: UUID) -> str:
    """The login of the person's account, which is opened where there is none."""
    return str(account_of(house, person).login)  # type: ignore[attr-defined]


def company_of(house: House) -> PersonView:
    """A company of this platform that Lin heads."""

    def make(record: Recording) -> PersonView:
        told = {"name": "示例建材公司", "kind": "legal", "id_kind": "credit_code"}
        made = register_person(record, platform=settings.TONGBAN.slug, **told)
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)
        return made

    made = step(house.clerk, house.at, make)
    note_representative(made.uid, login(house, house.lin.uid), by=house.clerk, at=house.at)
    return made


def head(house: House, company: PersonView) -> Actor:
    """Lin, who acts for the company as its head."""
    return replace(party(company.uid), helper=house.lin.uid)


def named(house: House, company: PersonView, *rights: str, who: PersonView | None = None) -> UUID:
    """Zhou, or `who`, is a member of the company with these rights."""
    member = login(house, (who or house.zhou).uid)
    return name_helper(member, 30, rights=rights, by=head(house, company), at=house.at)


def acting(house: House, company: PersonView, who: PersonView | None = None) -> Actor:
    """Zhou, or `who`, acting for the company."""
    return replace(party(company.uid), helper=(who or house.zhou).uid)

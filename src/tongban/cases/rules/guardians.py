"""Who acts by law for a party that was a child when the complaint came in (Civil Code 17, 23, 175(i); CPL 60).

Nobody acts for a child, or for who lost capacity, against himself: a guardian who stands on the other side acts in that
matter no more than a stranger (Civil Code 168). Another guardian acts, or whom the court appoints (SI 83).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.cases.vocabulary.losses import Loss
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.refusal import Refusal
from tongban.people.law import born_by_number, of_age_on

OTHER_SIDE = Refusal("cases.guardian_on_the_other_side", "民法典 168; CPL 60; SI 83")
_OPPOSED = {Side.PLAINTIFF, Side.DEFENDANT}


def guardian_on(case: CaseView, party: PartyView, on: date) -> str:
    """Who acts by law for `party` that day; "" for who has come of age while the case was pending, and where the
    guardian stands on the other side of the case.

    Who was an adult already when the complaint came in, or can no longer act itself, keeps whoever acts for it.
    """
    of_age = of_age_on(born_by_number(party.id_kind, party.id_number))
    grown = of_age is not None and case.filed_at.date() < of_age <= on
    if not party.guardian or (grown and party.loss is not Loss.CAPACITY):
        return ""
    return "" if stands_against(case, party, party.guardian) else party.guardian


def stands_against(
    case: CaseView, party: PartyView, name: str, id_number: str = "", person: UUID | None = None
) -> bool:
    """Whether somebody stands on the other side of `party`: known as a person who has joined, by the identity number
    where both are known, else by the name alone.
    """

    def is_same(one: PartyView) -> bool:
        if person and one.person:
            return one.person == person
        if id_number and one.id_number:
            return identity_form(one.id_number) == identity_form(id_number)
        return name_form(one.name) == name_form(name)

    return any({one.side, party.side} == _OPPOSED and is_same(one) for one in case.parties)

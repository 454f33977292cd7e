"""Who acts by law for a party that was a child when the complaint came in (Civil Code 17, 23, 175(i); CPL 60)."""

from __future__ import annotations

from datetime import date

from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.losses import Loss
from tongban.people.law import born_by_number, of_age_on


def guardian_on(case: CaseView, party: PartyView, on: date) -> str:
    """Who acts by law for `party` that day; "" also for who has come of age while the case was pending.

    Who was an adult already when the complaint came in, or can no longer act itself, keeps whoever acts for it.
    """
    of_age = of_age_on(born_by_number(party.id_kind, party.id_number))
    grown = of_age is not None and case.filed_at.date() < of_age <= on
    return "" if grown and party.loss is not Loss.CAPACITY else party.guardian

"""Texts of the courts domain, gathered: refusals and steps by code, labels of enums and of terms that facts quote."""

from tongban.courts.wording import calendars, causes, days, facts, grounds, handling, jurisdiction, labels, numbers
from tongban.courts.wording.days import counted, length
from tongban.courts.wording.labels import (
    APPROVERS,
    COURT_LEVELS,
    FESTIVALS,
    GROUNDS,
    NUMBER_RELATIONS,
    PERIOD_QUESTIONS,
    PERIOD_READINGS,
    PLAIN_FACTS,
    UNITS,
)
from tongban.courts.wording.periods import period_effect, period_name
from tongban.courts.wording.terms import (
    CHANGES,
    CIRCUMSTANCES,
    CLAIM_KINDS,
    CLAUSE_FLAGS,
    CLAUSE_KINDS,
    COURT_ROLES,
    MATTERS,
    OBJECTORS,
    OUTCOMES,
    PARTY_STATES,
    PLACES,
    SPECIALTIES,
)

__all__ = [
    "APPROVERS",
    "CHANGES",
    "CIRCUMSTANCES",
    "CLAIM_KINDS",
    "CLAUSE_FLAGS",
    "CLAUSE_KINDS",
    "COURT_LEVELS",
    "COURT_ROLES",
    "FESTIVALS",
    "GROUNDS",
    "LABELS",
    "MATTERS",
    "NUMBER_RELATIONS",
    "OBJECTORS",
    "OUTCOMES",
    "PARTY_STATES",
    "PERIOD_QUESTIONS",
    "PERIOD_READINGS",
    "PLACES",
    "PLAIN_FACTS",
    "REFUSALS",
    "SPECIALTIES",
    "STEPS",
    "UNITS",
    "counted",
    "length",
    "period_effect",
    "period_name",
]

REFUSALS = {
    **days.REFUSALS,
    **calendars.REFUSALS,
    **jurisdiction.REFUSALS,
    **facts.REFUSALS,
    **handling.REFUSALS,
    **causes.REFUSALS,
    **numbers.REFUSALS,
}
"""What a person reads when a rule of this domain says no, by reason."""

STEPS = {**days.STEPS, **jurisdiction.STEPS, **facts.STEPS, **grounds.STEPS, **handling.STEPS, **causes.STEPS}
"""One sentence per step of reasoning, by code."""

LABELS = labels.LABELS
"""Chinese terms that facts quote, by the name of the fact: what to show in the reader's language."""

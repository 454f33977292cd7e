"""Texts of the courts domain, gathered: refusals and steps by code, labels of enums and of terms that facts quote."""

from tongban.courts.wording import calendars, causes, days, jurisdiction, labels, numbers
from tongban.courts.wording.days import length
from tongban.courts.wording.labels import (
    APPROVERS,
    CLAUSE_KINDS,
    COURT_LEVELS,
    FESTIVALS,
    GROUNDS,
    MATTERS,
    NUMBER_RELATIONS,
    PLAIN_FACTS,
    UNITS,
)

__all__ = [
    "APPROVERS",
    "CLAUSE_KINDS",
    "COURT_LEVELS",
    "FESTIVALS",
    "GROUNDS",
    "LABELS",
    "MATTERS",
    "NUMBER_RELATIONS",
    "PLAIN_FACTS",
    "REFUSALS",
    "STEPS",
    "UNITS",
    "length",
]

REFUSALS = {**days.REFUSALS, **calendars.REFUSALS, **jurisdiction.REFUSALS, **causes.REFUSALS, **numbers.REFUSALS}
"""What a person reads when a rule of this domain says no, by reason."""

STEPS = {**days.STEPS, **jurisdiction.STEPS, **causes.STEPS}
"""One sentence per step of reasoning, by code."""

LABELS = labels.LABELS
"""Chinese terms that facts quote, by the name of the fact: what to show in the reader's language."""

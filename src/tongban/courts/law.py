"""The law of this domain, asked without a platform: periods, venue, numbers, causes, from the shipped data.

Pages, acts and the command line enter here; nothing needs a database or a clock.
"""

from tongban.courts.rules.causes import (
    PlainFact,
    Suggestion,
    cause_name,
    causes_on,
    check_cause,
    path,
    search,
    suggest,
)
from tongban.courts.rules.facts import SCHEMA as VENUE_FACTS
from tongban.courts.rules.facts import VenueQuestion, question_from, unused_facts
from tongban.courts.rules.handling import after_change, designation, elevation, first_seised, submission, transfer
from tongban.courts.rules.objections import objection
from tongban.courts.rules.periods import due, period_names, period_rule
from tongban.courts.rules.special import court_above
from tongban.courts.rules.tables import calendar, case_types, period_rules
from tongban.courts.rules.venue import check_court, competent_courts

__all__ = [
    "VENUE_FACTS",
    "PlainFact",
    "Suggestion",
    "VenueQuestion",
    "after_change",
    "calendar",
    "case_types",
    "cause_name",
    "causes_on",
    "check_cause",
    "check_court",
    "competent_courts",
    "court_above",
    "designation",
    "due",
    "elevation",
    "first_seised",
    "objection",
    "path",
    "period_names",
    "period_rule",
    "period_rules",
    "question_from",
    "search",
    "submission",
    "suggest",
    "transfer",
    "unused_facts",
]

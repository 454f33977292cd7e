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
from tongban.courts.rules.hierarchy import place_name, places
from tongban.courts.rules.periods import due, period_names, period_rule
from tongban.courts.rules.tables import calendar, case_types, period_rules
from tongban.courts.rules.venue import check_court, competent_courts

__all__ = [
    "PlainFact",
    "Suggestion",
    "calendar",
    "case_types",
    "cause_name",
    "causes_on",
    "check_cause",
    "check_court",
    "competent_courts",
    "due",
    "path",
    "period_names",
    "period_rule",
    "period_rules",
    "place_name",
    "places",
    "search",
    "suggest",
]

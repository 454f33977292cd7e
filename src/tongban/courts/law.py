"""The law of this domain, asked without a platform: periods, venue, numbers, causes, from the shipped data.

Pages, acts and the command line enter here; nothing needs a database or a clock.
"""

from tongban.courts.rules.asking import VenueNeeds, venue_needs
from tongban.courts.rules.cause_facts import PlainFact, Suggestion, facts_named, suggest
from tongban.courts.rules.cause_search import Hit, search
from tongban.courts.rules.causes import (
    cause_name,
    cause_on,
    causes_on,
    causes_together,
    check_cause,
    children,
    path,
    several_causes,
)
from tongban.courts.rules.chain import NumberChain, NumberLink, chain_of, link
from tongban.courts.rules.clocks import period_grounds, period_rules, period_versions
from tongban.courts.rules.divisions import cause_line, division_for, divisions_of
from tongban.courts.rules.facts import SCHEMA as VENUE_FACTS
from tongban.courts.rules.facts import VenueQuestion, question_from, unused_facts
from tongban.courts.rules.handling import after_change, designation, elevation, first_seised, submission, transfer
from tongban.courts.rules.hierarchy import court_name, place_name, places
from tongban.courts.rules.matters import matters_near
from tongban.courts.rules.numbers import (
    NumberReading,
    draw_serial,
    is_drawn,
    known_number,
    make_number,
    read_number,
    series_problems,
)
from tongban.courts.rules.objections import objection
from tongban.courts.rules.periods import due, due_in, is_open, period_amount, period_names, period_rule, readings_of
from tongban.courts.rules.sources import PARTY_PLACES_BY_STATE
from tongban.courts.rules.special import court_above
from tongban.courts.rules.tables import calendar, case_types, provinces
from tongban.courts.rules.venue import check_court, competent_courts
from tongban.courts.rules.wages import Wage, average_wage

__all__ = [
    "PARTY_PLACES_BY_STATE",
    "VENUE_FACTS",
    "Hit",
    "NumberChain",
    "NumberLink",
    "NumberReading",
    "PlainFact",
    "Suggestion",
    "VenueNeeds",
    "VenueQuestion",
    "Wage",
    "after_change",
    "average_wage",
    "calendar",
    "case_types",
    "cause_line",
    "cause_name",
    "cause_on",
    "causes_on",
    "causes_together",
    "chain_of",
    "check_cause",
    "check_court",
    "children",
    "competent_courts",
    "court_above",
    "court_name",
    "designation",
    "division_for",
    "divisions_of",
    "draw_serial",
    "due",
    "due_in",
    "elevation",
    "facts_named",
    "first_seised",
    "is_drawn",
    "is_open",
    "known_number",
    "link",
    "make_number",
    "matters_near",
    "objection",
    "path",
    "period_amount",
    "period_grounds",
    "period_names",
    "period_rule",
    "period_rules",
    "period_versions",
    "place_name",
    "places",
    "provinces",
    "question_from",
    "read_number",
    "readings_of",
    "search",
    "series_problems",
    "several_causes",
    "submission",
    "suggest",
    "transfer",
    "unused_facts",
    "venue_needs",
]

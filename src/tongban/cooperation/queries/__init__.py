"""Reading errands, cases that live elsewhere, and a case as one person may see it."""

from tongban.cooperation.queries.cases import (
    cases_of,
    file_in_sheets,
    is_party,
    remote_act_seen_by,
    sheet_seen_by,
)
from tongban.cooperation.queries.corrections import Asked, asked_of, refusals_of, told_refusals
from tongban.cooperation.queries.counter import (
    counter_acts,
    file_at_counter,
    papers_at_counter,
    printed_papers,
    why_on_its_way,
)
from tongban.cooperation.queries.matters import errands_of, matter_seen_by, matters_seen_by
from tongban.cooperation.queries.service import errands_of_ways, service_errand_seen_by, service_errands
from tongban.cooperation.queries.sheet import sheet_of
from tongban.cooperation.queries.zones import (
    handed_over_by,
    handed_tables_of,
    hands_in_here,
    in_internet_zone,
    is_handed_over,
    table_of,
)

__all__ = [
    "Asked",
    "asked_of",
    "cases_of",
    "counter_acts",
    "errands_of",
    "errands_of_ways",
    "file_at_counter",
    "file_in_sheets",
    "handed_over_by",
    "handed_tables_of",
    "hands_in_here",
    "in_internet_zone",
    "is_handed_over",
    "is_party",
    "matter_seen_by",
    "matters_seen_by",
    "papers_at_counter",
    "printed_papers",
    "refusals_of",
    "remote_act_seen_by",
    "service_errand_seen_by",
    "service_errands",
    "sheet_of",
    "sheet_seen_by",
    "table_of",
    "told_refusals",
    "why_on_its_way",
]

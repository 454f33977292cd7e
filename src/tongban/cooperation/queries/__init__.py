"""Reading errands, cases that live elsewhere, and a case as one person may see it."""

from tongban.cooperation.queries.cases import cases_of, file_in_sheets, remote_act_seen_by, sheet_seen_by
from tongban.cooperation.queries.matters import matter_seen_by, matters_seen_by
from tongban.cooperation.queries.sheet import sheet_of

__all__ = [
    "cases_of",
    "file_in_sheets",
    "matter_seen_by",
    "matters_seen_by",
    "remote_act_seen_by",
    "sheet_of",
    "sheet_seen_by",
]

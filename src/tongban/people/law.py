"""The law of this domain, asked without a platform: age, licences, what numbers mean, lists of licences."""

from tongban.people.rules.companions import capacity, of_age_on
from tongban.people.rules.identity_papers import born_by_number, check_paper, sex_by_number
from tongban.people.rules.levels import lacks_right
from tongban.people.rules.licence_files import COLUMNS as LICENCE_COLUMNS
from tongban.people.rules.licence_files import MOST_BYTES as LARGEST_LIST
from tongban.people.rules.licences import after_office, conditions, number_parts, practising
from tongban.people.rules.ways import foreign

__all__ = [
    "LARGEST_LIST",
    "LICENCE_COLUMNS",
    "after_office",
    "born_by_number",
    "capacity",
    "check_paper",
    "conditions",
    "foreign",
    "lacks_right",
    "number_parts",
    "of_age_on",
    "practising",
    "sex_by_number",
]

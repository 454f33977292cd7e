"""The law of this domain, asked without a platform: licences, what their numbers mean, what lists of them look like."""

from tongban.people.rules.identity_papers import check_paper
from tongban.people.rules.licence_files import COLUMNS as LICENCE_COLUMNS
from tongban.people.rules.licence_files import MOST_BYTES as LARGEST_LIST
from tongban.people.rules.licences import conditions, number_parts, practising
from tongban.people.rules.ways import foreign

__all__ = ["LARGEST_LIST", "LICENCE_COLUMNS", "check_paper", "conditions", "foreign", "number_parts", "practising"]

"""Tables of filing."""

from tongban.filing.models.batch import Batch, BatchRow
from tongban.filing.models.defence import Defence
from tongban.filing.models.draft import Draft, DraftFile
from tongban.filing.models.filed_name import FiledName
from tongban.filing.models.filing import Filing
from tongban.filing.models.own_paper import DraftPaper
from tongban.filing.models.series import RegistrationOrder
from tongban.filing.models.typed import Typed

__all__ = [
    "Batch",
    "BatchRow",
    "Defence",
    "Draft",
    "DraftFile",
    "DraftPaper",
    "FiledName",
    "Filing",
    "RegistrationOrder",
    "Typed",
]

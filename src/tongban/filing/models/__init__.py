"""Tables of filing."""

from tongban.filing.models.draft import Draft, DraftFile
from tongban.filing.models.filing import Filing

__all__ = ["Draft", "DraftFile", "Filing"]

"""Tables of filing."""

from tongban.filing.models.defence import Defence
from tongban.filing.models.draft import Draft, DraftFile
from tongban.filing.models.filing import Filing

__all__ = ["Defence", "Draft", "DraftFile", "Filing"]

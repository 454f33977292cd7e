"""Tables of the register."""

from tongban.register.models.due import Due
from tongban.register.models.entry import Entry
from tongban.register.models.seal import Seal

__all__ = ["Due", "Entry", "Seal"]

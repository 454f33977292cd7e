"""Tables of the register."""

from tongban.register.models.alarm import Alarm
from tongban.register.models.due import Due
from tongban.register.models.entry import Entry
from tongban.register.models.seal import Seal

__all__ = ["Alarm", "Due", "Entry", "Seal"]

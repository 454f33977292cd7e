"""What may be asked for within a case, asked without a platform: the table of kinds."""

from tongban.motions.rules.kinds import KINDS, open_to
from tongban.motions.rules.papers import TERMS

__all__ = ["KINDS", "TERMS", "open_to"]

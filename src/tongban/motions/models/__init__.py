"""Tables of motions."""

from tongban.motions.models.motion import Motion

__all__ = ["Motion"]

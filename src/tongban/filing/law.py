"""What others may ask of the rules about filing."""

from tongban.filing.rules.oral import check_oral, not_oral, taken_down, way_of

__all__ = ["check_oral", "not_oral", "taken_down", "way_of"]

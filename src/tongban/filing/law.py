"""What others may ask of the rules about filing."""

from tongban.filing.rules.oral import check_oral, digest_of, not_oral, signed_by, taken_down, way_of

__all__ = ["check_oral", "digest_of", "not_oral", "signed_by", "taken_down", "way_of"]

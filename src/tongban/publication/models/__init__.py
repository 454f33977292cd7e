"""Tables of publication."""

from tongban.publication.models.publication import Publication

__all__ = ["Publication"]

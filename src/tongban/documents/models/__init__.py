"""Tables of documents."""

from tongban.documents.models.document import Document, Version, VersionIsFinal

__all__ = ["Document", "Version", "VersionIsFinal"]

"""Tables of documents."""

from tongban.documents.models.document import Document, Version, VersionIsFinal
from tongban.documents.models.removal import Removal, RemovedContent

__all__ = ["Document", "Removal", "RemovedContent", "Version", "VersionIsFinal"]

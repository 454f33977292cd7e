"""Tables of documents."""

from tongban.documents.models.document import Document, Version, VersionIsFinal
from tongban.documents.models.removal import Removal, RemovedContent
from tongban.documents.models.text import PageText, Reading

__all__ = ["Document", "PageText", "Reading", "Removal", "RemovedContent", "Version", "VersionIsFinal"]

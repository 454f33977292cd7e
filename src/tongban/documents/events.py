"""Facts about documents: ids, codes and digests, no content."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class UploadKept(Fact):
    """A file that a person handed in is stored; `digest` is its SHA-256, the same as on the receipt."""

    document: UUID
    version: UUID
    kind: str
    digest: str
    sm3: str
    size: int
    media_type: str


class PaperOrdered(Fact):
    """A paper is to be rendered from data frozen now; `data_digest` is the SHA-256 of the data's canonical form."""

    document: UUID
    paper: str
    language: str
    data_digest: str


class PaperRendered(Fact):
    """The paper exists as a file."""

    document: UUID
    version: UUID
    paper: str
    digest: str
    sm3: str
    size: int


class PaperSigned(Fact):
    """A signature was put on the paper, giving a new version; `closes` when nothing may be added after it."""

    document: UUID
    version: UUID
    digest: str
    sm3: str
    size: int
    signer: str
    stamped_at: datetime
    closes: bool


class TextAsked(Fact):
    """Staff of the court asked for the text of a document that is a picture."""

    document: UUID


class RemovalAsked(Fact):
    """Somebody found a state secret: its documents are hidden from everybody; `reason`: digest of the words."""

    removal: UUID
    documents: tuple[UUID, ...]
    reason: str


class SecretRemoved(Fact):
    """A second person confirmed it: content and words are erased; what the ledger has are commitments."""

    removal: UUID
    documents: tuple[UUID, ...]


class RemovalRefused(Fact):
    """A second person found no state secret: the documents are back where they were."""

    removal: UUID
    documents: tuple[UUID, ...]


class PutOnFile(Fact):
    """Documents handed in under `subject` belong to the file of a case from now on."""

    subject: UUID
    documents: tuple[UUID, ...]

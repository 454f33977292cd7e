"""Steps of the removal of a state secret; the act is evidence's, because exhibits hang on documents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from tongban.access.vocabulary import Layer
from tongban.documents.adapters.in_place import in_place
from tongban.documents.events import RemovalAsked, RemovalRefused, SecretRemoved
from tongban.documents.models import Document, Reading, Removal, RemovedContent, Version
from tongban.documents.queries import removed_digests
from tongban.documents.rules.intake import SECRETS
from tongban.documents.rules.removal import REMOVAL, may_ask, second_holds
from tongban.documents.vocabulary import Origin, RemovalAct, RemovalStage
from tongban.frame.acts import Recording, locked
from tongban.frame.rewriting import empty_write_ahead
from tongban.kernel.facts import Fact
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork


def copies_of(documents: Collection[UUID]) -> set[UUID]:
    """`documents` and all others on this node that hold the same content, are editions of the same paper, or are papers
    that name the content with its file name, such as the receipt for it.
    """
    held = set(Version.objects.filter(document__uid__in=documents).values_list("sha256", flat=True))
    found = {*documents, *Version.objects.filter(sha256__in=held).values_list("document__uid", flat=True)}
    rows = list(Document.objects.filter(uid__in=found))
    beside = Q(subject__in=[row.subject for row in rows if row.subject])
    beside |= Q(case__in=[row.case for row in rows if row.case])
    editions = {(row.kind, row.subject) for row in rows if row.origin == Origin.PAPER and row.subject}
    for paper in Document.objects.filter(beside, origin=Origin.PAPER):
        if (paper.kind, paper.subject) in editions or any(digest in paper.data for digest in held):
            found.add(paper.uid)
    return found


def take_out(record: Recording, document: UUID, documents: Collection[UUID], reason: str) -> None:
    """A step: `documents`, which go with `document`, are hidden from everybody at once.

    Refused: no such document at the actor's court, another function, no reason.
    """
    require(may_ask(record.by.role, reason))
    assert record.by.person is not None  # noqa: S101 - who finds something is a person
    rows = list(locked(Document.objects.filter(uid__in=documents).exclude(layer=Layer.REMOVED)))
    if not any(row.uid == document and row.court == record.by.court for row in rows):
        raise Refused(Refusal("documents.no_such_document", SECRETS))
    held = Version.objects.filter(document__in=rows).values_list("sha256", flat=True)
    removal = Removal.objects.create(
        layer=Layer.STAFF,
        court=record.by.court,
        stage=REMOVAL.first,
        reason=reason.strip(),
        before={str(row.uid): row.layer for row in rows},
        digests=sorted(set(held)),
        asked_by=record.by.person,
        asked_role=record.by.role,
        asked_at=record.at,
    )
    Document.objects.filter(id__in=[row.id for row in rows]).update(layer=Layer.REMOVED)
    digest = hashlib.sha256(removal.reason.encode()).hexdigest()
    _record(record, RemovalAsked(removal=removal.uid, documents=_documents(removal), reason=digest), removal, SECRETS)


def decide(record: Recording, removal: UUID, what: RemovalAct) -> tuple[UUID, ...]:
    """A step: the second person confirms or refuses; returns the documents. Content goes when the worker comes by.

    Refused: no such removal at this court, decided before, the same person, the same function.
    """
    row = locked(Removal.objects.filter(uid=removal, court=record.by.court)).first()
    if row is None:
        raise Refused(Refusal("documents.no_such_removal", SECRETS))
    second = second_holds(asked_by=row.asked_by, asked_role=row.asked_role, by=record.by.person, role=record.by.role)
    move = REMOVAL.decide(row.stage, what, role=record.by.role, holds=guards(second.items()))
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage, row.decided_by = RemovalStage(move.target), record.by.person
    row.decided_role, row.decided_at = record.by.role, record.at
    row.save(update_fields=["stage", "decided_by", "decided_role", "decided_at"])
    documents = _documents(row)
    if what is RemovalAct.CONFIRM:
        _erase_words(row)
        _record(record, SecretRemoved(removal=row.uid, documents=documents), row, move.law)
        return documents
    for uid, layer in row.before.items():
        Document.objects.filter(uid=uid).update(layer=layer)
    _record(record, RemovalRefused(removal=row.uid, documents=documents), row, move.law)
    return documents


def _erase_words(row: Removal) -> None:
    """Titles, names and data of papers go now; content that is gone is known by its digest, and stays away."""
    rows = Document.objects.filter(uid__in=row.before)
    rows.update(title="")
    for paper in rows.filter(origin=Origin.PAPER):
        paper.data = "{}"
        paper.save(update_fields=["data"])
    Version.objects.filter(document__uid__in=row.before).update(name="")
    Reading.objects.filter(version__document__uid__in=row.before).delete()
    known = set(RemovedContent.objects.filter(sha256__in=row.digests).values_list("sha256", flat=True))
    gone = [one for one in row.digests if one not in known]
    RemovedContent.objects.bulk_create(RemovedContent(removal=row, sha256=one) for one in gone)


def erase_content(work: DueWork) -> None:
    """Reaction to `SecretRemoved`: the bytes leave the store. Done twice it is done once."""
    for sha256 in removed_digests(UUID(work.entry.body["removal"])):
        in_place().store.remove(sha256)


def sweep_traces(work: DueWork) -> None:
    """Reaction to `SecretRemoved`, after all that erases: what rows were before leaves the database's files, too."""
    del work
    empty_write_ahead()


def refuse_removed(sha256: str, field: str) -> None:
    """Refuse content that was erased as a state secret, and let it lie nowhere; what waits for a decision is refused,
    too. Raises `Refused`.
    """
    erased = RemovedContent.objects.filter(sha256=sha256).exists()
    if erased:
        in_place().store.remove(sha256)
    waiting = Removal.objects.filter(stage=RemovalStage.ASKED).values_list("digests", flat=True)
    if erased or any(sha256 in digests for digests in waiting):
        raise Refused(Refusal("documents.removed_before", SECRETS, (field,)))


def _record(record: Recording, fact: Fact, row: Removal, law: str) -> None:
    """In each case that loses a document: what its parties on other platforms see changes."""
    cases = Document.objects.filter(uid__in=row.before).order_by("case").values_list("case", flat=True).distinct()
    for case in cases:
        record(fact, under=law, case=case)


def _documents(row: Removal) -> tuple[UUID, ...]:
    return tuple(sorted(UUID(uid) for uid in row.before))

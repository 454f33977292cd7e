"""Taking a state secret off the platform, with the exhibit that it is, and all that was said about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tongban.access.vocabulary import Layer
from tongban.documents.actions import removal
from tongban.documents.queries import layers_of, made_about
from tongban.documents.vocabulary import RemovalAct
from tongban.dossier.actions.originals import follow
from tongban.evidence.models import Exhibit, ExhibitFile, FileFinding, Manifest, Opinion, OutsideProof, Ruling
from tongban.evidence.vocabulary import SecretGround
from tongban.frame.acts import act
from tongban.kernel.actor import Actor

_HANGS_ON_IT = (Opinion, Manifest, Ruling, OutsideProof)


def ask_removal(document: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """A clerk, a judge or the president says that the document holds a state secret: nobody sees it from now on.

    All copies go with it, and the exhibits that hold one. Refused: no such document here, another function, no reason.
    """
    with act(by=by, at=at) as record:
        documents = removal.copies_of({document})
        exhibits = _exhibits_with(documents)
        documents = removal.copies_of(documents | _documents_of(exhibits))
        exhibits = _exhibits_with(documents)
        removal.take_out(record, document, documents | _documents_of(exhibits), reason)
        _move(exhibits, Layer.REMOVED)
        follow(record, dict.fromkeys((*documents, *_documents_of(exhibits), *_uids(exhibits)), Layer.REMOVED))


def decide_removal(uid: UUID, what: RemovalAct, *, by: Actor, at: datetime) -> None:
    """A second person in another function has it erased, or puts it back. Refused: the same person or function."""
    with act(by=by, at=at) as record:
        documents = removal.decide(record, uid, what)
        exhibits = _exhibits_with(documents)
        if what is RemovalAct.REFUSE:
            secret = exhibits.filter(secret__in=set(SecretGround))
            _move(exhibits.exclude(secret__in=set(SecretGround)), Layer.CASE)
            _move(secret, Layer.SEALED)
            back = dict.fromkeys(_uids(exhibits), Layer.CASE) | dict.fromkeys(_uids(secret), Layer.SEALED)
            follow(record, back | layers_of(documents))
        else:
            _erase_words(exhibits)
            follow(record, dict.fromkeys((*documents, *_uids(exhibits)), Layer.REMOVED), erase=True)


def _exhibits_with(documents: Iterable[UUID]) -> QuerySet[Exhibit]:
    held = ExhibitFile.objects.filter(document__in=list(documents)).values("exhibit")
    return Exhibit.objects.filter(id__in=list(held.values_list("exhibit", flat=True)))


def _uids(exhibits: QuerySet[Exhibit]) -> set[UUID]:
    return set(exhibits.values_list("uid", flat=True))


def _documents_of(exhibits: QuerySet[Exhibit]) -> set[UUID]:
    files = ExhibitFile.objects.filter(exhibit__in=exhibits).values_list("document", flat=True)
    shown = Manifest.objects.filter(exhibit__in=exhibits).values_list("files", flat=True)
    about = made_about(list(exhibits.values_list("uid", flat=True)))
    return {*files, *about, *(UUID(uid) for one in shown for uid in one.values())}


def _move(exhibits: QuerySet[Exhibit], layer: Layer) -> None:
    ids = list(exhibits.values_list("id", flat=True))
    Exhibit.objects.filter(id__in=ids).update(layer=layer)
    for table in _HANGS_ON_IT:
        table.objects.filter(exhibit__in=ids).update(layer=layer)


def _erase_words(exhibits: QuerySet[Exhibit]) -> None:
    ids = list(exhibits.values_list("id", flat=True))
    Exhibit.objects.filter(id__in=ids).update(title="", proves="", source="")
    FileFinding.objects.filter(exhibit__in=ids).update(body={})
    Opinion.objects.filter(exhibit__in=ids).update(reasons={})
    Manifest.objects.filter(exhibit__in=ids).update(said={}, form="")
    Ruling.objects.filter(exhibit__in=ids).update(reasons="")
    OutsideProof.objects.filter(exhibit__in=ids).update(name="", found={})

"""A state secret leaves errands, sheets and envelopes here, and the platforms that hold copies are asked to erase them.

A peer erases mere copies of what it and we have exchanged. What one of its courts has on file, or another platform has
sent it too, its own people decide on; until then the page of the court that asks says so (在线诉讼规则 2(5)).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.reading import MALFORMED, text, uid
from tongban.cooperation.events import CopiesErased, CopiesOnFile, RemovalConfirmed, RemovalPassedOn
from tongban.cooperation.models import (
    AskedPage,
    CaseSheet,
    HandedOver,
    Matter,
    RemovalAtPeer,
    ServiceErrand,
    TakenOver,
)
from tongban.cooperation.vocabulary import REMOVAL, REMOVAL_ANSWER, AtPeer
from tongban.documents.actions.blobs import drop_blob
from tongban.documents.law import SECRETS
from tongban.documents.queries import court_of_content, removed_digests, removed_from, removed_papers
from tongban.federation.actions.erase import erase_envelopes
from tongban.federation.actions.opened import files_sent
from tongban.federation.actions.send import send
from tongban.federation.queries import held_by, holders_of
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.secrets import forget_drafts, words_gone
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

RULE = "house rule: state secrets are erased"
_MOST = 2000
"""Digests, or numbers, that one request may name."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OURS = (REMOVAL, REMOVAL_ANSWER)


@dataclass(frozen=True, slots=True)
class Named:
    """What was erased: contents by their `digests`, documents and cases by number, and the `errands` (filings handed
    over or sent on) whose own words were erased.
    """

    digests: tuple[str, ...]
    documents: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    errands: tuple[UUID, ...]


def erase_elsewhere(work: DueWork) -> None:
    """Reaction to `SecretRemoved`: copies outside the file go, and the peers that hold some are asked, once each."""
    removal, court = UUID(work.entry.body["removal"]), work.entry.actor.get("court", "")
    named = _named(removal)
    with act(by=Actor.office(court, RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        peers = _erase(record, removal, "", named) | set(holders_of(named.digests)) | _other_zone()
        peers |= set(Matter.objects.filter(uid__in=named.errands).values_list("peer", flat=True))
        asked = RemovalAtPeer.objects.filter(removal=removal, outgoing=True).values_list("peer", flat=True)
        for peer in sorted(peers - set(asked)):
            _ask(record, removal, peer, court, _for_peer(named, peer))
        _tell_who_asked(record, named.digests)
        if not record.facts:
            raise NothingToDo


def _named(removal: UUID) -> Named:
    papers = removed_papers(removal)
    filings = {subject for _uid, kind, subject in papers if kind == "complaint" and subject}
    came = set(Matter.objects.filter(filing__in=filings).values_list("uid", flat=True))
    came |= set(TakenOver.objects.filter(filing__in=filings).values_list("uid", flat=True))
    return Named(
        tuple(removed_digests(removal)),
        tuple(uid for uid, _kind, _subject in papers),
        tuple(removed_from(removal)),
        tuple(sorted(came)),
    )


def _for_peer(named: Named, peer: str) -> Named:
    """What of it the peer knows already: to nobody else is anything named. Pages lie in the internet zone alone."""
    between = Matter.objects.filter(uid__in=named.errands)
    if {peer} == _other_zone():
        own = set(named.errands) - set(between.values_list("uid", flat=True))
        return replace(named, errands=tuple(sorted(own)), digests=tuple(held_by(peer, named.digests)))
    own = set(between.filter(peer=peer).values_list("uid", flat=True))
    return Named(tuple(held_by(peer, named.digests)), (), (), tuple(sorted(own)))


def _other_zone() -> set[str]:
    """The internet zone is shown pages sealed, so that nobody can tell which of them it holds."""
    zone = settings.TONGBAN.zone
    return {zone.peer} if zone and not zone.internet else set()


def _ask(record: Recording, removal: UUID, peer: str, court: str, named: Named) -> None:
    told = {name: list(value) for name, value in asdict(named).items()}
    if not any(told.values()):
        return
    envelope = send(record, peer=peer, kind=REMOVAL, body={"removal": removal, **told})
    _note(record, removal, peer, named.digests, outgoing=True, court=court, envelope=envelope)
    record(RemovalPassedOn(removal=removal, peer=peer), under=SECRETS)


def _note(record: Recording, removal: UUID, peer: str, digests: Collection[str], **told: object) -> RemovalAtPeer:
    row, _new = RemovalAtPeer.objects.get_or_create(
        removal=removal,
        peer=peer,
        outgoing=bool(told["outgoing"]),
        defaults={
            "layer": Layer.STAFF,
            "digests": sorted(digests),
            "state": AtPeer.ASKED,
            "asked_at": record.at,
            **told,
        },
    )
    return row


def _erase(record: Recording, removal: UUID, peer: str, named: Named) -> set[str]:
    """A step: errands, sheets, pages and envelopes that hold what is `named` lose it; returns the peers of those.

    On the word of a `peer`, only what passed between it and us.
    """
    theirs = Q(peer=peer) if peer else Q()
    handed = list(HandedOver.objects.filter(uid__in=named.errands).values_list("envelope", flat=True))
    for sha256 in (one for envelope in handed for one in files_sent(envelope)):
        drop_blob(sha256)
    errands = sum(_erase_errand(row, named) for row in Matter.objects.filter(theirs).iterator(chunk_size=200))
    errands += sum(_erase_papers(row, named) for row in ServiceErrand.objects.filter(theirs).iterator(chunk_size=200))
    drafts = forget_drafts(record, named.errands, named.digests)
    sheets = [row.pk for row in CaseSheet.objects.filter(theirs) if _names(row.content, named.digests)]
    CaseSheet.objects.filter(pk__in=sheets).delete()
    pages = 0
    for one in (*named.documents, *named.cases):
        pages += AskedPage.objects.filter(page__endswith=str(one)).update(sealed="", file="")
    names = {*named.digests, *map(str, named.errands), *map(str, handed)}
    peers = erase_envelopes(record, names, spare=_OURS, peer=peer)
    if errands or drafts or sheets or pages or peers:
        fact = CopiesErased(removal=removal, peer=peer, errands=errands, sheets=len(sheets), pages=pages)
        record(fact, under=SECRETS)
    return peers


def _erase_errand(row: Matter, named: Named) -> bool:
    package = row.package
    left = dict(package)
    if row.uid in named.errands:
        left["answers"] = words_gone(package["interview"], package["answers"])
    left["materials"] = [one | ({"name": ""} if one["sha256"] in named.digests else {}) for one in package["materials"]]
    if left == package:
        return False
    row.package = left
    row.save(update_fields=["package"])
    return True


def _erase_papers(row: ServiceErrand, named: Named) -> bool:
    """What another court serves or served, and its answer: the name of an erased file goes, its digest stays."""
    package, result = _nameless(row.package, "papers", named), _nameless(row.result, "files", named)
    if (package, result) == (row.package, row.result):
        return False
    row.package, row.result = package, result
    row.save(update_fields=["package", "result"])
    return True


def _nameless(told: dict[str, Any], part: str, named: Named) -> dict[str, Any]:
    """What is told, the erased ones of its files without their names."""
    listed = [
        one | {name: "" for name in ("name", "title") if name in one} if one["sha256"] in named.digests else one
        for one in told.get(part, [])
    ]
    return told | ({part: listed} if listed else {})


def _names(content: object, digests: Collection[str]) -> bool:
    words = canonical(content).decode()
    return any(digest in words for digest in digests)


def take_removal(work: DueWork, envelope: Envelope) -> None:
    """Envelope `removal`: copies go, save what a court here has on file; the answer says which."""
    try:
        removal, told = uid(envelope.body["removal"]), _read(envelope)
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.removal_unreadable", SECRETS)) from bad
    office = Actor.office(settings.TONGBAN.tree[0], RULE, settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        court = court_of_content(told.digests)
        kept = bool(court) or holders_of(told.digests) not in ([], [envelope.sender])
        court = court or settings.TONGBAN.tree[0]
        row = _note(record, removal, envelope.sender, told.digests, outgoing=False, court=court)
        if kept:
            row.state = AtPeer.ON_FILE
            record(CopiesOnFile(removal=removal, peer=envelope.sender, court=court), under=SECRETS)
        else:
            _erase(record, removal, envelope.sender, told)
            row.state, row.answered_at = AtPeer.ERASED, work.now
        row.save(update_fields=["state", "answered_at"])
        _answer(record, row)
    # Bytes cannot be rolled back: they go when all else is written.
    for sha256 in () if kept else told.digests:
        drop_blob(sha256)


def _read(envelope: Envelope) -> Named:
    """What the peer names, as far as it is its business: contents that it has shown to hold, errands with it; pages
    only where it is the court zone behind our link.
    """
    body = envelope.body
    digests, lists = list(body["digests"]), [list(body[key]) for key in ("documents", "cases", "errands")]
    if not all(_DIGEST.fullmatch(text(one, 64)) for one in digests) or len(digests) + sum(map(len, lists)) > _MOST:
        raise ValueError(envelope.kind)
    documents, cases, errands = (tuple(map(uid, one)) for one in lists)
    own = set(Matter.objects.filter(uid__in=errands, peer=envelope.sender).values_list("uid", flat=True))
    zone = settings.TONGBAN.zone
    if zone is None or zone.peer != envelope.sender:
        documents = cases = ()
    else:
        own |= set(HandedOver.objects.filter(uid__in=errands).values_list("uid", flat=True))
    return Named(tuple(held_by(envelope.sender, digests)), documents, cases, tuple(sorted(own)))


def _answer(record: Recording, row: RemovalAtPeer) -> None:
    send(record, peer=row.peer, kind=REMOVAL_ANSWER, body={"removal": row.removal, "state": row.state})


def _tell_who_asked(record: Recording, digests: Collection[str]) -> None:
    """A step: what a peer had asked for, and was on file here, is erased now by our own people; the peer is told."""
    for row in RemovalAtPeer.objects.filter(outgoing=False, state=AtPeer.ON_FILE):
        if set(row.digests) & set(digests):
            row.state, row.answered_at = AtPeer.ERASED, record.at
            row.save(update_fields=["state", "answered_at"])
            _answer(record, row)


def take_removal_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `removal-answer`: what became of the copies at the peer."""
    try:
        removal, state = uid(envelope.body["removal"]), AtPeer(text(envelope.body["state"], 8))
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.removal_unreadable", SECRETS)) from bad
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        row = RemovalAtPeer.objects.filter(removal=removal, peer=envelope.sender, outgoing=True).first()
        if row is None:
            raise Refused(Refusal("documents.no_such_removal", SECRETS))
        if row.state in (state, AtPeer.ERASED):
            raise NothingToDo
        row.state, row.answered_at = state, work.now
        row.save(update_fields=["state", "answered_at"])
        record(RemovalConfirmed(removal=removal, peer=envelope.sender, state=state), under=SECRETS)

"""The file gateway: envelopes, files and receipts as numbered parcels in two folders, carried by hand or one way.

`out` is always the same as what the other side has not confirmed: an envelope lies there until its receipt is here,
a receipt until a later parcel says that it has come. So whoever carries copies all of `out` each time; what is lost on
the way goes with the next round, and what comes twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.vocabulary import NOT_LOOKED_THROUGH
from tongban.federation.actions.opened import sent
from tongban.federation.actions.receive import FilesMissing, receive
from tongban.federation.actions.send import BASIS, keep_receipt
from tongban.federation.adapters.folders import Folders
from tongban.federation.adapters.keys import own_key, peer_key
from tongban.federation.models import Held, Inbound, Outbound, ParcelNote, Peer
from tongban.federation.queries import by_folder, missing_parcels
from tongban.federation.rules.envelope import digest_of
from tongban.federation.rules.parcel import Parcel, What, file_name, packed, seen_up_to, unpacked
from tongban.kernel.refusal import Refusal, Refused


def carry_by_folder(at: datetime) -> bool:
    """One round for each peer behind a file gateway: take in what was brought, lay out what is to be carried."""
    busy = False
    for peer in by_folder():
        folders = Folders(peer.url)
        busy = _take_in(peer, folders, at) or busy
        _lay_out(peer, folders)
    return busy


def _take_in(peer: Peer, folders: Folders, at: datetime) -> bool:
    took = False
    for name in folders.odd():
        folders.refuse(name, str(Refusal("federation.unreadable", BASIS)))
    for name, data in folders.brought():
        found = unpacked(data, peer_key(peer.key), sender=peer.slug, recipient=settings.TONGBAN.slug)
        if isinstance(found, Refusal):
            # A parcel that is not whole may still be on its way into the folder; `gateways` tells of it meanwhile.
            if found.reason != "federation.parcel_cut":
                folders.refuse(name, str(found))
            continue
        try:
            _open(peer, *found, at)
        except FilesMissing:
            continue  # its files come with another parcel; until then it lies where it is
        except Refused as no:
            if all(refusal.reason != NOT_LOOKED_THROUGH for refusal in no.refusals):
                folders.refuse(name, str(no))
            continue
        _note(peer, found[0])
        folders.taken(name)
        took = True
    return took


def _open(peer: Peer, parcel: Parcel, content: bytes, at: datetime) -> None:
    if parcel.what is What.FILE:
        keep_blob(content, expected_sha256=parcel.subject)
        Held.objects.bulk_create([Held(peer=peer.slug, sha256=parcel.subject)], ignore_conflicts=True)
        return
    text = content.decode("ascii", "replace")
    if parcel.what is What.ENVELOPE:
        receive(text, at=at)
        kept = Inbound.objects.filter(peer=peer.slug, digest=digest_of(text)).first()
        if kept is None:  # good in itself, but of another platform than the one that packed it
            raise Refused(Refusal("federation.bad_signature", BASIS))
        _number(peer.slug, What.RECEIPT, str(kept.uid))
        return
    row = Outbound.objects.filter(peer=peer.slug, uid=UUID(parcel.subject)).first()
    if row is None:
        raise Refused(Refusal("federation.receipt_for_another", BASIS))
    if not row.receipt:
        problem = keep_receipt(row, text, peer, at=at)
        if problem is not None:
            raise Refused(problem)


def _note(peer: Peer, parcel: Parcel) -> None:
    """The number has come; and by the sender's word, so have ours up to `seen`."""
    ParcelNote.objects.get_or_create(
        peer=peer.slug,
        outgoing=False,
        number=parcel.number,
        defaults={"what": parcel.what, "subject": parcel.subject, "done": True},
    )
    ours = ParcelNote.objects.filter(peer=peer.slug, outgoing=True, what=What.RECEIPT, done=False)
    ours.filter(number__lte=parcel.seen).update(done=True)


def _number(peer: str, what: What, subject: str) -> None:
    """Give what is to be carried its number, once. A receipt whose envelope comes again is laid out again."""
    with transaction.atomic():
        outgoing = ParcelNote.objects.filter(peer=peer, outgoing=True)
        if outgoing.filter(what=what, subject=subject).exists():
            if what is What.RECEIPT:
                outgoing.filter(what=what, subject=subject).update(done=False)
            return
        last = outgoing.order_by("-number").values_list("number", flat=True).first() or 0
        ParcelNote.objects.create(peer=peer, outgoing=True, number=last + 1, what=what, subject=subject)


def _lay_out(peer: Peer, folders: Folders) -> None:
    """`out` as it ought to be: files before the envelope that names them, nothing that the other side has."""
    waiting = {
        str(uid)
        for uid in Outbound.objects.filter(peer=peer.slug, receipt="", erased=False).values_list("uid", flat=True)
    }
    open_notes = ParcelNote.objects.filter(peer=peer.slug, outgoing=True, done=False)
    numbered = set(open_notes.filter(what=What.ENVELOPE).values_list("subject", flat=True))
    needed = set()
    for uid in sorted(waiting):  # UUIDv7: in the order of sealing
        _row, envelope = sent(UUID(uid))
        needed |= {attachment.sha256 for attachment in envelope.attachments}
        if uid not in numbered:
            for attachment in envelope.attachments:
                _number(peer.slug, What.FILE, attachment.sha256)
            _number(peer.slug, What.ENVELOPE, uid)
    for note in open_notes:
        arrived = {What.ENVELOPE: note.subject not in waiting, What.FILE: note.subject not in needed}
        if arrived.get(What(note.what), False):
            note.done = True
            note.save(update_fields=["done"])
    lies = folders.lies_out()
    names = {file_name(settings.TONGBAN.slug, note.number): note for note in open_notes.order_by("number")}
    for name, note in names.items():
        if name not in lies:
            folders.put(name, _pack(peer, note))
    folders.keep_only(names)


def _pack(peer: Peer, note: ParcelNote) -> bytes:
    here, what = settings.TONGBAN, What(note.what)
    if what is What.FILE:
        content = read_blob(note.subject)
    elif what is What.ENVELOPE:
        content = Outbound.objects.get(uid=UUID(note.subject)).token.encode()
    else:
        content = Inbound.objects.get(peer=peer.slug, uid=UUID(note.subject)).receipt.encode()
    came = ParcelNote.objects.filter(peer=peer.slug, outgoing=False).values_list("number", flat=True)
    parcel = Parcel(here.slug, peer.slug, note.number, what, note.subject, seen_up_to(set(came)))
    return packed(parcel, content, own_key(here.home / "keys"))


@dataclass(frozen=True, slots=True)
class Gateway:
    """How a file gateway stands: parcels to be carried, waiting `in`, cut off, refused; numbers that never came."""

    peer: str
    out: int
    waiting: int
    cut: tuple[str, ...]
    refused: tuple[str, ...]
    missing: tuple[int, ...]

    @property
    def wrong(self) -> bool:
        """True when somebody should look: a parcel was refused."""
        return bool(self.refused)

    def __str__(self) -> str:
        parts = [f"{self.out} to carry", f"{self.waiting} waiting"]
        for word, found in (("not whole", self.cut), ("refused", self.refused), ("not come", self.missing)):
            parts += [f"{word}: {', '.join(map(str, found[:20]))}"] if found else []
        return "; ".join(parts)


def gateways() -> list[Gateway]:
    """How each file gateway stands, for `tongban check`."""
    found = []
    for peer in by_folder():
        folders, here = Folders(peer.url), settings.TONGBAN.slug
        brought = dict(folders.brought())
        read = {n: unpacked(d, peer_key(peer.key), sender=peer.slug, recipient=here) for n, d in brought.items()}
        cut = tuple(n for n, r in read.items() if isinstance(r, Refusal) and r.reason == "federation.parcel_cut")
        missing = tuple(missing_parcels(peer.slug))
        aside = tuple(folders.lies_aside())
        found.append(Gateway(peer.slug, len(folders.lies_out()), len(brought), cut, aside, missing))
    return found

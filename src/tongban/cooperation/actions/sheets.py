"""Showing a person of another platform what that person may see of a case that lives here, and the reverse."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_case
from tongban.cases.queries import case_by_uid, case_exists, viewer_for
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.reading import MALFORMED, moment, text, uid
from tongban.cooperation.events import SheetSent, SheetTaken
from tongban.cooperation.models import CaseSheet, SheetCopy
from tongban.cooperation.queries import sheet_of
from tongban.cooperation.rules.sheets import whole
from tongban.cooperation.vocabulary import SHEET, Sheet
from tongban.documents.actions.blobs import keep_made, open_blob
from tongban.documents.queries import has_blob
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import person_by_uid
from tongban.register.actions.bundle import bundle, bundle_edition
from tongban.register.vocabulary import DueWork

_LAW = "审判流程信息公开规定 1; 在线诉讼规则 10"


def refresh_sheets(work: DueWork) -> None:
    """Reaction to every fact that changes what parties see: send each remote party the new sheet, if it differs."""
    if work.entry.case is None:
        return
    if not _remote_parties(case_by_uid(work.entry.case)):
        return
    office = Actor.office(case_by_uid(work.entry.case).court, "cooperation: show parties their case")
    bundles = _bundles_of(work.entry.case, work.now)
    with act(by=office, at=work.now, fulfils=work) as record:
        # The sheets are read while the case is held: of two refreshes at once, the later edition is the newer state.
        case = lock_case(record, work.entry.case)
        for person, peer in _remote_parties(case):
            _send_sheet(record, case.uid, person, peer, bundles)
        if not record.facts:
            raise NothingToDo


def _remote_parties(case: CaseView) -> list[tuple[UUID, str]]:
    """Each party that acts through another platform, with that platform; the dead read nothing any more."""
    zone = settings.TONGBAN.zone
    # The internet zone is shown nothing unasked: its persons ask, and read under a seal (decision 0021).
    here = ("", settings.TONGBAN.slug, zone.peer if zone else "")
    living = [p for p in case.parties if not p.dead]
    return [(p.person, p.platform) for p in living if p.person is not None and p.platform not in here]


def _send_sheet(record: Recording, case: UUID, person: UUID, peer: str, bundles: dict[str, dict[str, Any]]) -> None:
    """A step: send the person's sheet when it differs from the one sent last."""
    sheet = sheet_of(viewer_for(person, at=record.at, staff=False), case)
    for paper in sheet["papers"]:
        if paper["version"] in bundles:
            paper["bundle"] = bundles[paper["version"]]
    digest = hashlib.sha256(canonical(sheet)).hexdigest()
    copy, _ = SheetCopy.objects.get_or_create(of_case=case, person=person, defaults={"digest": ""})
    if copy.digest == digest:
        return
    copy.digest, copy.edition = digest, copy.edition + 1
    copy.save(update_fields=["digest", "edition"])
    send(
        record,
        peer=peer,
        kind=SHEET,
        body={"person": str(person), "case": str(case), "edition": copy.edition, "sheet": sheet},
        attachments=tuple(Attachment(**file) for file in files_in(sheet)),
        case=case,
    )
    record(SheetSent(person=person, peer=peer, digest=digest), under=_LAW, case=case)


_made: dict[tuple[str, str], dict[str, Any]] = {}
"""By version and edition: the bundle made for it, kept for the life of the process."""


def _bundles_of(case: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """By version, the proof bundle of each sealed paper that a remote party sees: their platform has no ledger of ours.

    Made before the act, because reading the ledger and packing take time; a paper proven since then comes with the
    refresh that its own seal makes due.
    """
    found: dict[str, dict[str, Any]] = {}
    for person, _peer in _remote_parties(case_by_uid(case)):
        for paper in sheet_of(viewer_for(person, at=now, staff=False), case)["papers"]:
            made = _bundle(paper) if paper["seal"] and paper["seal"]["proven"] else None
            if made is not None:
                found[paper["version"]] = made
    return found


def _bundle(paper: dict[str, Any]) -> dict[str, Any] | None:
    """The paper's proof bundle as a file entry, its content in the store."""
    edition = paper["version"], bundle_edition(UUID(paper["version"]))
    known = _made.get(edition)
    if known is not None and has_blob(known["sha256"]):
        return known
    file = paper["files"][0]
    with open_blob(file["sha256"]) as content:
        made = bundle(UUID(paper["version"]), name=file["name"], content=content.read())
    if made is None:
        return None
    kept = keep_made(made)
    name = f"proof-{paper['code'] or paper['uid']}.zip"
    entry = {"sha256": kept.sha256, "size": kept.size, "media_type": "application/zip", "name": name}
    _made[edition] = entry
    return entry


def files_in(sheet: Sheet) -> list[dict[str, Any]]:
    """Every file that a sheet names, once."""
    found: dict[str, dict[str, Any]] = {}
    for paper in sheet["papers"]:
        for file in (*paper["files"], *([paper["bundle"]] if paper.get("bundle") else [])):
            found[file["sha256"]] = file
    return list(found.values())


def take_sheet(work: DueWork, envelope: Envelope) -> None:
    """Envelope `sheet`: keep what the owner shows our person, unless a newer edition is here."""
    try:
        person, case = uid(envelope.body["person"]), uid(envelope.body["case"])
        sheet = read_sheet(envelope) | {"case": str(case)}
        edition = int(envelope.body["edition"])
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.sheet_unreadable", _LAW)) from bad
    own = settings.TONGBAN.slug
    known_person = person_by_uid(person)
    if known_person is None or known_person.platform != own:
        raise Refused(Refusal("cooperation.no_such_person", _LAW))
    with act(by=Actor.office("", "cooperation: keep sheets", own), at=work.now, fulfils=work) as record:
        known = locked(CaseSheet.objects.filter(of_case=case)).order_by("id")
        if case_exists(case) or any(row.peer != envelope.sender for row in known):
            raise Refused(Refusal("cooperation.not_this_peers_case", _LAW))
        mine = next((row for row in known if row.holder == person), None)
        if mine is not None and mine.edition >= edition:
            raise NothingToDo
        columns = {"number": str(sheet["number"]), "content": sheet, "edition": edition, "sent_at": envelope.at}
        fixed = {"layer": Layer.OWN, "case": case, "peer": envelope.sender}
        CaseSheet.objects.update_or_create(of_case=case, holder=person, defaults=fixed | columns)
        digest = hashlib.sha256(canonical(sheet)).hexdigest()
        record(SheetTaken(person=person, case=case, peer=envelope.sender, digest=digest), under=_LAW)


def read_sheet(envelope: Envelope) -> dict[str, Any]:
    """The sheet, whole. Raises one of `MALFORMED` when a part is missing without which there is no case.

    Every file must travel with the envelope: a sheet opens no other file of this platform.
    """
    told = envelope.body["sheet"]
    sheet = whole(told)
    text(told["number"], 64)
    moment(sheet["docketed_at"])
    for key in ("cause", "stage"):
        text(sheet[key], 120)
    sent = {attachment.sha256 for attachment in envelope.attachments}
    if any(file["sha256"] not in sent for file in files_in(sheet)):
        message = "a file that does not travel with the sheet"
        raise ValueError(message)
    return sheet

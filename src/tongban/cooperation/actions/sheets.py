"""Showing a person of another platform what that person may see of a case that lives here, and the reverse."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid, viewer_for
from tongban.cooperation.events import SheetSent, SheetTaken
from tongban.cooperation.models import CaseSheet, SheetCopy
from tongban.cooperation.queries import sheet_of
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.register.vocabulary import DueWork

_LAW = "审判流程信息公开规定 1; 在线诉讼规则 10"


def refresh_sheets(work: DueWork) -> None:
    """Reaction to every fact that changes what parties see: send each remote party the new sheet, if it differs."""
    if work.entry.case is None:
        return
    case = case_by_uid(work.entry.case)
    own = settings.TONGBAN.slug
    changed: list[tuple[UUID, str, dict[str, Any], str]] = []
    for party in case.parties:
        if party.person is None or party.platform in ("", own):
            continue
        sheet = sheet_of(viewer_for(party.person, at=work.now, staff=False), case.uid)
        digest = hashlib.sha256(canonical(sheet)).hexdigest()
        if not SheetCopy.objects.filter(of_case=case.uid, person=party.person, digest=digest).exists():
            changed.append((party.person, party.platform, sheet, digest))
    if not changed:
        return
    with act(by=Actor.office(case.court, "cooperation: show parties their case"), at=work.now, fulfils=work) as record:
        for person, peer, sheet, digest in changed:
            SheetCopy.objects.update_or_create(of_case=case.uid, person=person, defaults={"digest": digest})
            send(
                record,
                peer=peer,
                kind="sheet",
                body={"person": str(person), "case": str(case.uid), "sheet": sheet},
                attachments=tuple(Attachment(**file) for file in files_in(sheet)),
                case=case.uid,
            )
            record(SheetSent(person=person, peer=peer, digest=digest), under=_LAW, case=case.uid)


def files_in(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """Every file that a sheet names, once."""
    found: dict[str, dict[str, Any]] = {}
    for paper in sheet["papers"]:
        for file in paper["files"]:
            found[file["sha256"]] = file
    return list(found.values())


def take_sheet(work: DueWork, envelope: Envelope) -> None:
    """Envelope `sheet`: keep what the owner shows our person, unless a newer one is here."""
    body = envelope.body
    person, case = UUID(body["person"]), UUID(body["case"])
    known = CaseSheet.objects.filter(of_case=case, holder=person).first()
    if known is not None and known.sent_at >= envelope.at:
        return
    with act(by=Actor.office("", "cooperation: keep sheets", settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        CaseSheet.objects.update_or_create(
            of_case=case,
            holder=person,
            defaults={
                "layer": Layer.OWN,
                "case": case,
                "peer": envelope.sender,
                "number": str(body["sheet"]["number"]),
                "content": body["sheet"],
                "sent_at": envelope.at,
            },
        )
        digest = hashlib.sha256(canonical(body["sheet"])).hexdigest()
        record(SheetTaken(person=person, case=case, peer=envelope.sender, digest=digest), under=_LAW)

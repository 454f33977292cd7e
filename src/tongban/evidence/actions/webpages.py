"""Web pages as evidence: a party names an address, the court's own browser takes the page, the office puts it in."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_case, step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.law import TRACKS
from tongban.cases.vocabulary import Act, CaseView
from tongban.documents.actions.upload import Received, receive_made
from tongban.documents.law import told_of_secrets
from tongban.evidence.actions.exhibits import take_files
from tongban.evidence.actions.files import note_finding
from tongban.evidence.adapters.capturing import Captured, capture
from tongban.evidence.events import CaptureEnded, CaptureOrdered
from tongban.evidence.models import WebCapture
from tongban.evidence.rules.exhibits import check_exhibit
from tongban.evidence.rules.webpages import screen_address, screen_waiting, shown_by
from tongban.evidence.vocabulary import CaptureState, Filed, FindingKind
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, require
from tongban.register.vocabulary import DueWork

_LAW = "证据规定 14(1)"


def order_capture(
    record: Recording, *, case: UUID, title: str = "", proves: str = "", address: str = "", state_secret: str = ""
) -> UUID:
    """A party asks the court to take a web page as its exhibit (CPL 68; 证据规定 14(1)); the worker takes it.

    Refused with all that is missing, when the address is no public web page, or when too many wait.
    """
    view, law = step_case(record, case, Act.SUBMIT_EXHIBIT)
    party = own_party(record, view)
    place = screen_address(address, settings.TONGBAN.capture_networks)
    found = check_exhibit(title=title, proves=proves, source="", files=1)
    said = told_of_secrets(state_secret, "state_secret")
    require([one for one in (*found, place, said) if isinstance(one, Refusal)])
    assert not isinstance(place, Refusal)  # noqa: S101 - `require` has raised
    waiting = WebCapture.objects.filter(party__in=party.line, state=CaptureState.ORDERED)
    require(screen_waiting(waiting.values_list("address", flat=True), place.opened))
    row = WebCapture.objects.create(
        layer=Layer.CASE,
        court=view.court,
        case=case,
        holder=party.person,
        party=party.uid,
        title=title.strip(),
        proves=proves.strip(),
        address=place.opened,
        state=CaptureState.ORDERED,
        ordered_at=record.at,
    )
    digest = hashlib.sha256(row.address.encode()).hexdigest()
    record(CaptureOrdered(case=case, capture=row.uid, party=party.uid, address=digest), under=law, case=case)
    return row.uid


def take_page(work: DueWork) -> None:
    """Reaction to `CaptureOrdered`: take the page, outside any transaction, then put it in or note why not."""
    uid = UUID(work.entry.body["capture"])
    row = WebCapture.objects.get(uid=uid)
    if row.state != CaptureState.ORDERED:
        return
    allowed = settings.TONGBAN.capture_networks
    place, wall = screen_address(row.address, allowed), settings.TONGBAN_CLOCK.wall()
    at = timezone.localtime(work.now)
    got = place if isinstance(place, Refusal) else capture(place, at=at, wall=wall, allowed=allowed)
    files = [] if isinstance(got, Refusal) else _kept(got)
    with act(by=Actor.office(row.court, f"{_LAW}: capture of web pages"), at=work.now, fulfils=work) as record:
        assert row.case is not None  # noqa: S101 - a capture is ordered in a case
        case = lock_case(record, row.case)
        row = locked(WebCapture.objects.filter(uid=uid)).get()
        if row.state != CaptureState.ORDERED:
            raise NothingToDo
        # The case went on while the page was taken: what comes too late is no exhibit any more.
        late = TRACKS[case.track].decide(case.stage, Act.SUBMIT_EXHIBIT, role="party")
        _end(record, case, row, late if isinstance(late, Refusal) else got, files)


def _kept(got: Captured) -> list[Received]:
    """The picture, which people look at, and the container, which proves it."""
    return [
        receive_made(got.picture, "网页截图.png", "image/png"),
        receive_made(got.container, "网页固定.zip", "application/zip"),
    ]


def _end(record: Recording, case: CaseView, row: WebCapture, got: Captured | Refusal, files: list[Received]) -> None:
    row.ended_at = record.at
    if isinstance(got, Refusal):
        row.state, row.reason, row.law, row.facts = CaptureState.REFUSED, got.reason, got.law, dict(got.facts)
    else:
        party = next(p for p in case.everybody if p.uid == row.party)
        item = Filed(row.title, row.proves, shown_by(got.finding).source[:400], ())
        exhibit = take_files(record, case, party, item, files, _LAW)
        document = exhibit.files.get(order=len(files)).document
        note_finding(record, exhibit, document, FindingKind.WEBPAGE, got.finding)
        row.state, row.exhibit = CaptureState.TAKEN, exhibit.uid
    row.save(update_fields=["state", "reason", "law", "facts", "exhibit", "ended_at"])
    digest = "" if isinstance(got, Refusal) else got.finding["digest"]
    ended = CaptureEnded(case=case.uid, capture=row.uid, exhibit=row.exhibit, refusal=row.reason, digest=digest)
    record(ended, under=row.law or _LAW, case=case.uid)

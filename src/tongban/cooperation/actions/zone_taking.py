"""In the court zone: what the internet zone handed over becomes a filing, or comes back with its reasons."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cooperation.actions.reading import MALFORMED, answers_of_peer, moment, text, uid
from tongban.cooperation.actions.receive import read_person
from tongban.cooperation.actions.zone_handing import LAW
from tongban.cooperation.events import HandOverReturned, HandOverTakenIn
from tongban.cooperation.models import TakenOver
from tongban.cooperation.queries.zones import own_zone
from tongban.courts.queries import is_hosted
from tongban.documents.actions.blobs import drop_blob, keep_blob, read_blob
from tongban.documents.vocabulary import NOT_LOOKED_THROUGH, Material
from tongban.federation.actions.opened import unsealed_here
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.hand_in import hand_in, known_answers
from tongban.filing.vocabulary import Package
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.vocabulary import ProofMethod
from tongban.register.vocabulary import DueWork


@dataclass(frozen=True, slots=True)
class Came:
    """A hand-over as it was read."""

    package: Package
    person: dict[str, Any]
    level: IdentityLevel


def zone_content(envelope: Envelope) -> dict[str, Any]:
    """What the internet zone sealed for this node. Refused from anybody else, or when it does not open."""
    own_zone(internet=False, peer=envelope.sender)
    return dict(json.loads(unsealed_here(text(envelope.body["sealed"], 2**23))))


def take_over(work: DueWork, envelope: Envelope) -> None:
    """Envelope `hand-over`: person and filing stand here; the court's time runs from the receipt in the internet zone.

    What cannot be taken in changes nothing; the person reads the reasons when next asking.
    """
    content = zone_content(envelope)
    handover, said = uid(content["handover"]), moment(content["received_at"])
    received_at = min(said, work.now)  # the clock there may go ahead: nothing was received later than it came
    person = uid(content["package"]["applicant"])
    noted = {"layer": Layer.OWN, "holder": person, "received_at": received_at, "at": work.now}
    try:
        came = _read(envelope, content, said)
        office = Actor.office(came.package.court, "cooperation: take filings over")
        with act(by=office, at=work.now, fulfils=work) as record:
            if TakenOver.objects.filter(uid=handover).exists():
                raise NothingToDo
            register_person(record, uid=person, platform=envelope.sender, **came.person)
            prove_identity(record, person=person, method=ProofMethod.PEER, level=came.level)
            filing = hand_in(record, came.package, received_at=received_at)
            TakenOver.objects.create(uid=handover, filing=filing.uid, **noted)
            fact = HandOverTakenIn(handover=handover, filing=filing.uid, received_at=received_at)
            record(fact, under=LAW)
        # Of a state secret that is found later no copy may lie here that this node can open.
        for material in came.package.materials:
            drop_blob(content["files"][material.sha256])
    except (Refused, *MALFORMED) as no:
        unreadable = (Refusal("cooperation.handover_unreadable", LAW),)
        refusals = no.refusals if isinstance(no, Refused) else unreadable
        if any(refusal.reason == NOT_LOOKED_THROUGH for refusal in refusals):
            raise  # the scanner is silent for now: the worker tries again, and nobody's filing comes back for that
        office = Actor.office("", "cooperation: take filings over", settings.TONGBAN.slug)
        with act(by=office, at=work.now, fulfils=work) as record:
            if TakenOver.objects.filter(uid=handover).exists():
                raise NothingToDo from no
            TakenOver.objects.create(uid=handover, refusals=plain(refusals), **noted)
            reasons = tuple(refusal.reason for refusal in refusals)
            record(HandOverReturned(handover=handover, reasons=reasons), under=LAW)


def _read(envelope: Envelope, content: dict[str, Any], received_at: datetime) -> Came:
    """Package and person, each part checked. Raises one of `MALFORMED`, or `Refused` for a court elsewhere."""
    if received_at > envelope.at:
        raise Refused(Refusal("cooperation.received_later", LAW))
    raw, interview = content["package"], text(content["package"]["interview"], 40)
    day = timezone.localtime(envelope.at).date()
    package = Package(
        interview=interview,
        version=text(raw["version"], 16),
        answers=known_answers(interview, answers_of_peer(raw["answers"], envelope.sender, day)),
        applicant=uid(raw["applicant"]),
        court=text(raw["court"], 16),
        venue=dict(raw["venue"]),
        materials=tuple(_file(envelope, content["files"], item) for item in raw["materials"]),
        platform=envelope.sender,
    )
    if not is_hosted(package.court, day):
        raise Refused(Refusal("cooperation.not_our_court", LAW, facts=(("court", package.court),)))
    return Came(package, read_person(content["person"]), IdentityLevel(content["actor"]["level"]))


def _file(envelope: Envelope, sealed: dict[str, str], item: dict[str, Any]) -> Material:
    """A file, opened and kept under the digest that the person was shown; it must travel with this envelope."""
    material = Material(
        question=text(item["question"], 64),
        name=text(item["name"], 120),
        sha256=text(item["sha256"], 64),
        sm3=text(item["sm3"], 64),
        size=int(item["size"]),
        media_type=text(item["media_type"], 80),
        pages=int(item["pages"]),
    )
    came = {attachment.sha256 for attachment in envelope.attachments}
    if sealed[material.sha256] not in came:
        message = "a file that does not travel with the envelope"
        raise ValueError(message)
    kept = keep_blob(unsealed_here(read_blob(sealed[material.sha256]).decode("ascii")), expected_sha256=material.sha256)
    return replace(material, size=kept.size, sm3=kept.sm3)

"""In the internet zone: a person files, and what was filed is sealed for the court zone at once (decision 0021).

From the act on, this node can no longer read it: answers and files leave the draft, and the envelope that waits for
the link opens in the court zone alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from joserfc.jwk import OKPKey

from tongban.access.vocabulary import Layer
from tongban.cooperation.events import FilingHandedOver
from tongban.cooperation.models import HandedOver
from tongban.cooperation.queries.zones import own_zone
from tongban.cooperation.vocabulary import HAND_OVER
from tongban.documents.actions.blobs import drop_blob, keep_made, read_blob
from tongban.documents.vocabulary import Material
from tongban.federation.actions.send import send
from tongban.federation.law import reader_of, sealed_for
from tongban.federation.vocabulary import Attachment
from tongban.filing.actions.draft import close_draft, empty_draft, hold_draft
from tongban.filing.vocabulary import DraftView, Package
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.people.queries import person_by_uid

SEALED = "application/jose"
LAW = "电子签名法 11; 在线诉讼规则 9"


def hand_over(draft: DraftView, package: Package, *, by: Actor, at: datetime) -> None:
    """Take the draft's filing in and send it to the court zone. The time of filing is `at`, whatever the link does.

    Raises `NothingToDo` quietly when it was handed in meanwhile: the draft then has its result.
    """
    zone = own_zone(internet=True)
    court = reader_of(zone.sealing_key)
    files = {material.sha256: _sealed_file(material, court) for material in package.materials}
    uid = new_id()
    content = {
        "handover": uid,
        "received_at": at,
        "package": package,
        "files": {plain_digest: sealed.sha256 for plain_digest, sealed in files.items()},
        "person": person_told(package.applicant),
        "actor": by,
    }
    body = {"sealed": sealed_for(court, canonical(content))}
    gone: tuple[str, ...] = ()
    with act(by=by, at=at) as record:
        hold_draft(record, draft.uid)
        envelope = send(record, peer=zone.peer, kind=HAND_OVER, body=body, attachments=tuple(files.values()))
        HandedOver.objects.create(uid=uid, layer=Layer.OWN, holder=package.applicant, at=at, envelope=envelope)
        record(FilingHandedOver(handover=uid, envelope=envelope, person=package.applicant), under=LAW)
        close_draft(draft.uid, result=uid, at=at)
        gone = empty_draft(draft.uid)
    for sha256 in gone:
        drop_blob(sha256)


def _sealed_file(material: Material, court: OKPKey) -> Attachment:
    """The file as only the court zone can open it; neither its name nor its kind shows."""
    kept = keep_made(sealed_for(court, read_blob(material.sha256)).encode())
    return Attachment(kept.sha256, kept.size, SEALED, "sealed")


def person_told(uid: UUID) -> dict[str, Any]:
    """What the court has to know of the applicant, as the account here holds it."""
    person = person_by_uid(uid)
    assert person is not None  # noqa: S101 - whoever hands in is registered here
    fields = ("name", "kind", "id_kind", "id_number", "phone", "email", "address", "division")
    return {name: plain(getattr(person, name)) for name in fields}

"""A party acts through another platform: the papers arrive there when that platform gives its receipt."""

from __future__ import annotations

from uuid import UUID

from tongban.delivery.actions.dispatch import arrived, lock
from tongban.delivery.models import Attempt
from tongban.delivery.vocabulary import OVER, AttemptState, Channel
from tongban.federation.actions.opened import sent
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

_LAW = "在线诉讼规则 31(1)"


def note_arrivals(work: DueWork) -> None:
    """Reaction to `EnvelopeReceipted`: papers listed on the sheet that it carried have reached the party's system.

    The sheet names each service with its papers and their digests; the files travelled before the envelope, and the
    peer's signed receipt covers all of it. A page sealed for a person in the internet zone has the services that it
    lists named beside the seal. So the receipt's time is when "the information reached the system in which
    the electronic address lies" (31(1)), and its digest is the proof.
    """
    row, envelope = sent(UUID(work.entry.body["envelope"]))
    if envelope.kind not in ("sheet", "view") or row.receipted_at is None:
        return
    if envelope.kind == "view":
        named = [UUID(one) for one in envelope.body["services"]]
    else:
        lines = envelope.body["sheet"].get("delivery") or []
        named = [UUID(line["dispatch"]) for line in lines if line["portal"]]
    found = Attempt.objects.filter(dispatch__uid__in=named, channel=Channel.PORTAL, state=AttemptState.SENT)
    found = found.exclude(dispatch__state__in=OVER)  # what fell meanwhile went out anew
    attempts = [attempt for attempt in found.select_related("dispatch") if attempt.address == row.peer]
    if not attempts:
        return
    office = Actor.office(attempts[0].court, "在线诉讼规则 31: arrival at the party's platform")
    with act(by=office, at=work.now, fulfils=work) as record:
        for attempt in attempts:
            dispatch = lock(attempt.dispatch.uid)
            arrived(record, dispatch, attempt, at=row.receipted_at, law=_LAW, evidence=work.entry.body["receipt"])

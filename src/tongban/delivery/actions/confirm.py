"""A party confirms on its portal that it has read papers (在线诉讼规则 31(2), 33)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.actions.standing import own_party
from tongban.cases.queries import case_by_uid, consents_of
from tongban.cases.vocabulary import Step
from tongban.delivery.actions.dispatch import arrived, attempt, move
from tongban.delivery.events import ReceiptConfirmed
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries import reached
from tongban.delivery.rules.ways import serves_by_reply
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, DispatchState, Planned
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused


def confirm_receipt(record: Recording, *, case: UUID, dispatch: str) -> None:
    """A party confirms that it has the papers; a second time changes nothing, and the first time stays.

    Papers that arrived electronically were served by their arrival: the reading is only noted. Papers that are still
    under way are served by this confirmation (31(2)(i)), unless the party said no to electronic service.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    row = locked(Dispatch.objects.filter(reached(party), uid=_uid(dispatch), case=case)).first()
    if row is None:
        raise Refused(Refusal("delivery.no_such_dispatch", "在线诉讼规则 38"))
    moved = move(record, row, DispatchAct.CONFIRM_RECEIPT)
    if row.read_at is None:
        row.read_at = record.at
        row.save(update_fields=["read_at"])
    record(ReceiptConfirmed(case=case, dispatch=row.uid, party=party.uid), under=moved.law, case=case)
    answer = consents_of(case).get((party.uid, Step.SERVICE))
    if row.state == DispatchState.SERVED or not serves_by_reply(answer.choice if answer else None):
        return
    found = Attempt.objects.filter(dispatch=row, channel=Channel.PORTAL).exclude(state=AttemptState.ARRIVED).first()
    found = found or attempt(record, row, Planned(Channel.PORTAL), party.platform)
    arrived(record, row, found, at=record.at, law="在线诉讼规则 31(2)(1)")


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(Refusal("delivery.no_such_dispatch", "在线诉讼规则 38")) from None

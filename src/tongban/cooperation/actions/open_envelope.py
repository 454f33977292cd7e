"""What each kind of envelope makes due."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tongban.cooperation.actions.correct import receive_correction, take_correction_answer
from tongban.cooperation.actions.disputes import take_dispute, take_dispute_answer
from tongban.cooperation.actions.forward import take_answer
from tongban.cooperation.actions.log import take_log
from tongban.cooperation.actions.party_acts import do_remote_act, take_act_answer
from tongban.cooperation.actions.receive import receive_filing
from tongban.cooperation.actions.removals import take_removal, take_removal_answer
from tongban.cooperation.actions.service_ask import take_service_answer
from tongban.cooperation.actions.service_do import take_errand
from tongban.cooperation.actions.service_recall import take_call_back
from tongban.cooperation.actions.sheets import take_sheet
from tongban.cooperation.actions.zone_asking import take_page
from tongban.cooperation.actions.zone_bulk import take_table, take_table_filing
from tongban.cooperation.actions.zone_paying import take_carried_message
from tongban.cooperation.actions.zone_showing import show_page
from tongban.cooperation.actions.zone_taking import take_over
from tongban.cooperation.vocabulary import (
    ACT,
    ACT_ANSWER,
    ASK,
    CORRECTION_ANSWER,
    DISPUTE,
    DISPUTE_ANSWER,
    FILING,
    FILING_ANSWER,
    FILING_CORRECTION,
    GATEWAY_MESSAGE,
    HAND_OVER,
    LOG,
    REMOVAL,
    REMOVAL_ANSWER,
    SERVICE,
    SERVICE_ANSWER,
    SERVICE_CALLED_BACK,
    SHEET,
    TABLE,
    TABLE_FILING,
    VIEW,
)
from tongban.federation.actions.opened import received
from tongban.federation.vocabulary import Envelope
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

OPENERS: dict[str, Callable[[DueWork, Envelope], None]] = {
    FILING.name: receive_filing,
    FILING_ANSWER.name: take_answer,
    FILING_CORRECTION.name: receive_correction,
    CORRECTION_ANSWER.name: take_correction_answer,
    LOG.name: take_log,
    SHEET.name: take_sheet,
    ACT.name: do_remote_act,
    ACT_ANSWER.name: take_act_answer,
    HAND_OVER.name: take_over,
    ASK.name: show_page,
    VIEW.name: take_page,
    GATEWAY_MESSAGE.name: take_carried_message,
    TABLE.name: take_table,
    TABLE_FILING.name: take_table_filing,
    DISPUTE.name: take_dispute,
    DISPUTE_ANSWER.name: take_dispute_answer,
    REMOVAL.name: take_removal,
    REMOVAL_ANSWER.name: take_removal_answer,
    SERVICE.name: take_errand,
    SERVICE_ANSWER.name: take_service_answer,
    SERVICE_CALLED_BACK.name: take_call_back,
}


def open_envelope(work: DueWork) -> None:
    """Reaction to `EnvelopeReceived`. An unknown kind is refused and stays visible as failing work."""
    envelope = received(UUID(work.entry.body["envelope"]), work.entry.body["peer"])
    if envelope.kind not in OPENERS:
        raise Refused(Refusal("cooperation.unknown_kind", "house rule: federation", facts=(("kind", envelope.kind),)))
    OPENERS[envelope.kind](work, envelope)

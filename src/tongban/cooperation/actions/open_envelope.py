"""What each kind of envelope makes due."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tongban.cooperation.actions.correct import receive_correction, take_correction_answer
from tongban.cooperation.actions.forward import take_answer
from tongban.cooperation.actions.log import take_log
from tongban.cooperation.actions.party_acts import do_remote_act, take_act_answer
from tongban.cooperation.actions.receive import receive_filing
from tongban.cooperation.actions.sheets import take_sheet
from tongban.federation.actions.opened import received
from tongban.federation.vocabulary import Envelope
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

KINDS: dict[str, Callable[[DueWork, Envelope], None]] = {
    "filing": receive_filing,
    "filing-answer": take_answer,
    "filing-correction": receive_correction,
    "correction-answer": take_correction_answer,
    "log": take_log,
    "sheet": take_sheet,
    "act": do_remote_act,
    "act-answer": take_act_answer,
}


def open_envelope(work: DueWork) -> None:
    """Reaction to `EnvelopeReceived`. An unknown kind is refused and stays visible as failing work."""
    envelope = received(UUID(work.entry.body["envelope"]), work.entry.body["peer"])
    if envelope.kind not in KINDS:
        raise Refused(Refusal("cooperation.unknown_kind", "house rule: federation", facts=(("kind", envelope.kind),)))
    KINDS[envelope.kind](work, envelope)

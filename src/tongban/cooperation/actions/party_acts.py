"""Acts of parties through any portal: done here when the case lives here, else sent to the platform that owns it.

Each row of `TABLE` is a step `do(record, case=..., **arguments)` with plain text arguments (and materials), so that it
travels as an envelope and runs at the owner exactly as it would have run here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from inspect import signature
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import hand_in_authority, revoke_authority
from tongban.cases.actions.conduct import decline_mediation, give_consent
from tongban.cases.actions.losses import tell_loss
from tongban.cases.actions.online import withdraw_consent
from tongban.cases.actions.turns import take_own_turn
from tongban.cases.actions.witnesses import apply_witness
from tongban.cases.queries import case_by_uid, case_exists
from tongban.cooperation.actions.reading import MALFORMED, actor_for_peer, actor_of_peer, materials, text, uid
from tongban.cooperation.events import RemoteActAnswered, RemoteActSent
from tongban.cooperation.models import CaseSheet, RemoteAct
from tongban.cooperation.rules.members import decides
from tongban.cooperation.vocabulary import ACT, ACT_ANSWER, RemoteState
from tongban.delivery.actions.addresses import confirm_address
from tongban.delivery.actions.confirm import confirm_receipt
from tongban.delivery.actions.doubts import contest_service
from tongban.documents.vocabulary import Material
from tongban.dossier.actions.originals import answer_original
from tongban.evidence.actions.exhibits import submit_exhibit
from tongban.evidence.actions.manifests import show_capture
from tongban.evidence.actions.outside import import_proof
from tongban.evidence.actions.rounds import answer_inquiry, comment_exhibit
from tongban.evidence.actions.webpages import order_capture
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.fees.actions.applying import apply_relief, name_account
from tongban.fees.actions.fiscal import ask_receipt
from tongban.fees.actions.reviews import ask_fee_review
from tongban.filing.actions.defence import answer_claim
from tongban.frame.acts import Recording, act
from tongban.hearings.actions.asynchronous import ask_async_hearing
from tongban.hearings.actions.confirm import confirm_record
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.motions.actions.decide import act_on_motion
from tongban.motions.actions.hand_in import ask_motion
from tongban.people.law import lacks_right
from tongban.people.queries import rights_used
from tongban.people.vocabulary import MemberRight
from tongban.register.vocabulary import DueWork

_REASON = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
_LAW = "川渝跨域立案协议 2020; 在线诉讼规则 1"

Do = Callable[..., object]
TABLE: dict[str, Do] = {
    "confirm_receipt": confirm_receipt,
    "act_on_motion": act_on_motion,
    "answer_claim": answer_claim,
    "answer_inquiry": answer_inquiry,
    "answer_original": answer_original,
    "apply_relief": apply_relief,
    "apply_witness": apply_witness,
    "ask_async_hearing": ask_async_hearing,
    "ask_fee_review": ask_fee_review,
    "ask_motion": ask_motion,
    "ask_receipt": ask_receipt,
    "comment_exhibit": comment_exhibit,
    "confirm_address": confirm_address,
    "contest_service": contest_service,
    "confirm_record": confirm_record,
    "decline_mediation": decline_mediation,
    "give_consent": give_consent,
    "hand_in_authority": hand_in_authority,
    "import_proof": import_proof,
    "name_account": name_account,
    "show_capture": show_capture,
    "order_capture": order_capture,
    "revoke_authority": revoke_authority,
    "submit_exhibit": submit_exhibit,
    "take_turn": take_own_turn,
    "tell_loss": tell_loss,
    "withdraw_consent": withdraw_consent,
}


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a party's act: done here and now, or `remote`, on its way to the owner."""

    remote: UUID | None


def act_as_party(
    name: str,
    *,
    case: UUID,
    by: Actor,
    at: datetime,
    arguments: dict[str, str],
    materials: tuple[Material, ...] = (),
) -> Handed:
    """Do the party's act `name` in `case`. Refused as the act refuses, or when no such case is known to the person.

    What goes elsewhere needs the rights of a member before it leaves, and again at the court that has the case.
    """
    do = _row(name)
    if case_exists(case):
        with act(by=by, at=at) as record:
            do(record, case=case, **_all(arguments, materials))
        return Handed(None)
    sheet = CaseSheet.objects.filter(of_case=case, holder=by.person).first()
    if sheet is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    _may_decide(name, by, at, arguments)
    uid = new_id()
    body = {
        "act": str(uid),
        "name": name,
        "case": str(case),
        "arguments": arguments,
        "materials": [asdict(m) for m in materials],
        "actor": actor_for_peer(by, at),
    }
    files = tuple(Attachment(m.sha256, m.size, m.media_type, m.name) for m in materials)
    with act(by=by, at=at) as record:
        envelope = send(record, peer=sheet.peer, kind=ACT, body=body, attachments=files)
        RemoteAct.objects.create(
            uid=uid,
            layer=Layer.OWN,
            holder=by.person,
            name=name,
            of_case=case,
            peer=sheet.peer,
            state=RemoteState.SENT,
            at=at,
            envelope=envelope,
        )
        assert by.person is not None  # noqa: S101 - a party is a person
        record(RemoteActSent(act=uid, name=name, person=by.person, case=case, peer=sheet.peer), under=_LAW)
    return Handed(uid)


def _may_decide(name: str, by: Actor, at: datetime, arguments: dict[str, str]) -> None:
    """Refuse a member what gives something of the organisation away, when it only hands in papers (民法典 170)."""
    rights = rights_used(by, at=at)
    if rights is not None and decides(name, arguments):
        missing = lacks_right(MemberRight.SIGN, rights)
        require([missing] if missing else [])


def _row(name: str) -> Do:
    if name not in TABLE:
        raise Refused(Refusal("cooperation.no_such_act", _LAW, facts=(("act", name[:40]),)))
    return TABLE[name]


def _all(arguments: dict[str, str], materials: tuple[Material, ...]) -> dict[str, Any]:
    # A peer's words are text, whatever its JSON held: a step must not fail on a number where it expects words.
    words: dict[str, Any] = {name: str(value) for name, value in arguments.items()}
    return {**words, "materials": materials} if materials else words


def do_remote_act(work: DueWork, envelope: Envelope) -> None:
    """Envelope `act`: a person of a peer acts in a case of ours. Done, or refused with reasons; either is answered."""
    answered = str(uid(envelope.body["act"]))
    try:
        do, by, arguments = _read_act(work, envelope)
        with act(by=by, at=work.now, fulfils=work) as record:
            do(record, **arguments)
            _answer(record, envelope.sender, answered, ())
    except Refused as no:
        office = Actor.office("", "cooperation: answer acts", settings.TONGBAN.slug)
        with act(by=office, at=work.now, fulfils=work) as record:
            _answer(record, envelope.sender, answered, no.refusals)


def _read_act(work: DueWork, envelope: Envelope) -> tuple[Do, Actor, dict[str, Any]]:
    """The step, who does it, and its arguments. Refused when the envelope holds none, or not for this person."""
    body = envelope.body
    try:
        today = timezone.localtime(work.now).date()
        case, by = uid(body["case"]), actor_of_peer(body["actor"], envelope.sender, today)
        do = _row(text(body["name"], 40))
        told = {text(key, 40): text(value, 20_000) for key, value in body["arguments"].items()}
        handed = materials(envelope, body["materials"])
        if not {"case", "materials", "record"}.isdisjoint(told):
            message = "an argument that no party gives"
            raise ValueError(message)
        arguments = _all(told, handed) | {"case": case}
        signature(do).bind(None, **arguments)
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.act_unreadable", _LAW)) from bad
    party = case_by_uid(case).party_of(by.person) if by.person else None
    if party is None or party.platform != envelope.sender:
        # Only the platform through which the party joined or filed speaks for it: for others the case does not exist.
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return do, by, arguments


def _answer(record: Recording, peer: str, uid: str, refusals: tuple[Refusal, ...]) -> None:
    send(record, peer=peer, kind=ACT_ANSWER, body={"act": uid, "refusals": plain(refusals)})


def take_act_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `act-answer`: the person sees whether the act was done. Only the owner of the case can tell."""
    sent = uid(envelope.body["act"])
    refusals = [dict(refusal) for refusal in envelope.body["refusals"]]
    reasons = tuple(_REASON.fullmatch(text(r["reason"], 80))[0] for r in refusals)  # type: ignore[index]
    state = RemoteState.REFUSED if refusals else RemoteState.DONE
    office = Actor.office("", "cooperation: keep answers", settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        waiting = RemoteAct.objects.filter(uid=sent, peer=envelope.sender, state=RemoteState.SENT)
        if not waiting.update(state=state, answered_at=envelope.at, refusals=refusals):
            raise Refused(Refusal("cooperation.no_such_act", _LAW))
        record(RemoteActAnswered(act=sent, done=not refusals, refusals=reasons), under=_LAW)

"""Acts of parties through any portal: done here when the case lives here, else sent to the platform that owns it.

Each row of `TABLE` is a step `do(record, case=..., **arguments)` with plain text arguments (and materials), so that it
travels as an envelope and runs at the owner exactly as it would have run here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cases.actions.conduct import decline_mediation, give_consent
from tongban.cases.queries import case_exists
from tongban.cooperation.events import RemoteActAnswered, RemoteActSent
from tongban.cooperation.models import CaseSheet, RemoteAct
from tongban.cooperation.vocabulary import RemoteState
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Attachment, Envelope
from tongban.filing.vocabulary import Material
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

_LAW = "川渝跨域立案协议 2020; 在线诉讼规则 1"

Do = Callable[..., object]
TABLE: dict[str, Do] = {
    "decline_mediation": decline_mediation,
    "give_consent": give_consent,
}


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a party's act: done here and now, or `remote`, on its way to the owner."""

    remote: UUID | None


def act_as_party(  # noqa: PLR0913 - who, when, which act, on which case, with what
    name: str,
    *,
    case: UUID,
    by: Actor,
    at: datetime,
    arguments: dict[str, str],
    materials: tuple[Material, ...] = (),
) -> Handed:
    """Do the party's act `name` in `case`. Refused as the act refuses, or when no such case is known to the person."""
    do = _row(name)
    if case_exists(case):
        with act(by=by, at=at) as record:
            do(record, case=case, **_all(arguments, materials))
        return Handed(None)
    sheet = CaseSheet.objects.filter(of_case=case, holder=by.person).first()
    if sheet is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    uid = new_id()
    with act(by=by, at=at) as record:
        RemoteAct.objects.create(
            uid=uid,
            layer=Layer.OWN,
            holder=by.person,
            name=name,
            of_case=case,
            peer=sheet.peer,
            state=RemoteState.SENT,
            at=at,
        )
        send(
            record,
            peer=sheet.peer,
            kind="act",
            body={
                "act": str(uid),
                "name": name,
                "case": str(case),
                "arguments": arguments,
                "materials": [asdict(m) for m in materials],
                "actor": plain(by),
            },
            attachments=tuple(Attachment(m.sha256, m.size, m.media_type, m.name) for m in materials),
        )
        assert by.person is not None  # noqa: S101 - a party is a person
        record(RemoteActSent(act=uid, name=name, person=by.person, case=case, peer=sheet.peer), under=_LAW)
    return Handed(uid)


def _row(name: str) -> Do:
    if name not in TABLE:
        raise Refused(Refusal("cooperation.no_such_act", _LAW, facts=(("act", name[:40]),)))
    return TABLE[name]


def _all(arguments: dict[str, str], materials: tuple[Material, ...]) -> dict[str, Any]:
    return {**arguments, "materials": materials} if materials else dict(arguments)


def do_remote_act(work: DueWork, envelope: Envelope) -> None:
    """Envelope `act`: a person of a peer acts in a case of ours. Done, or refused with reasons; either is answered."""
    body = envelope.body
    case, uid = UUID(body["case"]), str(body["act"])
    by = _actor(body["actor"], envelope.sender)
    materials = tuple(Material(**material) for material in body["materials"])
    try:
        with act(by=by, at=work.now, fulfils=work) as record:
            _row(str(body["name"]))(record, case=case, **_all(dict(body["arguments"]), materials))
            _answer(record, envelope.sender, uid, ())
    except (Refused, TypeError) as no:
        refusals = no.refusals if isinstance(no, Refused) else (Refusal("cooperation.no_such_act", _LAW),)
        office = Actor.office("", "cooperation: answer acts", settings.TONGBAN.slug)
        with act(by=office, at=work.now, fulfils=work) as record:
            _answer(record, envelope.sender, uid, refusals)


def _actor(data: dict[str, Any], peer: str) -> Actor:
    """The person as the peer vouches for; whatever role was claimed, through a peer one acts as a party only."""
    return Actor(
        kind=ActorKind.PERSON,
        role="party",
        person=UUID(data["person"]),
        level=IdentityLevel(data["level"]),
        platform=peer,
        helper=UUID(data["helper"]) if data["helper"] else None,
        helper_court=str(data["helper_court"]),
    )


def _answer(record: Recording, peer: str, uid: str, refusals: tuple[Refusal, ...]) -> None:
    send(record, peer=peer, kind="act-answer", body={"act": uid, "refusals": plain(refusals)})


def take_act_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `act-answer`: the person sees whether the act was done."""
    refusals = list(envelope.body["refusals"])
    state = RemoteState.REFUSED if refusals else RemoteState.DONE
    with act(by=Actor.office("", "cooperation: keep answers", settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        uid = UUID(envelope.body["act"])
        RemoteAct.objects.filter(uid=uid).update(state=state, answered_at=envelope.at, refusals=refusals)
        fact = RemoteActAnswered(act=uid, done=not refusals, refusals=tuple(str(r["reason"]) for r in refusals))
        record(fact, under=_LAW)

"""“This was not me” across platforms: both freeze, the court that has the case reviews, its answer comes back.

An act that went to another platform by an envelope is reviewed there. An act that a peer's person did here is reviewed
here, and the person's own platform is told, because the account that somebody else may sit in is there.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.cases.queries import case_by_uid, case_exists
from tongban.cooperation.actions.reading import MALFORMED, moment, text, uid
from tongban.cooperation.models import CaseSheet, Matter, RemoteAct
from tongban.cooperation.vocabulary import DISPUTE, DISPUTE_ANSWER
from tongban.federation.actions.send import send
from tongban.federation.vocabulary import Envelope
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.dispute import REVIEWERS, open_dispute, share_dispute, take_decision
from tongban.people.queries import (
    disputable,
    dispute_by_uid,
    is_disputed,
    known_at,
    number_as_kept,
    person_by_uid,
)
from tongban.people.vocabulary import ActElsewhere, DisputeState, DisputeView
from tongban.register.queries import caused_by, entries_naming, entry_by_uid
from tongban.register.vocabulary import DueWork, EntryView

_LAW = "在线诉讼规则 7(2)"
_RULE = "cooperation: disputes of acts"
_WORDS = 2000


def dispute_for_visitor(entry: UUID, id_number: str, why: str, *, by: Actor, at: datetime) -> UUID:
    """At the court that has the case, a person of another platform says that an act in her name was not hers.

    A clerk writes it down, the identity paper in hand. Refused: not a clerk or the president, no act of litigation of
    such a person at this court, another identity number, disputed before, nothing said.
    """
    view = _entry(entry)
    if by.role not in REVIEWERS or not by.court:
        raise Refused(Refusal("people.not_your_function", "house rule: the court's register of functions"))
    person = person_by_uid(UUID(view.actor["person"])) if view and view.actor.get("person") else None
    own = (view is not None and view.event in disputable() and view.actor.get("role") == "party") or False
    if view is None or person is None or not own or person.platform == settings.TONGBAN.slug:
        raise Refused(Refusal("people.no_such_act", _LAW, ("entry",)))
    if _court(view) != by.court:
        raise Refused(Refusal("people.no_such_act", _LAW, ("entry",)))
    found = []
    if not person.id_number or number_as_kept(id_number) != person.id_number:
        found.append(Refusal("cooperation.number_differs", _LAW, ("id_number",)))
    if not 0 < len(why.strip()) <= _WORDS:
        found.append(Refusal("people.words_missing", _LAW, ("why",)))
    if is_disputed(entry):
        found.append(Refusal("people.disputed_before", _LAW, ("entry",)))
    require(found)
    with act(by=by, at=at) as record:
        return open_dispute(record, view, why, person=person.uid, court=by.court)


def pass_dispute_on(work: DueWork) -> None:
    """Reaction to `ActDisputed`: tell the other platform that the act concerns, if there is one."""
    view = dispute_by_uid(UUID(work.entry.body["dispute"]))
    entry = _entry(view.entry) if view else None
    if view is None or view.peer or entry is None:
        return  # a peer told us, or the act is one of a peer's register
    peer, envelope = _elsewhere(entry)
    if not peer:
        return
    office = Actor.office(view.court, _RULE, settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        share_dispute(record, view.uid, peer=peer, here=envelope is None)
        send(record, peer=peer, kind=DISPUTE, body=_body(view, envelope), case=view.case)


def _elsewhere(entry: EntryView) -> tuple[str, UUID | None]:
    """The other platform, "" when there is none; and the envelope by which the act went there, None when it came."""
    body, through = entry.body, str(entry.actor.get("platform", ""))
    went: RemoteAct | Matter | None = None
    if entry.event == "remote_act_sent":
        went = RemoteAct.objects.filter(uid=UUID(body["act"])).first()
    elif entry.event == "matter_opened":
        went = Matter.objects.filter(uid=UUID(body["matter"]), outgoing=True).first()
    if went is not None and went.envelope is not None:
        return went.peer, went.envelope
    return (through if through != settings.TONGBAN.slug else ""), None


def _body(view: DisputeView, envelope: UUID | None) -> dict[str, object]:
    return {
        "dispute": str(view.uid),
        "person": str(view.person),
        "envelope": str(envelope or ""),
        "entry": str(view.entry),
        "event": view.event,
        "done_at": view.done_at.isoformat(),
        "why": view.why,
    }


def take_dispute(work: DueWork, envelope: Envelope) -> None:
    """Envelope `dispute`: a peer's person disputes an act that came here, or one of ours was disputed where it went."""
    try:
        body = envelope.body
        dispute, person, went = uid(body["dispute"]), uid(body["person"]), text(body["envelope"], 36)
        told = ActElsewhere(uid(body["entry"]), text(body["event"], 64), moment(body["done_at"]))
        why = text(body["why"], _WORDS)
        carried = uid(went) if went else None
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.dispute_unreadable", _LAW)) from bad
    if dispute_by_uid(dispute) is not None:
        return  # told before
    whose = person_by_uid(person)
    speaks = envelope.sender if carried else settings.TONGBAN.slug
    if whose is None or whose.platform != speaks:
        raise Refused(Refusal("cooperation.not_this_peers_person", _LAW))
    if carried is None:
        _may_freeze(person, told.uid, envelope.sender)
        court = known_at(person) or settings.TONGBAN.tree[0]
        with act(by=Actor.office(court, _RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
            open_dispute(record, told, why, person=person, court=court, uid=dispute, peer=envelope.sender, here=False)
        return
    done = _done_by(carried, person)
    court = _court(done) if done else settings.TONGBAN.tree[0]
    with act(by=Actor.office(court, _RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        if done is None or is_disputed(done.uid):
            send(record, peer=envelope.sender, kind=DISPUTE_ANSWER, body=_answer(dispute, "", ""))
            return
        open_dispute(record, done, why, person=person, court=court, uid=dispute, peer=envelope.sender)


def _may_freeze(person: UUID, entry: UUID, peer: str) -> None:
    """Refuse a peer that has no business with our person, or that names an entry of our own register."""
    acts = RemoteAct.objects.filter(holder=person, peer=peer)
    sheets = CaseSheet.objects.filter(holder=person, peer=peer)
    errands = Matter.objects.filter(applicant=person, peer=peer)
    if _entry(entry) is not None or not (acts.exists() or sheets.exists() or errands.exists()):
        raise Refused(Refusal("cooperation.not_this_peers_person", _LAW))


def _done_by(envelope: UUID, person: UUID) -> EntryView | None:
    """What the act that this envelope carried became here: the person's own entry, else the first act of litigation."""
    came = entries_naming("envelope_received", envelope)
    acts = [one for entry in came for one in caused_by(entry.uid) if one.event in disputable()]
    own = (one for one in acts if one.actor.get("person") == str(person))
    return next(own, next(iter(acts), None))


def tell_decision(work: DueWork) -> None:
    """Reaction to the decision: the other platform that knows of the dispute is told."""
    view = dispute_by_uid(UUID(work.entry.body["dispute"]))
    if view is None or not view.peer or not view.here:
        return
    office = Actor.office(view.court, _RULE, settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        answer = _answer(view.uid, view.state, view.reasons)
        send(record, peer=view.peer, kind=DISPUTE_ANSWER, body=answer, case=view.case)


def _answer(dispute: UUID, outcome: str, reasons: str) -> dict[str, object]:
    return {"dispute": str(dispute), "outcome": str(outcome), "reasons": reasons}


def take_dispute_answer(work: DueWork, envelope: Envelope) -> None:
    """Envelope `dispute-answer`: the court that has the case has decided; only the platform that reviews can say so."""
    try:
        body = envelope.body
        dispute, outcome, reasons = uid(body["dispute"]), text(body["outcome"], 16), text(body["reasons"], _WORDS)
        if outcome and DisputeState(outcome) is DisputeState.OPEN:
            raise ValueError(outcome)
    except MALFORMED as bad:
        raise Refused(Refusal("cooperation.dispute_unreadable", _LAW)) from bad
    view = dispute_by_uid(dispute)
    if view is None:
        raise Refused(Refusal("people.no_such_dispute", _LAW))
    office = Actor.office(view.court, _RULE, settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        take_decision(record, dispute, outcome, reasons, peer=envelope.sender)


def _court(entry: EntryView) -> str:
    """The court that reviews an act done here: that of its case, else the one that the entry names."""
    if entry.case and case_exists(entry.case):
        return case_by_uid(entry.case).court
    named = (entry.body.get("court"), entry.actor.get("court"))
    return str(next((one for one in named if one), settings.TONGBAN.tree[0]))


def _entry(entry: UUID) -> EntryView | None:
    found = entry_by_uid(entry)
    return found[0] if found else None

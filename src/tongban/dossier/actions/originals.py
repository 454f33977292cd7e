"""Originals: asked for on one of four grounds, brought or not, compared, or cured in one of five ways (规则 12, 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.documents.queries import document_in_case
from tongban.dossier.actions.custody import for_the_registry, item_at_court
from tongban.dossier.events import DocumentCompared, OriginalAnswered, OriginalAsked, OriginalBrought, OriginalCured
from tongban.dossier.models import Comparison, Item, OriginalRequest
from tongban.dossier.queries import newest_outcomes
from tongban.dossier.rules.originals import (
    ASK,
    CURE,
    REQUEST,
    check_comparison,
    check_reply,
    check_request,
    compared,
    cure_of,
    trigger_of,
)
from tongban.dossier.vocabulary import Cure, Demand, ItemStage, Outcome, RequestAct
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

_HIDDEN = Refusal("dossier.no_such_document", "在线诉讼规则 38", ("document",))


def ask_for_original(
    record: Recording, case: CaseView, subject: UUID, party: PartyView, demand: Demand, *, layer: Layer
) -> None:
    """A step: the court requires the original of `subject`, an exhibit or a document that lies in `layer`, of `party`.

    Refused with all that is missing (ground, reasons, period, address), or while another request for it is open.
    """
    who = for_the_registry(record)
    require(check_request(demand, today=timezone.localtime(record.at).date()))
    ground = trigger_of(demand.trigger)
    assert ground is not None and demand.until is not None  # noqa: S101, PT018 - the check refuses without
    if OriginalRequest.objects.filter(subject=subject).exclude(stage__in=REQUEST.last).exists():
        raise Refused(Refusal("dossier.asked_before", ASK))
    row = OriginalRequest.objects.create(
        layer=layer,
        court=case.court,
        case=case.uid,
        holder=party.person,
        subject=subject,
        party=party.uid,
        trigger=ground,
        reasons=demand.reasons.strip(),
        due=demand.until,
        address=demand.address.strip(),
        asked_by=who,
        asked_at=record.at,
        stage=REQUEST.first,
    )
    fact = OriginalAsked(
        case=case.uid,
        request=row.uid,
        subject=subject,
        party=party.uid,
        trigger=ground,
        until=demand.until,
        reasons=_digest(row.reasons),
    )
    record(fact, under=ground.law, case=case.uid)


def require_document(case: UUID, document: UUID, party: UUID, demand: Demand, *, by: Actor, at: datetime) -> None:
    """The court requires the original of a document on file that is no exhibit, of the party that handed it in."""
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        found, owner = document_in_case(case, document), view.party(party)
        if found is None or owner is None:
            raise Refused(_HIDDEN)
        ask_for_original(record, view, document, owner, demand, layer=found.label.layer)


def answer_original(record: Recording, *, case: UUID, request: str = "", reply: str = "", words: str = "") -> None:
    """The party says what it will do; until the original is there it may say something else.

    Refused: none asked of this party or of whose place it took, the original is there, no answer chosen, no reason why
    it cannot be brought.
    """
    view = lock_own_case(record, case)
    party = own_party(record, view)
    within_authority(record, view, None)
    row = _open_request(case, request, party.line)
    law = _move(row, RequestAct.ANSWER, record)
    require(check_reply(reply, words))
    row.reply, row.words, row.replied_at = reply, words.strip(), record.at
    row.save(update_fields=["stage", "reply", "words", "replied_at"])
    fact = OriginalAnswered(case=case, request=row.uid, party=party.uid, reply=reply, words=_digest(row.words))
    record(fact, under=law, case=case)


def note_brought(case: UUID, request: UUID, *, by: Actor, at: datetime) -> None:
    """The court has the original; what remains is to compare."""
    with act(by=by, at=at) as record:
        lock_own_case(record, case)
        row = _open_request(case, str(request))
        law = _move(row, RequestAct.BRING, record)
        row.save(update_fields=["stage"])
        record(OriginalBrought(case=case, request=row.uid), under=law, case=case)


def cure_document(case: UUID, document: UUID, cure: str, *, by: Actor, at: datetime) -> None:
    """The judge holds that a document that is no exhibit counts as the original, on one of the five grounds."""
    with act(by=by, at=at) as record:
        lock_own_case(record, case)
        if document_in_case(case, document) is None:
            raise Refused(_HIDDEN)
        if by.role != "judge":
            raise Refused(Refusal("request.not_your_act", CURE))
        way = cure_of(cure)
        if way is None:
            raise Refused(Refusal("dossier.cure_missing", CURE, ("cure",)))
        if not compared(way, newest=newest_outcomes([document]).get(document)):
            raise Refused(Refusal("dossier.not_compared", CURE, ("cure",)))
        note_cured(record, case, document, way)


def note_cured(record: Recording, case: UUID, subject: UUID, cure: Cure) -> None:
    """A step: `subject` counts as the original; what was asked about it is settled."""
    row = locked(OriginalRequest.objects.filter(case=case, subject=subject)).order_by("-id").first()
    if row is not None:
        _move(row, RequestAct.CURE, record)
        row.cure = cure
        row.save(update_fields=["stage", "cure"])
    record(OriginalCured(case=case, subject=subject, cure=cure), under=cure.law, case=case)


def compare(
    case: UUID,
    document: UUID,
    *,
    outcome: str,
    way: str,
    where: str = "",
    item: UUID | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Note in the record of comparison (核对笔录) that a document was held beside its original.

    Refused: no such document in the case, no such thing of the case in the store, no outcome, a difference that is not
    described.
    """
    with act(by=by, at=at) as record:
        who = for_the_registry(record)
        view = lock_own_case(record, case)
        found = document_in_case(case, document)
        if found is None or found.newest is None:
            raise Refused(_HIDDEN)
        require(check_comparison(outcome, way, where))
        thing = _in_store(record, case, item) if item else None
        if thing is not None and thing.document is None and outcome == Outcome.IDENTICAL:
            thing.document = document
            thing.save(update_fields=["document"])
        row = Comparison.objects.create(
            layer=found.label.layer,
            court=view.court,
            case=case,
            holder=found.label.holder,
            document=document,
            version=found.newest.uid,
            item=thing,
            outcome=outcome,
            way=way,
            where=where.strip(),
            by=who,
            at=at,
        )
        record(_compared(row, case), under=CURE, case=case)


def _in_store(record: Recording, case: UUID, item: UUID) -> Item:
    """The thing of this case that lies at the court, locked; refused when there is none."""
    thing = item_at_court(record, item)
    if thing.case != case or thing.stage != ItemStage.HELD:
        raise Refused(Refusal("dossier.no_such_item", CURE, ("item",)))
    return thing


def _compared(row: Comparison, case: UUID) -> DocumentCompared:
    return DocumentCompared(
        case=case,
        comparison=row.uid,
        document=row.document,
        version=row.version,
        item=row.item.uid if row.item else None,
        outcome=row.outcome,
        way=row.way,
        where=_digest(row.where) if row.where else "",
    )


def follow(record: Recording, layers: Mapping[UUID, Layer], *, erase: bool = False) -> None:
    """A step: what hangs on exhibits and documents goes where each of them goes; with `erase`, its words are gone."""
    del record  # proves that an act is open
    asked = OriginalRequest.objects.filter(subject__in=layers)
    seen = Comparison.objects.filter(document__in=layers)
    for layer in set(layers.values()):
        moved = [subject for subject, target in layers.items() if target is layer]
        asked.filter(subject__in=moved).update(layer=layer)
        seen.filter(document__in=moved).update(layer=layer)
    if erase:
        asked.update(reasons="", words="")
        seen.update(where="")


def _open_request(case: UUID, text: str, line: Collection[UUID] = ()) -> OriginalRequest:
    """The request of this case that `text` names, locked; refused when there is none (of these parties)."""
    try:
        rows = OriginalRequest.objects.filter(case=case, uid=UUID(text))
    except ValueError:
        rows = OriginalRequest.objects.none()
    row = locked(rows.filter(party__in=line) if line else rows).first()
    if row is None:
        raise Refused(Refusal("dossier.no_such_request", ASK))
    return row


def _move(row: OriginalRequest, what: RequestAct, record: Recording) -> str:
    """Move the request by its table; returns the article. Raises `Refused`."""
    move = REQUEST.decide(row.stage, what, role=record.by.role)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    return move.law


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

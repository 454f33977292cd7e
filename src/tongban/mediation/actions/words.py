"""What is said and put at the table, and what crosses the wall (在线调解规则 13, 18-22, 24; 特邀调解 17, 20, 22)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.mediators import prolong_mediation
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.law import Do
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import Power
from tongban.documents.actions.labels import move_layer
from tongban.documents.actions.upload import keep_unrecorded, recall_upload
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.mediation.actions.table import at_table, commitment, end, new_salt
from tongban.mediation.events import (
    FactsConfirmed,
    MaterialReleased,
    MediationProlonged,
    RelationDisclosed,
    TextAgreedTo,
    WordsKeptAside,
)
from tongban.mediation.models import Agreed, CommonText, Mediation, Statement
from tongban.mediation.rules.table import PERIODS, check_addressee, check_text, check_wish, check_words, common_wish
from tongban.mediation.vocabulary import MEDIATOR, If, MediationAct, Outcome, TextKind, Wish

_WALL = "在线调解规则 18"
FILE = "mediation_file"
"""Kind of the files shown at the table."""


def speak(
    case: UUID,
    text: str,
    *,
    to: str,
    proposal: bool = False,
    materials: Sequence[Material] = (),
    by: Actor,
    at: datetime,
) -> UUID:
    """A party speaks to all or to the mediator alone; the mediator to all or to one party alone. Files go along.

    Nothing of it is read by the court. Refused: no words, an addressee who is not at the table, and the mediator while
    a disclosure is open.
    """
    with act(by=by, at=at) as record:
        what = MediationAct.PROPOSE if by.role == "mediator" else MediationAct.SPEAK
        row, view, law = at_table(record, case, what)
        party = None if by.role == "mediator" else own_party(record, view)
        alone = check_addressee(to, by_mediator=party is None, parties=[p.uid for p in view.parties])
        found = check_words("text", text, law)
        require([*found, alone] if isinstance(alone, Refusal) else found)
        assert not isinstance(alone, Refusal)  # noqa: S101 - refused above
        label = _label(view, party, party.uid if party and to == MEDIATOR else alone)
        said = Statement.objects.create(
            layer=label.layer,
            court=label.court,
            case=label.case,
            holder=label.holder,
            mediation=row,
            party=party.uid if party else None,
            proposal=proposal,
            text=text.strip(),
            salt=new_salt(),
            at=at,
        )
        digests = []
        for material in materials:
            file = recall_upload(material.sha256, material.name, field="files")
            digests.append(keep_unrecorded(record, file, kind=FILE, title=file.name, label=label, subject=said.uid))
        record(WordsKeptAside(commitment=commitment(said.salt, said.text, *digests)), under=law)
    return said.uid


def _label(case: CaseView, party: PartyView | None, alone: UUID | None) -> Label:
    """Behind the wall, with `alone` one party and the mediator; whose words they are, is the holder of the others."""
    if alone is not None:
        return Label(Layer.CAUCUS, court=case.court, case=case.uid, holder=alone)
    return Label(Layer.MEDIATION, court=case.court, case=case.uid, holder=party.uid if party else None)


def disclose(case: UUID, relation: str, *, by: Actor, at: datetime) -> None:
    """The mediator tells a relation meanwhile; all are asked whether they still agree (13). Refused without words."""
    with act(by=by, at=at) as record:
        row, view, _law = at_table(record, case, MediationAct.DISCLOSE)
        disclose_relation(record, row, view, relation)


def disclose_relation(record: Recording, row: Mediation, case: CaseView, relation: str) -> None:
    """A step: the relation is told to parties and court."""
    require(check_words("relation", relation, "在线调解规则 13(1)"))
    _put(record, row, case, TextKind.DISCLOSURE, relation, layer=Layer.CASE)
    record(RelationDisclosed(case=case.uid, mediation=row.uid), under="在线调解规则 13(1); 特邀调解 15", case=case.uid)


def put_text(case: UUID, kind: str, text: str, days: int | None = None, *, by: Actor, at: datetime) -> UUID:
    """The mediator puts undisputed facts, an agreement or a longer period to all parties; returns the text.

    A newer one of the same kind takes the place of one that not all agreed to. Refused: no such kind, no words, a
    number of days that is none.
    """
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.PUT_TEXT)
        if kind not in {TextKind.FACTS, TextKind.AGREEMENT, TextKind.EXTENSION}:
            raise Refused(Refusal("mediation.text_kind_missing", law, ("kind",)))
        require(check_text(TextKind(kind), text, days))
        days = days if kind == TextKind.EXTENSION else None
        return _put(record, row, view, TextKind(kind), text, days=days).uid


def _put(
    record: Recording,
    row: Mediation,
    case: CaseView,
    kind: TextKind,
    text: str,
    *,
    days: int | None = None,
    layer: Layer = Layer.MEDIATION,
    statement: UUID | None = None,
) -> CommonText:
    put = CommonText.objects.create(
        layer=layer,
        court=case.court,
        case=case.uid,
        holder=row.mediator if kind is TextKind.DISCLOSURE else None,
        mediation=row,
        kind=kind,
        text=text.strip(),
        days=days,
        statement=statement,
        salt=new_salt(),
        at=record.at,
    )
    record(WordsKeptAside(commitment=commitment(put.salt, kind, put.text, str(days or ""))), under=_WALL)
    return put


def ask_release(case: UUID, statement: str, *, by: Actor, at: datetime) -> UUID:
    """A party asks that a statement made to all be used in the trial, and agrees to it; the others decide (18).

    Refused: a statement that is not there for all, or is on the file already.
    """
    with act(by=by, at=at) as record:
        row, view, law = at_table(record, case, MediationAct.ASK_RELEASE)
        party = _binding(record, view)
        none = Refusal("mediation.no_such_statement", law)
        said = Statement.objects.filter(case=case, layer=Layer.MEDIATION, uid=_uid(statement, none)).first()
        if said is None:
            raise Refused(none)
        put = _put(record, row, view, TextKind.RELEASE, "", statement=said.uid)
        _agree(record, put, party)
    return put.uid


def agree(case: UUID, text: str, wish: str = "", *, by: Actor, at: datetime) -> None:
    """A party agrees to a common text by an act of its own; when all have, it counts, and what it says is done.

    Refused: a text that is not there, replaced, complete or agreed to before; an agreement without what the party asks
    of the court; an agent beyond the authority.
    """
    with act(by=by, at=at) as record:
        none = Refusal("mediation.no_such_text", _WALL)
        put = locked(CommonText.objects.filter(case=case, uid=_uid(text, none))).first()
        if put is None:
            raise Refused(none)
        kind = TextKind(put.kind)
        what = MediationAct.AGREE_RELEASE if kind is TextKind.RELEASE else MediationAct.AGREE
        row, view, _law = at_table(record, case, what)
        party = _binding(record, view) if kind is TextKind.RELEASE else own_party(record, view)
        if kind is TextKind.AGREEMENT:
            within_authority(record, view, Do.SIGN_AGREEMENT)
        require([*_not_open(row, put, party), *check_wish(kind, wish)])
        _agree(record, put, party, wish if kind is TextKind.AGREEMENT else "")
        given = {one.party: one.wish for one in put.agreed.all()}
        if all(party.line & given.keys() for party in view.parties):
            put.complete_at = at
            put.save(update_fields=["complete_at"])
            _complete(record, row, view, put, common_wish(given.values()) if kind is TextKind.AGREEMENT else None)


def _binding(record: Recording, case: CaseView) -> PartyView:
    """The party, whose agent needs the power to settle: the protection of the wall is given up."""
    party = own_party(record, case)
    within_authority(record, case, None, {Power.SETTLE})
    return party


def _not_open(row: Mediation, put: CommonText, party: PartyView) -> list[Refusal]:
    newer = CommonText.objects.filter(mediation=put.mediation, kind=put.kind, id__gt=put.id, statement=put.statement)
    newer = newer.exclude(kind=TextKind.DISCLOSURE)  # each relation is agreed to by itself
    if put.complete_at is not None or put.mediation_id != row.id or newer.exists():
        return [Refusal("mediation.text_not_open", _WALL)]
    if put.agreed.filter(party__in=party.line).exists():
        return [Refusal("mediation.agreed_before", _WALL)]
    return []


def _agree(record: Recording, put: CommonText, party: PartyView, wish: str = "") -> None:
    by = record.by
    agent = by.represents is not None
    Agreed.objects.create(text=put, party=party.uid, by_agent=agent, level=by.level, wish=wish, at=record.at)
    told = commitment(put.salt, put.text, str(party.uid), wish)
    record(TextAgreedTo(commitment=told), under="在线调解规则 19, 22; 电子签名法 13")


def _complete(record: Recording, row: Mediation, case: CaseView, put: CommonText, wish: Wish | None) -> None:
    """All parties agreed: undisputed facts cross the wall, days are added, the agreement ends the mediation."""
    match TextKind(put.kind):
        case TextKind.FACTS:
            _cross(put)
            digest = hashlib.sha256(put.text.encode()).hexdigest()
            fact = FactsConfirmed(case=case.uid, mediation=row.uid, text=put.uid, digest=digest)
            record(fact, under="在线调解规则 18, 22", case=case.uid)
        case TextKind.EXTENSION if put.days:
            until = prolong_mediation(record, case, PERIODS, put.days)
            told = MediationProlonged(case=case.uid, mediation=row.uid, until=until)
            record(told, under="在线调解规则 24; 特邀调解 27", case=case.uid)
        case TextKind.RELEASE if put.statement:
            Statement.objects.filter(uid=put.statement).update(layer=Layer.CASE)
            move_layer(
                record, documents=(), subject=put.statement, source=Layer.MEDIATION, target=Layer.CASE, holder=None
            )
            record(
                MaterialReleased(case=case.uid, mediation=row.uid, statement=put.statement),
                under="在线调解规则 18; 特邀调解 22",
                case=case.uid,
            )
        case TextKind.AGREEMENT:
            # A mediation document is made of the agreement's text (特邀调解 20(1)); who withdraws keeps it to oneself.
            if wish is Wish.PAPER:
                _cross(put)
            ended, view, law = at_table(record, case.uid, MediationAct.CONCLUDE, holds={If.SIGNED_BY_ALL: True})
            end(record, ended, view, Outcome.AGREED, law, wish=wish or "")


def _cross(put: CommonText) -> None:
    put.layer = Layer.CASE
    put.save(update_fields=["layer"])


def _uid(text: str, none: Refusal) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(none) from None

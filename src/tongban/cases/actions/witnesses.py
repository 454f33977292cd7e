"""Witnesses: asked for by a party, called or refused by the judge; the step by which each moves.

SI 117; 证据规定 69, 70.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_case, lock_own_case
from tongban.cases.actions.standing import own_party
from tongban.cases.events import WitnessAskedFor, WitnessGranted, WitnessRefused
from tongban.cases.law import TRACKS
from tongban.cases.models import Case, Witness
from tongban.cases.queries import clocks_of
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.witnesses import witnesses_in
from tongban.cases.rules.witnesses import (
    APPLICATION,
    HIDDEN,
    LONGEST_REASONS,
    WITNESSES,
    Application,
    check_period,
    conflicts,
)
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.vocabulary.witnesses import CallGround, WitnessAct, WitnessState
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import number_as_kept, paper_problem
from tongban.people.vocabulary import IdKind, PersonKind


def apply_witness(record: Recording, *, case: UUID, **told: str) -> UUID:
    """A step: a party asks the court to call a witness; returns the witness.

    `told` as `rules.witnesses.Application`. Refused: after the evidence period or once the hearing is open, with all
    that is missing, for a party, an agent or a judge of the case as its witness.
    """
    view = lock_own_case(record, case)
    party = own_party(record, view)
    move = _decided(record, WitnessState.UNNAMED, WitnessAct.APPLY)
    late = check_period(view, party.uid, clocks_of(case), timezone.localtime(record.at).date())
    if not TRACKS[view.track].allows(view.stage, Act.SUBMIT_EXHIBIT):
        late = Refusal("cases.witness_not_at_this_stage", APPLICATION)
    row = _named(record, view, move, told, party=party.uid, also=[late] if late else [])
    record(WitnessAskedFor(case=case, witness=row.uid, party=party.uid), under=move.law, case=case)
    return row.uid


def call_witness(
    case: UUID, *, ground: str, reasons: str, exempt: bool = False, told: dict[str, str], by: Actor, at: datetime
) -> UUID:
    """The judge calls a witness for whom nobody asked; returns the witness. Refused without a ground of SI 96(1)."""
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        holds = guards([("ground_named", ground in set(CallGround))])
        move = _decided(record, WitnessState.UNNAMED, WitnessAct.CALL, holds)
        why = _reasoned(reasons, move.law)
        row = _named(record, view, move, told, ground=ground, reasons=why, exempt=exempt, decided_by=by.person)
        _granted(record, row, move.law)
        return row.uid


def decide_witness(
    case: UUID, witness: UUID, *, grant: bool, reasons: str, exempt: bool = False, by: Actor, at: datetime
) -> None:
    """The judge grants the application or refuses it, with reasons.

    `exempt`: the witness has no full capacity, testifies about what such a person understands, and signs no guarantee.
    """
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        row, law = step_witness(record, view, witness, WitnessAct.GRANT if grant else WitnessAct.REFUSE)
        row.reasons, row.decided_by, row.exempt = _reasoned(reasons, law), by.person, grant and exempt
        row.save(update_fields=["reasons", "decided_by", "exempt"])
        if grant:
            _granted(record, row, law)
        else:
            told = hashlib.sha256(row.reasons.encode()).hexdigest()
            record(WitnessRefused(case=case, witness=row.uid, reasons=told), under=law, case=case)


def step_witness(
    record: Recording, case: CaseView, witness: UUID, what: WitnessAct, holds: Collection[str] = ()
) -> tuple[Witness, str]:
    """A step: the witness, locked and moved by the table, with the article. The caller records what was done.

    A witness acts alone: for another person there is no such witness, and a named helper does nothing beside one.
    """
    row = locked(Witness.objects.filter(uid=witness, case=case.uid)).first()
    by = record.by
    if row is None or (by.role == "witness" and (by.person is None or row.person != by.person)):
        raise Refused(HIDDEN)
    if by.role == "witness" and by.helper is not None and not by.helper_court:
        raise Refused(Refusal("cases.witness_speaks_alone", "证据规定 72; 在线诉讼规则 26"))
    move = _decided(record, row.state, what, holds)
    row.state = WitnessState(move.target)
    if what is WitnessAct.CALL_IN:
        row.called_at = record.at
    elif what is WitnessAct.SIGN:
        row.signed_at = record.at
    row.save(update_fields=["state", "called_at", "signed_at"])
    return row, move.law


def case_of_witness(record: Recording, witness: UUID) -> CaseView:
    """A step: the case of a witness, held until the act ends; refused when there is none."""
    case = Witness.objects.filter(uid=witness).values_list("case", flat=True).first()
    if case is None:
        raise Refused(HIDDEN)
    return lock_case(record, case)


def _decided(record: Recording, state: str, what: WitnessAct, holds: Collection[str] = ()) -> Move:
    move = WITNESSES.decide(state, what, role=record.by.role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    return move


def _reasoned(reasons: str, law: str) -> str:
    if not 0 < len(reasons.strip()) <= LONGEST_REASONS:
        most = (("most", str(LONGEST_REASONS)),)
        raise Refused(Refusal("cases.witness_without_reasons", law, ("reasons",), most))
    return reasons.strip()


def _named(
    record: Recording,
    case: CaseView,
    move: Move,
    told: dict[str, str],
    *,
    also: Collection[Refusal] = (),
    **more: object,
) -> Witness:
    """The new row, where `move` leads; refused with what is `also` wrong, and with all that is missing in `told`."""
    known = {field.name for field in fields(Application)}
    words = {name: text.strip() for name, text in told.items() if name in known}
    words["id_number"] = number_as_kept(words.get("id_number", ""))
    asked = Application(**words)
    found = [*also, *asked.problems()]
    if asked.id_number:
        today = timezone.localtime(record.at).date()
        wrong = paper_problem(PersonKind.NATURAL, IdKind.RESIDENT, asked.id_number, today=today)
        found += [wrong] if wrong else []
    require(found or conflicts(case, authorities_in(case.uid), witnesses_in(case.uid), asked.id_number, None))
    return Witness.objects.create(
        layer=Layer.WITNESS,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        state=WitnessState(move.target),
        asked_at=record.at,
        **words,
        **more,
    )


def _granted(record: Recording, row: Witness, law: str) -> None:
    assert row.case is not None  # noqa: S101 - every witness carries the case
    told = hashlib.sha256(row.reasons.encode()).hexdigest()
    fact = WitnessGranted(case=row.case, witness=row.uid, ground=row.ground, exempt=row.exempt, reasons=told)
    record(fact, under=law, case=row.case)

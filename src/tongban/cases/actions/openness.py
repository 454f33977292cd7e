"""The judge orders that a case is not tried in public (CPL 137)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_own_case
from tongban.cases.events import TrialClosedToPublic
from tongban.cases.models import Case, ClosedTrial
from tongban.cases.queries.openness import openness_of
from tongban.cases.rules.openness import LONGEST_REASONS, OPENNESS, closing_holds, ground_named
from tongban.cases.vocabulary import OpennessAct
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused


def close_to_public(case: UUID, ground: str, *, asked_by: UUID | None, reasons: str, by: Actor, at: datetime) -> None:
    """The judge of the case orders it, of the court's own motion or because the party `asked_by` asked for it.

    The record and the judgment then say so, and the public reads title and outcome alone. Refused: no ground of the
    law, no request where the law needs one, heard already, closed already, no reasons, another judge.
    """
    with act(by=by, at=at) as record:
        view, named = lock_own_case(record, case), ground_named(ground)
        holds = guards(closing_holds(view, named, asked_by).items())
        move = OPENNESS.decide(openness_of(case), OpennessAct.CLOSE, role=by.role, holds=holds)
        if isinstance(move, Refusal):
            raise Refused(move)
        why = reasons.strip()
        if not 0 < len(why) <= LONGEST_REASONS:
            most = (("most", str(LONGEST_REASONS)),)
            raise Refused(Refusal("cases.closing_without_reasons", move.law, ("reasons",), most))
        assert named is not None  # noqa: S101 - the table needs a ground
        ClosedTrial.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            of_case=Case.objects.get(uid=case),
            ground=named,
            asked_by=asked_by,
            reasons=why,
            ordered_at=at,
        )
        digest = hashlib.sha256(why.encode()).hexdigest()
        fact = TrialClosedToPublic(case=case, ground=named, asked_by=asked_by, reasons=digest)
        record(fact, under=named.law, case=case)

"""The result of the second instance: the judgment binds, or another decision stands in its place (CPL 177-182)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tongban.cases.actions.results import take_result
from tongban.cases.law import Do
from tongban.cases.queries import case_by_uid
from tongban.delivery.actions.dispatch import order
from tongban.delivery.vocabulary import Purpose
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, act, locked
from tongban.judgments.actions.effect import bind
from tongban.judgments.events import ResultRecorded
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.judgments.queries.reading import newest
from tongban.judgments.rules.effect import BINDS
from tongban.kernel.actor import Actor


def record_result(
    case: UUID,
    result: str,
    *,
    number: str,
    dated: date | None,
    effective: date | None,
    materials: Sequence[Material],
    by: Actor,
    at: datetime,
) -> None:
    """Clerk or judge record what the court above decided, with its paper; every party gets the copy.

    `result`: the act of the case's table; `number`: of the appeal; `dated`: when it was decided; `effective`: when the
    last party was served with it. Upheld, or the appeal withdrawn, the judgment binds from then on; else it is gone.
    What is recorded is not taken back. Refused as `take_result`.
    """
    with act(by=by, at=at) as record:
        turn = take_result(record, case, result, number=number, dated=dated, effective=effective, materials=materials)
        assert dated is not None  # noqa: S101 - refused without
        assert effective is not None  # noqa: S101 - refused without
        fact = ResultRecorded(
            case=case,
            act=turn.act,
            number=number.strip(),
            dated=dated,
            effective=effective,
            document=turn.papers[0],
        )
        record(fact, under=turn.law, case=case)
        _settle(record, case, fact, turn.law)
        view = case_by_uid(case)
        for party in view.parties:
            order(record, view, list(turn.papers), party.uid, Purpose.DECISION)


def _settle(record: Recording, case: UUID, fact: ResultRecorded, law: str) -> None:
    """A step: what becomes of the judgment; nothing where the action was dismissed by a ruling."""
    row = newest(locked(Judgment.objects.filter(of_case=case, quashed_on=None)))
    if row is None:
        return
    row.above = {
        "act": fact.act,
        "number": fact.number,
        "dated": fact.dated.isoformat(),
        "effective": fact.effective.isoformat(),
        "document": str(fact.document),
    }
    if fact.act in BINDS:
        row.save(update_fields=["above"])
        bind(record, case, fact.effective, law)
        return
    row.quashed_on = fact.effective
    row.save(update_fields=["above", "quashed_on"])
    if fact.act == Do.REMAND:
        # Who tries the case anew writes from the file, not from what the first judge thought (CPL 41(3)).
        JudgmentDraft.objects.filter(of_case=case).delete()

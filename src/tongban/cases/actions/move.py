"""Moving a case along its procedure: the one place that changes a stage."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tongban.cases.actions.clocks import end_clocks, meet_clock
from tongban.cases.events import CaseMoved
from tongban.cases.models import Case
from tongban.cases.queries import case_views
from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.first_instance import FIRST_INSTANCE
from tongban.cases.vocabulary import Act, CaseView
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused


def step_case(record: Recording, case: UUID, act: Act, *, holds: Collection[str] = ()) -> tuple[CaseView, str]:
    """Lock the case and let the table decide whether the actor may do `act` now; returns the case and the article.

    The stage moves when the row says so, and the move is recorded; the trial limit is met when the case is decided, and
    whatever still runs ends with the case. Refused: no such case, wrong stage, wrong role,
    staff of another court, somebody who is no party.
    """
    row = locked(Case.objects.filter(uid=case)).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    view = case_views([row])[0]
    _belongs(record, view)
    found = FIRST_INSTANCE.decide(row.stage, act, role=record.by.role, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    if found.by == {"judge"} and view.judge not in (None, record.by.person):
        raise Refused(Refusal("cases.not_the_judge_of_this_case", "CPL 40; 民诉法解释 45"))
    if found.target != found.source:
        Case.objects.filter(id=row.id).update(stage=found.target)
        record(CaseMoved(case=case, act=act, source=found.source, target=found.target), under=found.law, case=case)
        row.stage = found.target
        view = case_views([row])[0]
        if found.target in FIRST_INSTANCE.closed:
            meet_clock(record, case, trial_limit(view.track))
        if found.target in FIRST_INSTANCE.last:
            end_clocks(record, case)
    return view, found.law


def lock_case(record: Recording, case: UUID) -> CaseView:
    """A step: hold the case until the act ends, so that what is read of it is its newest state."""
    del record  # proves that an act is open
    row = locked(Case.objects.filter(uid=case)).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return case_views([row])[0]


def _belongs(record: Recording, case: CaseView) -> None:
    """A party must be a party of this case, staff must be of its court; for others the case does not exist."""
    by = record.by
    if by.role == "party":
        mine = by.person is not None and case.party_of(by.person) is not None
    else:
        mine = by.court == case.court
    if not mine:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))

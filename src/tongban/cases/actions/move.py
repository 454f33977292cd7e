"""Moving a case along its procedure: the one place that changes a stage, save when the procedure itself changes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tongban.cases.actions.clocks import end_clocks, meet_clock
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.events import CaseMoved
from tongban.cases.models import Case
from tongban.cases.queries import case_views
from tongban.cases.queries.mediators import mediators_of
from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.first_instance import TRACKS
from tongban.cases.vocabulary import Act, CaseView
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused

BENCH = frozenset({"judge", "panel"})
"""Who may do what is the judge's own: an act of these alone is done by the judge of the case."""


def step_case(record: Recording, case: UUID, act: Act, *, holds: Collection[str] = ()) -> tuple[CaseView, str]:
    """Lock the case and let the table of its track decide about `act` by the actor; returns the case and the article.

    The stage moves when the row says so, and the move is recorded; the trial limit is met when the case is decided, and
    whatever still runs ends with the case. Refused: no such case, wrong stage, wrong role,
    staff of another court, somebody who is no party and represents none, an agent beyond the authority.
    """
    view = lock_own_case(record, case)
    found = TRACKS[view.track].decide(view.stage, act, role=record.by.role, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    judge_of_the_case(record, view, found.by)
    within_authority(record, view, act)
    if found.target != found.source:
        Case.objects.filter(uid=case).update(stage=found.target)
        record(CaseMoved(case=case, act=act, source=found.source, target=found.target), under=found.law, case=case)
        view = lock_case(record, case)
        if found.target in TRACKS[view.track].closed:
            meet_clock(record, case, trial_limit(view.track))
        if found.target in TRACKS[view.track].last:
            end_clocks(record, case)
    return view, found.law


def lock_case(record: Recording, case: UUID) -> CaseView:
    """A step: hold the case until the act ends, so that what is read of it is its newest state."""
    del record  # proves that an act is open
    row = locked(Case.objects.filter(uid=case)).first()
    if row is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return case_views([row])[0]


def lock_own_case(record: Recording, case: UUID) -> CaseView:
    """A step: hold the case for a party of it, its agent, or staff of its court; for others it does not exist."""
    view, by = lock_case(record, case), record.by
    if by.role == "party":
        own_party(record, view)
    elif by.court != view.court:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return view


def judge_of_the_case(record: Recording, case: CaseView, able: Collection[str]) -> None:
    """A step: refuse another judge what only the bench is `able` to do; a case without a judge is any judge's.

    Refused, too: who mediated the case takes no part in its trial.
    """
    if record.by.role in able and BENCH.issuperset(able) and case.judge not in (None, record.by.person):
        raise Refused(Refusal("cases.not_the_judge_of_this_case", "CPL 40; 民诉法解释 45"))
    if record.by.role in BENCH and record.by.person in mediators_of(case.uid):
        raise Refused(Refusal("cases.mediated_this_case", "特邀调解 16; CPL 47"))

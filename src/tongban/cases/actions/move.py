"""Moving a case along its procedure: the one place that changes a stage, save when the procedure itself changes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tongban.cases.actions.clocks import end_clocks, meet_clock
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.events import CaseMoved
from tongban.cases.models import Case
from tongban.cases.queries import case_views
from tongban.cases.queries.jurisdiction import objections_to
from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.jurisdiction import TRIES, may_try
from tongban.cases.rules.procedures.tracks import NOT_CONDUCTED, TRACKS
from tongban.cases.vocabulary import Act, CaseView
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused


def step_case(record: Recording, case: UUID, act: Act, *, holds: Collection[str] = ()) -> tuple[CaseView, str]:
    """Lock the case and let the table of its track decide about `act` by the actor; returns the case and the article.

    Whether the case is open to a member of staff, the gate judges (`gate.py`).

    The stage moves when the row says so, and the move is recorded; the trial limit is met when the case is decided, and
    whatever still runs ends with the case. Refused: no such case, wrong stage, wrong role,
    staff of another court, somebody who is no party and represents none, an agent beyond the authority, any act in a
    case that is tried elsewhere, the trial while it is in doubt which court is competent.
    """
    view = lock_own_case(record, case)
    if view.track in NOT_CONDUCTED:
        no = Refusal("procedure.not_in_this_procedure", "house rule: the procedure's table", facts=(("act", act),))
        raise Refused(no)
    found = TRACKS[view.track].decide(view.stage, act, role=_role(record, view, act), holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    within_authority(record, view, act)
    if act in TRIES and (doubt := may_try(objections_to(case))):
        raise Refused(doubt)
    if found.target != found.source:
        Case.objects.filter(uid=case).update(stage=found.target)
        record(CaseMoved(case=case, act=act, source=found.source, target=found.target), under=found.law, case=case)
        view = lock_case(record, case)
        if found.target in TRACKS[view.track].closed:
            meet_clock(record, case, trial_limit(view.track))
        if found.target in TRACKS[view.track].last:
            end_clocks(record, case)
    return view, found.law


def _role(record: Recording, case: CaseView, act: Act) -> str:
    """As what the actor does `act`: a party stands on its side where the table leaves the act to one side."""
    if record.by.role != "party":
        return record.by.role
    named = {role for move in TRACKS[case.track].moves if move.act == act for role in move.by}
    return record.by.role if record.by.role in named else own_party(record, case).side.value


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

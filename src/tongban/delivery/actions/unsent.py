"""Electronic papers that still wait to be sent when their recipient may not be reached that way any more."""

from __future__ import annotations

from tongban.cases.queries import consents_of, dead_among
from tongban.cases.vocabulary import Choice, Step
from tongban.delivery.actions.dispatch import CAME_TOO_LATE, OVERTAKEN, failed, lock
from tongban.delivery.models import Attempt
from tongban.delivery.vocabulary import OVER, AttemptState, DispatchState
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

LET_OUT = "consent_over"
"""Why a way failed that rested on a consent which did not stand any more when it was to be taken."""
_LAW = "在线诉讼规则 5(2), 29"


def no_longer(row: Attempt) -> str:
    """For acts: why what waits is not to be sent any more, as a code; "" when it is.

    What was sent before stays valid (规则 5(2)); a reminder needs no consent, and the dead read none.
    """
    dispatch = row.dispatch
    if dispatch.state in OVER:
        return OVERTAKEN
    if dead_among([dispatch.party]):
        return CAME_TOO_LATE
    if not row.counts or row.case is None:
        return ""
    answer = consents_of(row.case).get((dispatch.party, Step.SERVICE))
    return "" if answer and answer.choice is Choice.ONLINE else LET_OUT


def give_over(work: DueWork, row: Attempt, why: str) -> None:
    """An act of the office: the way failed; where it was the last one, a person decides how to go on."""
    with act(by=Actor.office(row.court, _LAW), at=work.now, fulfils=work) as record:
        dispatch = lock(row.dispatch.uid)
        row.refresh_from_db()
        if row.state != AttemptState.QUEUED or dispatch.state == DispatchState.WAITING:
            raise NothingToDo
        failed(record, dispatch, row, why, law=_LAW if why == LET_OUT else "CPL 87; SI 55")

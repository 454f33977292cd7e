"""Who decides whether somebody withdraws from a case, and what that person does meanwhile (CPL 48-50; SI 48, 49)."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import Do, If
from tongban.cases.vocabulary.offices import Decider, Office, RecusalState
from tongban.kernel.refusal import Refusal

LAW = "CPL 48(2)"
_PUTS = {
    Decider.COMMITTEE: (Do.PUT_TO_COMMITTEE, If.PRESIDENT_CHALLENGED),
    Decider.PRESIDENT: (Do.PUT_TO_PRESIDENT, If.JUDGE_CHALLENGED),
    Decider.PRESIDING: (Do.PUT_TO_PRESIDING, If.OTHER_CHALLENGED),
}
_AFTER = {
    Do.GRANT_RECUSAL: RecusalState.LEFT,
    Do.REFUSE_RECUSAL: RecusalState.STAYS,
    Do.ASK_REVIEW: RecusalState.REVIEWED,
    Do.WITHDRAW_APPLICATION: RecusalState.TAKEN_BACK,
}


def decider(office: Office | None, *, of_president: bool) -> Decider:
    """Who decides about somebody in `office` (None: an expert, an interpreter); `of_president`: who holds it is one."""
    if office is not Office.JUDGE:
        return Decider.PRESIDING
    return Decider.COMMITTEE if of_president else Decider.PRESIDENT


def put_to(decides: Decider) -> tuple[Do, If]:
    """The act of the procedure's table that brings an application before who decides, and its condition."""
    return _PUTS[decides]


def state_after(do: Do) -> RecusalState | None:
    """What an act about the application means for whom it is about; None: nothing."""
    return _AFTER.get(do)


def decided_by(decides: Decider) -> str:
    """In which function somebody enters the decision: what the committee decided is entered by its number."""
    return "judge" if decides is Decider.PRESIDING else "president"


def stands_back() -> Refusal:
    """Why somebody whose recusal was asked for does nothing in the case, save what is urgent."""
    return Refusal("cases.stands_back", LAW)

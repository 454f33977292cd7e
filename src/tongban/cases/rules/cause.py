"""The cause of a case may change (案由规定通知): with the claims, or when the court finds another legal relation.

At intake the cause follows the relation that the plaintiff asserts. A changed claim changes it up to the end of the
debate (SI 232). When the case is closed it follows the relation that the court has found. A case keeps the list under
which it was filed.
"""

from __future__ import annotations

from datetime import date

from tongban.cases.vocabulary import CauseChange, Stage
from tongban.courts.law import check_cause
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal

NOTICE = "案由规定通知"
TIMES: dict[CauseChange, tuple[frozenset[Stage], str]] = {
    CauseChange.CLAIM_CHANGED: (
        frozenset({Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING}),
        f"{NOTICE}; SI 232",
    ),
    CauseChange.RELATION_FOUND: (frozenset({Stage.DELIBERATION}), NOTICE),
}
"""At which stages each reason holds, and under what."""


def new_cause(
    old: str, new: str, *, filed_on: date, stage: Stage, reason: str, none_lower: bool = False
) -> tuple[Cause, CauseChange, str] | Refusal:
    """The cause that takes the place of `old`, the reason, and the article.

    Refused: no such reason, not at this stage, the same cause, a cause that the list of the day of filing does not
    hold, or one below which a lower one is still to be looked at.
    """
    if reason not in list(CauseChange):
        return Refusal("cases.cause_reason_missing", NOTICE, ("reason",))
    why = CauseChange(reason)
    stages, law = TIMES[why]
    if stage not in stages:
        return Refusal("cases.cause_not_at_this_stage", law, ("reason",), (("why", why.term),))
    if old == new:
        return Refusal("cases.cause_unchanged", NOTICE, ("cause",))
    cause = check_cause(new, filed_on, none_lower=none_lower)
    return cause if isinstance(cause, Refusal) else (cause, why, law)

"""The cause of a case may change (案由规定通知): with the claims, or when the court finds another legal relation.

At intake the cause follows the relation that the plaintiff asserts. A changed claim changes it up to the end of the
debate (SI 232). When the case is closed it follows the relation that the court has found. Which reason holds at which
stage stands in the table of the procedure. A case keeps the list under which it was filed.
"""

from __future__ import annotations

from datetime import date

from tongban.cases.vocabulary import CauseChange
from tongban.courts.law import check_cause
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal

NOTICE = "案由规定通知"


def reason_for_change(reason: str) -> CauseChange | Refusal:
    """The reason given for another cause; refused when it is none of the two."""
    known = reason in list(CauseChange)
    return CauseChange(reason) if known else Refusal("cases.cause_reason_missing", NOTICE, ("reason",))


def new_cause(old: str, new: str, *, filed_on: date, none_lower: bool = False) -> Cause | Refusal:
    """The cause that takes the place of `old`.

    Refused: the same cause, a cause that the list of the day of filing does not hold, or one below which a lower one
    is still to be looked at.
    """
    if old == new:
        return Refusal("cases.cause_unchanged", NOTICE, ("cause",))
    return check_cause(new, filed_on, none_lower=none_lower)

"""Changing the cause of a case (案由规定通知)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.move import step_case
from tongban.cases.events import CauseChanged
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid
from tongban.cases.rules.cause import new_cause, reason_for_change
from tongban.cases.vocabulary import Act, CaseView
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused


def change_cause(case: UUID, *, cause: str, reason: str, by: Actor, at: datetime, none_lower: bool = False) -> CaseView:
    """The judge of the case gives it another cause; the old one stays in the register.

    Refused: another judge, a stage at which the reason does not hold, the same cause, one that may not be used.
    """
    with act(by=by, at=at) as record:
        why = reason_for_change(reason)
        if isinstance(why, Refusal):
            raise Refused(why)
        view, law = step_case(record, case, Act.CHANGE_CAUSE, holds=[why])
        new = new_cause(view.cause, cause, filed_on=timezone.localtime(view.filed_at).date(), none_lower=none_lower)
        if isinstance(new, Refusal):
            raise Refused(new)
        Case.objects.filter(uid=case).update(cause=new.code, cause_name=new.name)
        fact = CauseChanged(
            case=case, old=view.cause, old_name=view.cause_name, new=new.code, new_name=new.name, reason=why
        )
        record(fact, under=law, case=case)
    return case_by_uid(case)

"""Steps that tests of running periods share."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

from tests.builders import OPERATOR, House, step
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.incidents import exclude_days, extend_clock
from tongban.cases.models import Clock
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, ClockView
from tongban.kernel.actor import Actor
from tongban.register.models import Entry

TRIAL = "trial_simplified"
JAN = date(2027, 1, 4)
"""A Monday in the course of the trial limit, which runs from 23 November 2026 to 23 February 2027."""


def clock(case: CaseView, rule: str = TRIAL) -> ClockView:
    return next(one for one in clocks_of(case.uid) if one.rule == rule)


def excluded(
    house: House, case: CaseView, first: date, last: date | None, *, ground: str = "appraisal", by: Actor | None = None
) -> UUID:
    uid = clock(case).uid
    return exclude_days(case.uid, uid, ground=ground, first=first, last=last, by=by or house.judge, at=house.at)


def asked(house: House, case: CaseView, rule: str = TRIAL, **changed: object) -> UUID:
    told = {"approver": "president", "amount": 1, "unit": "month", "reason": "案情复杂，需要补充鉴定。"} | changed
    return extend_clock(case.uid, clock(case, rule).uid, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]


def running(house: House, case: CaseView, rule: str, start: datetime, owed_by: str = "court") -> Clock:
    uid = step(OPERATOR, house.at, lambda record: start_clock(record, case, rule, start=start, owed_by=owed_by))
    return Clock.objects.get(uid=uid)


def body(event: str) -> dict[str, object]:
    return json.loads(Entry.objects.get(event=event).body)  # type: ignore[no-any-return]

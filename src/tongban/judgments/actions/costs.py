"""A judgment in effect settles the fees of its case (交纳办法 29, 53; SI 207)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.cases.queries import case_by_uid
from tongban.fees.actions.costs import settle_costs
from tongban.fees.queries import case_is_charged
from tongban.frame.acts import act
from tongban.judgments.events import JudgmentEffective
from tongban.judgments.queries import effective_judgment
from tongban.judgments.rules.costs import shares_told
from tongban.kernel.actor import Actor
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork


def allot_fees(work: DueWork) -> None:
    """Reaction to `JudgmentEffective`: each party bears what the judgment says.

    Nothing happens in a case that was never charged, nor when the same judgment was in effect before its time to appeal
    was restored: its fees were laid then. Refused when the judgment allots other money than was asked for.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    judgment = effective_judgment(case.uid)
    if judgment is None or not case_is_charged(case.uid):
        return
    effects = entries_of_case(case.uid, events=(JudgmentEffective.NAME,))
    if any(one.body["judgment"] == body["judgment"] and one.at < work.entry.at for one in effects):
        return
    shares = shares_told(judgment.content, case)
    office = Actor.office(case.court, "交纳办法 53: a judgment in effect settles the fees")
    with act(by=office, at=work.now, fulfils=work) as record:
        settle_costs(record, case, shares, date.fromisoformat(body["on"]))

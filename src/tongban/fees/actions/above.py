"""The court above has decided: what the appeal cost is borne (交纳办法 15, 29, 34), or waits for the judge (30, 31)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.cases.law import At, Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.fees.actions.beside import lower
from tongban.fees.actions.costs import bear, of_appeals, recover, settle_withdrawn, tell_of_costs
from tongban.fees.models import Charge
from tongban.fees.queries import standing_of
from tongban.fees.queries.anew import result_of
from tongban.fees.rules.above import ENDS, AppealEnd
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.register.vocabulary import DueWork


def settle_above(work: DueWork) -> None:
    """Reaction to `CaseMoved`: what the court above decided about an appeal against a judgment was recorded.

    Upheld, or withdrawn: who appealed bears what the appeal cost, halved in the second case. An action that was
    withdrawn above is settled like one that was withdrawn here (SI 336). After a settlement the fee is halved, and the
    judge says who bears it, as where the judgment was changed (`anew.lay_anew`).
    """
    body = work.entry.body
    end = ENDS.get(body["act"]) if body["source"] == At.SENT_UP else None
    told = result_of(UUID(body["case"])) if end else None
    if end is None or told is None or not Charge.objects.filter(case=UUID(body["case"])).exists():
        return
    case = case_by_uid(UUID(body["case"]))
    with act(by=Actor.office(case.court, end.law), at=work.now, fulfils=work) as record:
        if body["act"] == Do.ALLOW_WITHDRAWAL:
            settle_withdrawn(record, case, told.effective)
        settle_appeals(record, case, end, told.effective)
        if not record.facts:
            raise NothingToDo


def settle_appeals(record: Recording, case: CaseView, end: AppealEnd, effective: date) -> None:
    """A step: the fee of each appeal that was not settled before. What was put off, or need not have been paid before
    the decision, is asked of who bears it.
    """
    for row in of_appeals(case):
        asked = standing_of(row.uid).prepaid
        lower(record, row, asked - end.due(asked), f"{end.law}, 53(2)", of="above", start=effective)
        standing, payer = standing_of(row.uid), case.party(row.payer)
        if not standing.prepaid or end.agreed or payer is None:
            continue
        held = max(standing.held, 0)
        borne = min(standing.prepaid, held + standing.relief)
        bear(record, row, standing, borne, effective, under=end.law)
        if standing.prepaid > borne:
            recover(record, case, row, payer.uid, Money(standing.prepaid - borne), row.uid)
            tell_of_costs(record, case, payer, {payer.uid: Money(standing.prepaid)}, Money(held))

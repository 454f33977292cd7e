"""The fees of a case are laid on its parties anew: the judgment was changed above or in a retrial (交纳办法 30, 32), or
the parties settled above (31), or the president changed the decision about them (43(2)).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.results import PAPER_MISSING, keep_result
from tongban.cases.vocabulary import CaseView
from tongban.documents.vocabulary import Material
from tongban.fees.actions.costs import FREED, asked_here, lay, of_appeals, without_applications
from tongban.fees.actions.ledger import take_back
from tongban.fees.actions.refunds import moved
from tongban.fees.events import ChargePaid, FeeBorne, FeeWrittenOff, RefundStopped
from tongban.fees.events.anew import AllotmentTakenBack, FeesLaidAnew
from tongban.fees.models import Charge, Posting, Refund
from tongban.fees.queries import standing_of
from tongban.fees.queries.anew import changed_by, is_laid, laid_now, waiting_fees
from tongban.fees.rules.anew import LAW, SAID_ABOVE, STOPPABLE, paper_flaws, shares_told, sum_flaw
from tongban.fees.vocabulary import RECOVERY, Account, RefundAct
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require

WHY = "诉讼费用的负担已经变更，重新计算应退数额"
_LAID = (FeeBorne.NAME, ChargePaid.NAME, FeeWrittenOff.NAME)
"""The facts whose lines take a fee out of what was asked for and lay it on somebody."""


def lay_anew(
    case: UUID,
    shares: Mapping[UUID, str],
    *,
    number: str = "",
    effective: date | None = None,
    materials: Sequence[Material] = (),
    by: Actor,
    at: datetime,
) -> None:
    """The judge of the case lays the fees on the parties as the decision says that changed the judgment, or as they
    agreed before the court above.

    `shares`: what each party bears, as typed. The paper of the court above is on the file; of another one, in a
    retrial, `number`, the day from which it binds and the paper are told here. Refused: a judgment that nobody changed,
    the same decision twice, shares that do not add up to the fees, and whatever is missing.
    """
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        if by.role != "judge":
            raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", "judge"),)))
        document, day = _decision(record, view, number, effective, materials)
        told = shares_told(_of_parties(view, shares))
        if isinstance(told, list):
            raise Refused(told)
        if _stands(view.uid, told):
            raise Refused(Refusal("fees.laid_before", LAW))
        lay_shares(record, view, told, day, document=document)


def _stands(case: UUID, shares: Mapping[UUID, Money]) -> bool:
    """Whether the fees lie so on the parties already: who presses twice sends nobody another list with another code."""
    laid = {party: one for party, one in shares.items() if one.minor}
    return not waiting_fees(case) and laid_now(case) == laid


def _of_parties(view: CaseView, shares: Mapping[UUID, str]) -> dict[UUID, str]:
    return {party.uid: shares.get(party.uid, "") for party in view.parties}


def _decision(
    record: Recording, view: CaseView, number: str, effective: date | None, materials: Sequence[Material]
) -> tuple[UUID, date]:
    """The paper of the decision that changed the judgment, and since when it binds."""
    above = changed_by(view.uid)
    if view.stage in SAID_ABOVE and above is not None:
        if is_laid(view.uid, above[0]):
            raise Refused(Refusal("fees.laid_before", LAW))
        return above
    if not Posting.objects.filter(case=view.uid, event=FeeBorne.NAME).exists():
        raise Refused(Refusal("fees.nothing_changed", LAW))
    lacks = [] if materials else [PAPER_MISSING]
    today = timezone.localtime(record.at).date()
    require([*paper_flaws(number, effective, today=today), *lacks])
    assert effective is not None  # noqa: S101 - refused without
    said = f"{number.strip()}，{effective.year}年{effective.month}月{effective.day}日生效"
    return keep_result(record, view, materials, subject=view.uid, said=said)[0], effective


def lay_shares(
    record: Recording,
    case: CaseView,
    shares: Mapping[UUID, Money],
    effective: date,
    *,
    document: UUID | None = None,
    review: UUID | None = None,
) -> None:
    """A step: what was laid on the parties before is taken back, and `shares` are carried out; each gets the new list.

    Refused when the shares do not add up to the fees of the case and of its appeals.
    """
    rows = [*without_applications(record, asked_here(case), effective), *of_appeals(case)]
    later = list(locked(Charge.objects.filter(case=case.uid, period=RECOVERY)).order_by("id"))
    if not rows:
        raise Refused(Refusal("fees.nothing_changed", LAW))
    gone = sum(_undo(record, case.uid, row) for row in rows)
    for row in later:
        _undo(record, case.uid, row)
        meet_clock(record, case.uid, RECOVERY, owed_by=str(row.payer))
    total = sum(standing_of(row.uid).prepaid for row in rows) + gone
    require(sum_flaw(shares, total))
    anew = review or new_id()
    fact = FeesLaidAnew(
        case=case.uid, anew=anew, total=Money(total), effective=effective, document=document, review=review
    )
    record(fact, under="交纳办法 43(2)" if review else LAW, case=case.uid)
    lay(record, case, [*rows, *later], shares, effective, anew)


def _undo(record: Recording, case: UUID, row: Charge) -> int:
    """What took this fee out of what was asked for is taken back, each line by another; returns, in fen, what has been
    paid back or is on its way to the bank, and stays so.
    """
    gone = 0
    lines = Posting.objects.filter(event__in=_LAID, reverses=None, debit_of=row.uid)
    lines = lines.filter(debit__in=(Account.PREPAID, Account.WRITE_OFF, Account.DUE)).exclude(key__contains=FREED)
    lines = lines.exclude(id__in=Posting.objects.filter(case=case, reverses__isnull=False).values("reverses"))
    for line in list(lines.order_by("id")):
        if line.credit == Account.REFUNDS and line.credit_of is not None:
            refund = Refund.objects.get(uid=line.credit_of)
            if refund.state in STOPPABLE:
                _stop(record, refund.uid, line)
            else:
                gone += line.amount_minor
            continue
        amount = Money(line.amount_minor, line.currency)
        fact = AllotmentTakenBack(case=case, charge=row.uid, line=line.uid, amount=amount)
        take_back(record, fact, line, under=LAW)
    return gone


def _stop(record: Recording, refund: UUID, line: Posting) -> None:
    """A refund that is not paid yet is stopped: what goes back is worked out anew."""
    row, move = moved(record, refund, RefundAct.STOP)
    row.reasons, row.ended_at = WHY, record.at
    row.save(update_fields=["state", "reasons", "ended_at"])
    digest = hashlib.sha256(WHY.encode()).hexdigest()
    take_back(record, RefundStopped(refund=row.uid, reasons=digest), line, under=move.law)

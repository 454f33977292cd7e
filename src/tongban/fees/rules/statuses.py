"""What the bank's answer to an order to pay out changes (交纳办法 53): a refusal brings the refund back to a person.

An answer moves no money: what was paid, and what came back, the bank's statement alone tells.
"""

from __future__ import annotations

from tongban.fees.vocabulary import PayStatus, RefundState, RowFlaw, StatusStep

_AFTER_FAILING = frozenset({RefundState.FAILED, RefundState.PROPOSED, RefundState.CHECKED, RefundState.APPROVED})


def judge_status(
    status: PayStatus, state: RefundState, *, last_order: bool, same_amount: bool, accepted: bool
) -> StatusStep | RowFlaw:
    """What an answer about a refund at `state` changes, or why a person must look at it.

    `last_order`: it is about the order that the refund went out with last; `accepted`: the bank had taken it on before.
    """
    if not last_order:
        return RowFlaw.OTHER_ORDER
    if not same_amount:
        return RowFlaw.CONTRADICTS
    if status is PayStatus.REJECTED:
        if state is RefundState.SENT:
            return StatusStep.FAIL
        return StatusStep.NOTHING if state in _AFTER_FAILING else RowFlaw.CONTRADICTS
    if state is RefundState.SENT:
        return StatusStep.NOTHING if accepted else StatusStep.ACCEPT
    # A bank takes an order on and pays; the statement may come first.
    return StatusStep.NOTHING if state is RefundState.PAID or accepted else RowFlaw.CONTRADICTS

"""How a refund goes from its proposal to the payer's account: two persons, then the bank (交纳办法 52, 53).

One person alone cannot send money out of the court; a refund that comes back waits for a person again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from uuid import UUID

from tongban.fees.vocabulary import RefundAct, RefundState
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

LAW = "交纳办法 53(2)"
TWO = "house rule: refunds are approved by two persons"
DISPUTES = "在线诉讼规则 7(2)"
REASONS = "house rule: who decides about money says why"
LONGEST_REASONS = 500
ACCOUNT = re.compile(r"[0-9A-Z]{8,34}")
_STAFF = roles("clerk", "judge", "president")
_PAYEE = roles("clerk", "judge", "president", "party")
_SENIOR = roles("judge", "president")
_OFFICE = roles("office")
_EITHER = roles("office", "clerk")
_S, _A = RefundState, RefundAct

REFUND = Procedure(
    name="refund",
    first=_S.PROPOSED,
    last=frozenset({_S.PAID, _S.STOPPED}),
    moves=(
        Move(_A.NAME_PAYEE, _S.PROPOSED, _S.PROPOSED, _PAYEE, LAW),
        Move(_A.NAME_PAYEE, _S.CHECKED, _S.PROPOSED, _PAYEE, LAW),
        Move(_A.NAME_PAYEE, _S.FAILED, _S.PROPOSED, _PAYEE, LAW),
        Move(_A.APPROVE, _S.PROPOSED, _S.CHECKED, _STAFF, TWO, needs=frozenset({"payee_named", "payee_undisputed"})),
        Move(_A.APPROVE, _S.CHECKED, _S.APPROVED, _SENIOR, TWO, needs=frozenset({"other_person", "payee_undisputed"})),
        Move(_A.SEND, _S.APPROVED, _S.SENT, _OFFICE, LAW, needs=frozenset({"payee_undisputed"})),
        Move(_A.CONFIRM, _S.SENT, _S.PAID, _OFFICE, LAW),
        *(
            # What the statement says was paid is paid, whatever a person was told before: it is never paid again.
            Move(_A.CONFIRM, state, _S.PAID, _OFFICE, LAW, needs=frozenset({"ordered_before"}))
            for state in (_S.FAILED, _S.PROPOSED, _S.CHECKED, _S.APPROVED)
        ),
        Move(_A.FAIL, _S.SENT, _S.FAILED, _EITHER, LAW),
        Move(_A.FAIL, _S.PAID, _S.FAILED, _OFFICE, LAW),
        *(
            # Not the account of who took the person's: it is told again, by herself or at a counter.
            Move(_A.DENY_PAYEE, state, _S.FAILED, _OFFICE, DISPUTES)
            for state in (_S.PROPOSED, _S.CHECKED, _S.APPROVED, _S.FAILED)
        ),
        Move(_A.STOP, _S.PROPOSED, _S.STOPPED, _SENIOR, TWO),
        Move(_A.STOP, _S.CHECKED, _S.STOPPED, _SENIOR, TWO),
        Move(_A.STOP, _S.FAILED, _S.STOPPED, _SENIOR, TWO),
    ),
)


NAMEABLE = frozenset(move.source for move in REFUND.moves if move.act is _A.NAME_PAYEE)
"""States in which the account may still be named."""


def holds(
    *, named: bool, ordered: bool, first_by: UUID | None, by: UUID | None, in_doubt: bool = False
) -> dict[str, bool]:
    """Which conditions of the table hold. `named`: the account is known, or the money goes back the way it came;
    `ordered`: the bank once had an order to pay it; `in_doubt`: the account may be somebody else's word.
    """
    return {
        "payee_named": named,
        "payee_undisputed": not in_doubt,
        "ordered_before": ordered,
        "other_person": by is not None and by != first_by,
    }


def payee_flaws(payee: str, bank: str, account: str) -> list[Refusal]:
    """Everything that is missing or impossible in the account to which a refund is to go."""
    found = [
        Refusal("fees.payee_missing", LAW, (field,))
        for field, typed in (("payee", payee), ("bank", bank))
        if not typed.strip()
    ]
    if not ACCOUNT.fullmatch(plain_account(account)):
        found.append(Refusal("fees.account_malformed", LAW, ("account",), (("typed", account[:40]),)))
    return found


def other_name(payee: str, owners: Collection[str], reasons: str) -> list[Refusal]:
    """Money goes back to whose it is: the party of the fee, or who paid what was paid for nothing (52(2), 53(2)).

    `owners`: the names that may be, none where nobody knows. To anybody else it goes only with reasons: who was
    authorised to receive it, and by which paper.
    """
    if not owners or payee.strip() in owners or not payee.strip():
        return []
    if reasons.strip():
        return reasons_flaws(reasons)
    return [Refusal("fees.payee_other_name", LAW, ("payee",), (("owners", "、".join(sorted(owners))),))]


def plain_account(typed: str) -> str:
    """An account number without the spaces that people write."""
    return re.sub(r"[\s-]", "", typed).upper()


def reasons_flaws(reasons: str) -> list[Refusal]:
    """Who decides about money says why, in a few sentences."""
    if not reasons.strip():
        return [Refusal("fees.reasons_missing", REASONS, ("reasons",))]
    if len(reasons.strip()) > LONGEST_REASONS:
        return [Refusal("fees.reasons_long", REASONS, ("reasons",), (("most", str(LONGEST_REASONS)),))]
    return []

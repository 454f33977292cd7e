"""The treasury's electronic receipt for a fee (财政电子票据; 交纳办法 52(1)): in whose name, when it is no longer true.

A receipt says what the court keeps of a fee. When money goes back, in whole or in part, the receipt is reversed
(冲红) and another is made out for what is left. One receipt at a time is alive for a fee.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from tongban.fees.vocabulary import (
    FiscalAct,
    FiscalBill,
    FiscalCause,
    FiscalRowFlaw,
    FiscalState,
    Title,
    TitleKind,
    Whose,
)
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal
from tongban.people.law import check_paper

LAW = "交纳办法 52(1)"
TOLD = "house rule: what the treasury's receipt system tells is taken once"
NAMES = "house rule: a receipt names the party or who paid"
LONGEST_NAME = 140
_OFFICE = roles("office")
_DESK = roles("clerk", "president")
_ASKER = roles("office", "clerk", "president")
_S, _A = FiscalState, FiscalAct

FISCAL = Procedure(
    name="fiscal_receipt",
    first=_S.ASKED,
    last=frozenset({_S.REVERSED, _S.DROPPED}),
    moves=(
        Move(_A.ISSUE, _S.ASKED, _S.ISSUED, _OFFICE, LAW),
        Move(_A.FAIL, _S.ASKED, _S.FAILED, _OFFICE, LAW),
        # A list may tell late that what the treasury had refused it issued after all.
        Move(_A.ISSUE, _S.FAILED, _S.ISSUED, _OFFICE, LAW),
        Move(_A.RETRY, _S.FAILED, _S.ASKED, _DESK, LAW),
        Move(_A.DROP, _S.FAILED, _S.DROPPED, _ASKER, LAW),
        Move(_A.REVERSE, _S.ISSUED, _S.REVERSING, _ASKER, LAW),
        Move(_A.CONFIRM, _S.REVERSING, _S.REVERSED, _OFFICE, LAW),
        Move(_A.FAIL, _S.REVERSING, _S.UNREVERSED, _OFFICE, LAW),
        Move(_A.RETRY, _S.UNREVERSED, _S.REVERSING, _DESK, LAW),
        Move(_A.CONFIRM, _S.UNREVERSED, _S.REVERSED, _OFFICE, LAW),
    ),
)
OVER = FISCAL.last
"""States in which nothing of a receipt is alive any more."""
_CODE, _DEMO, _NUMBER, _CHECK = r"[0-9]{8}", r"DEMO[0-9]{4}", r"[0-9]{8,12}", r"[0-9A-Za-z]{4,20}"


def title_for(
    whose: str, kind: str, credit_code: str, *, party: Title, payers: Collection[str], today: date
) -> Title | tuple[Refusal, ...]:
    """In whose name a receipt is made out, or everything that stands in the way.

    `party`: as the case knows it, which decides whether it is a person or an organisation and, where it has one, under
    which code. `payers`: the names under which the bank saw the money come in: one that all of it came from may be
    named instead, as a person or an organisation with its code.
    """
    if whose not in set(Whose):
        return (Refusal("fees.fiscal_title_missing", NAMES, ("whose",)),)
    paid = {name.strip() for name in payers}
    if whose == Whose.PAYER and (len(paid) != 1 or not next(iter(paid))):
        return (Refusal("fees.fiscal_payer_unknown", NAMES, ("whose",)),)
    if whose == Whose.PARTY:
        name, kind, known = party.name, party.kind, party.credit_code
    else:
        name, known = next(iter(paid)), ""
    if kind not in set(TitleKind):
        return (Refusal("fees.fiscal_kind_missing", NAMES, ("kind",)),)
    if kind == TitleKind.PERSON:
        return Title(Whose(whose), TitleKind.PERSON, name[:LONGEST_NAME])
    code = identity_form(known) if _is_code(known, today) else identity_form(credit_code)
    if not _is_code(code, today):
        return (Refusal("fees.credit_code_wrong", NAMES, ("credit_code",)),)
    return Title(Whose(whose), TitleKind.ORGANISATION, name[:LONGEST_NAME], code)


def _is_code(typed: str, today: date) -> bool:
    return check_paper("legal", "credit_code", identity_form(typed), today=today) is None


def fitting(state: FiscalState, amount: int, kept: int) -> FiscalAct | None:
    """What a living receipt over `amount` fen needs now that the court keeps `kept` of the fee; None when it is true.

    One that the treasury may just be issuing is left until it has said so.
    """
    if amount == kept:
        return None
    return {FiscalState.ISSUED: FiscalAct.REVERSE, FiscalState.FAILED: FiscalAct.DROP}.get(state)


def follows(cause: str, kept: int) -> bool:
    """Whether another receipt is made out for what is left after one is over: not when its title was wrong, because
    then the payer says anew in whose name.
    """
    return cause == FiscalCause.AMOUNT and kept > 0


def bill_flaws(bill: FiscalBill, *, today: date, demo: bool) -> list[FiscalRowFlaw]:
    """What is impossible in a receipt as the treasury tells of it; codes that say DEMO are for demonstrations alone."""
    code = _CODE if not demo else f"{_CODE}|{_DEMO}"
    well = re.fullmatch(code, bill.code) and re.fullmatch(_NUMBER, bill.number) and re.fullmatch(_CHECK, bill.check)
    return [
        *([] if well else [FiscalRowFlaw.BILL]),
        *([] if bill.day <= today else [FiscalRowFlaw.DAY]),
    ]


def reversal_number(number: str) -> str:
    """The court's number for the reversal of the receipt with this one."""
    return f"{number}R"

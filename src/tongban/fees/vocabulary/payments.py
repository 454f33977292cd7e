"""Words of the money that comes in: charges, payments, the bank's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.fees.vocabulary.tariff import FeeKind
from tongban.kernel.money import Money

RECOVERY = "fee_recovery"
"""The period of a charge that a judgment laid on a party which had paid nothing in advance (SI 207)."""
UNTIMED = ""
"""That of a charge without a time to pay: not due before the decision (交纳办法 20(1)), or paid on applying (22(3))."""


class ChargeState(StrEnum):
    """Where a charge stands."""

    OPEN = "open"
    """待交纳"""
    PAID = "paid"
    """已交纳"""
    CLOSED = "closed"
    """不再收取: waived, lapsed or written off"""


class Held(StrEnum):
    """Why money that came in is not put against a charge by itself: a person looks at it."""

    NO_CODE = "no_code"
    """没有缴款码"""
    CODE_WRONG = "code_wrong"
    """缴款码校验不符"""
    CODE_UNKNOWN = "code_unknown"
    """缴款码不存在"""
    CURRENCY = "currency"
    """币种不符"""
    PAID_BEFORE = "paid_before"
    """重复交纳"""
    AMOUNT_LESS = "amount_less"
    """少交"""
    AMOUNT_MORE = "amount_more"
    """多交"""
    CASE_NOT_WAITING = "case_not_waiting"
    """案件已不在待缴费状态"""


RECEIPT = "fee_receipt"
"""The kind of the paper that says what was paid; its subject is the payment."""


class RowFlaw(StrEnum):
    """Why a row of a bank file is no payment that can be taken."""

    NO_REFERENCE = "no_reference"
    REFERENCE_REUSED = "reference_reused"
    SETTLED_BEFORE = "settled_before"
    """支付平台的同一结算已经入账"""
    BAD_AMOUNT = "bad_amount"
    BAD_DATE = "bad_date"
    BAD_CURRENCY = "bad_currency"
    NOT_A_CREDIT = "not_a_credit"
    UNKNOWN_STATUS = "unknown_status"
    """银行答复的状态代码不能识别"""
    OTHER_ORDER = "other_order"
    """答复所指的支付指令不是该笔退款的最后一次指令"""
    CONTRADICTS = "contradicts"
    """与该笔退款的账目或者此前的答复矛盾"""
    UNKNOWN_REFUND = "unknown_refund"
    """没有对应的退款"""
    NOT_BOOKED = "not_booked"
    WRONG_COLUMNS = "wrong_columns"
    BATCH_DOES_NOT_ADD_UP = "batch_does_not_add_up"


class FileFlaw(StrEnum):
    """Why a file from the bank cannot be read at all."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    NO_HEADER = "no_header"
    NOT_XML = "not_xml"
    NO_STATEMENT = "no_statement"
    UNKNOWN_KIND = "unknown_kind"
    BROKEN_OFF = "broken_off"
    """文件中断：末行或者末尾元素不完整"""


UNFINISHED = frozenset({FileFlaw.EMPTY, FileFlaw.BROKEN_OFF})
"""What is wrong with a file of which more may come: it stays where it is, and is read again when it has changed."""


@dataclass(frozen=True, slots=True)
class BankRow:
    """One movement on the court's account as the bank reports it; `text` is what the payer wrote.

    `out`: it left the account. `refund`: the code of the refund that it pays out or brings back, "" for all others.
    """

    line: int
    reference: str
    amount: Money
    value_date: date
    code: str
    payer: str
    text: str
    digest: str
    out: bool = False
    refund: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no payment that can be taken; `raw` is kept for a person, `digest` is that of the whole row."""

    line: int
    raw: str
    digest: str
    flaws: tuple[RowFlaw, ...]


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A charge as pages and other floors read it; `breakdown` is how it was worked out, as plain JSON.

    `owed`: what is still to be paid of `amount`.
    """

    uid: UUID
    case: UUID
    court: str
    payer: UUID
    kind: FeeKind
    amount: Money
    code: str
    state: ChargeState
    due: date | None
    article: str
    period: str
    breakdown: dict[str, object]
    notice: UUID | None
    paid_at: datetime | None
    owed: Money
    of: UUID | None
    """What within the case it is for, an application in it; None: for the case."""


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Money that came in; `held` says why a person must look at it, None when it settled its charge."""

    uid: UUID
    reference: str
    amount: Money
    value_date: date
    code: str
    payer: str
    text: str
    held: Held | None
    taken_at: datetime
    case: UUID | None


@dataclass(frozen=True, slots=True)
class BankFileView:
    """A file from the bank and what became of it."""

    uid: UUID
    name: str
    digest: str
    received_at: datetime
    done_at: datetime | None
    flaw: FileFlaw | None
    rows: int
    payments: int
    refused: int
    repeated: int


@dataclass(frozen=True, slots=True)
class RefusedRowView:
    """A row that was not taken, with its reasons."""

    file: str
    line: int
    raw: str
    flaws: tuple[RowFlaw, ...]
    at: datetime

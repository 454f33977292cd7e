"""Words of the fees domain (诉讼费用交纳办法). A judge can read this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.steps import Step


class FeeKind(StrEnum):
    """What a fee is charged for: the items of articles 13 and 14; the values are the keys of the tariff."""

    PROPERTY = "property"
    DIVORCE = "divorce"
    PERSONALITY = "personality"
    OTHER_NON_PROPERTY = "other_non_property"
    IP_WITHOUT_AMOUNT = "ip_without_amount"
    LABOUR = "labour"
    ADMIN_SPECIAL = "admin_special"
    ADMIN_OTHER = "admin_other"
    JURISDICTION_OBJECTION = "jurisdiction_objection"
    ENFORCEMENT = "enforcement"
    ENFORCEMENT_WITHOUT_AMOUNT = "enforcement_without_amount"
    PRESERVATION = "preservation"
    PRESERVATION_WITHOUT_AMOUNT = "preservation_without_amount"
    PAYMENT_ORDER = "payment_order"
    PUBLIC_SUMMONS = "public_summons"
    ARBITRATION = "arbitration"
    BANKRUPTCY = "bankruptcy"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return _FEE_TERMS[self]


_FEE_TERMS = {
    "property": "财产案件",
    "divorce": "离婚案件",
    "personality": "侵害人格权案件",
    "other_non_property": "其他非财产案件",
    "ip_without_amount": "知识产权民事案件（没有争议金额）",
    "labour": "劳动争议案件",
    "admin_special": "商标、专利、海事行政案件",
    "admin_other": "其他行政案件",
    "jurisdiction_objection": "管辖权异议不成立",
    "enforcement": "申请执行",
    "enforcement_without_amount": "申请执行（没有执行金额）",
    "preservation": "申请保全措施",
    "preservation_without_amount": "申请保全措施（不涉及财产数额）",
    "payment_order": "申请支付令",
    "public_summons": "申请公示催告",
    "arbitration": "申请撤销仲裁裁决或者认定仲裁协议效力",
    "bankruptcy": "申请破产",
}


class Halving(StrEnum):
    """Why only half of a case fee is due (articles 15, 16, 18); halving happens once (SI 206)."""

    MEDIATED = "mediated"
    WITHDRAWN = "withdrawn"
    SIMPLIFIED = "simplified"
    COUNTERCLAIM = "counterclaim"
    THIRD_PARTY = "third_party"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "mediated": "调解结案",
            "withdrawn": "撤诉",
            "simplified": "适用简易程序",
            "counterclaim": "反诉合并审理",
            "third_party": "有独立请求权的第三人合并审理",
        }[self]

    @property
    def article(self) -> str:
        """The article that halves."""
        number = {"mediated": 15, "withdrawn": 15, "simplified": 16, "counterclaim": 18, "third_party": 18}[self]
        return f"交纳办法 {number}"


class ClaimPart(StrEnum):
    """What an amount claimed consists of."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    OVERDUE_INTEREST = "overdue_interest"
    PENALTY = "penalty"
    COSTS = "costs"
    DAMAGES = "damages"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {
            "principal": "本金",
            "interest": "利息",
            "overdue_interest": "逾期利息",
            "penalty": "违约金",
            "costs": "实现债权的费用",
            "damages": "损害赔偿",
        }[self]


@dataclass(frozen=True, slots=True)
class BandLine:
    """One band of a cumulative tariff: the part of the amount that falls in it, and its exact fee.

    `over` and `upto` in minor units (`upto` None: open). `rate` as decimal text, "" for a flat band. `fee` is exact
    decimal text in yuan: nothing is rounded inside a breakdown.
    """

    over: int
    upto: int | None
    part: Money
    rate: str
    fee: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What is payable and why.

    `payable`: rounded once, half up, to the fen. `exact`: before rounding, in yuan. `full`: the exact fee before
    halving. `halved_by` the reason that halved it, None for the full fee.
    """

    kind: FeeKind
    base: Money | None
    payable: Money
    exact: str
    full: str
    bands: tuple[BandLine, ...]
    halved_by: Halving | None
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{self.payable} ({self.article}): " + "; ".join(map(str, self.steps))


@dataclass(frozen=True, slots=True)
class FeeRange:
    """A fee that the law gives as a range; the province fixes the point (article 13, last paragraph)."""

    low: Money
    high: Money
    article: str


@dataclass(frozen=True, slots=True)
class Prepayment:
    """Who pays in advance, under which article, and which period of the table runs ("" when nothing is prepaid)."""

    payer: str
    article: str
    period: str


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """The amount that fees and level are measured by, with the parts it sums."""

    total: Money
    parts: tuple[tuple[ClaimPart, Money], ...]
    article: str
    steps: tuple[Step, ...]


class ChargeState(StrEnum):
    """Where a charge stands."""

    OPEN = "open"
    """待交纳"""
    PAID = "paid"
    """已交纳"""


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


class RowFlaw(StrEnum):
    """Why a row of a bank file is no payment that can be taken."""

    NO_REFERENCE = "no_reference"
    REFERENCE_REUSED = "reference_reused"
    BAD_AMOUNT = "bad_amount"
    BAD_DATE = "bad_date"
    BAD_CURRENCY = "bad_currency"
    NOT_A_CREDIT = "not_a_credit"
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


@dataclass(frozen=True, slots=True)
class BankRow:
    """One credit on the court's account as the bank reports it; `text` is what the payer wrote."""

    line: int
    reference: str
    amount: Money
    value_date: date
    code: str
    payer: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no payment that can be taken; `raw` is kept for a person, `digest` is that of the whole row."""

    line: int
    raw: str
    digest: str
    flaws: tuple[RowFlaw, ...]


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A charge as pages and other floors read it; `breakdown` is how it was worked out, as plain JSON."""

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
    breakdown: dict[str, object]
    notice: UUID | None
    paid_at: datetime | None


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

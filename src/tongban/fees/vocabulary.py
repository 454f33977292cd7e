"""Words of the fees domain (诉讼费用交纳办法). A judge can read this file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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

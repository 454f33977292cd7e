"""Words of the tariff: what a fee is charged for, why it is halved, what it consists of (交纳办法 8-18)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.money import Money
from tongban.kernel.steps import Step


class FeeKind(StrEnum):
    """What a fee is charged for: the items of articles 8, 9, 13 and 14; the values are the keys of the tariff."""

    PROPERTY = "property"
    DIVORCE = "divorce"
    PERSONALITY = "personality"
    OTHER_NON_PROPERTY = "other_non_property"
    IP_WITH_AMOUNT = "ip_with_amount"
    IP_WITHOUT_AMOUNT = "ip_without_amount"
    LABOUR = "labour"
    SMALL_CLAIMS = "small_claims"
    ADMIN_SPECIAL = "admin_special"
    ADMIN_OTHER = "admin_other"
    JURISDICTION_OBJECTION = "jurisdiction_objection"
    RETRIAL = "retrial"
    RETRIAL_WITHOUT_FEE = "retrial_without_fee"
    SPECIAL_PROCEDURE = "special_procedure"
    MEDIATION_CONFIRMATION = "mediation_confirmation"
    NOT_HEARD = "not_heard"
    APPEAL_AGAINST_RULING = "appeal_against_ruling"
    ADMIN_COMPENSATION = "admin_compensation"
    ENFORCEMENT = "enforcement"
    ENFORCEMENT_WITHOUT_AMOUNT = "enforcement_without_amount"
    RECOGNITION = "recognition"
    RECOGNITION_WITHOUT_AMOUNT = "recognition_without_amount"
    UNREGISTERED_CLAIMANT = "unregistered_claimant"
    PRESERVATION = "preservation"
    PRESERVATION_WITHOUT_AMOUNT = "preservation_without_amount"
    PAYMENT_ORDER = "payment_order"
    PUBLIC_SUMMONS = "public_summons"
    ARBITRATION = "arbitration"
    BANKRUPTCY = "bankruptcy"
    SECURITY_REALISATION = "security_realisation"
    MARITIME_FUND = "maritime_fund"
    MARITIME_INJUNCTION = "maritime_injunction"
    MARITIME_LIEN_SUMMONS = "maritime_lien_summons"
    MARITIME_REGISTRATION = "maritime_registration"
    GENERAL_AVERAGE = "general_average"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return _FEE_TERMS[self]

    @property
    def item(self) -> str:
        """What papers call the fee: of a case that is heard (13), or of an application (14)."""
        return "申请费" if self in _APPLIED_FOR else "案件受理费"


_APPLIED_FOR = frozenset(
    {
        FeeKind.ENFORCEMENT,
        FeeKind.ENFORCEMENT_WITHOUT_AMOUNT,
        FeeKind.RECOGNITION,
        FeeKind.RECOGNITION_WITHOUT_AMOUNT,
        FeeKind.UNREGISTERED_CLAIMANT,
        FeeKind.PRESERVATION,
        FeeKind.PRESERVATION_WITHOUT_AMOUNT,
        FeeKind.PAYMENT_ORDER,
        FeeKind.PUBLIC_SUMMONS,
        FeeKind.ARBITRATION,
        FeeKind.BANKRUPTCY,
        FeeKind.SECURITY_REALISATION,
        FeeKind.MARITIME_FUND,
        FeeKind.MARITIME_INJUNCTION,
        FeeKind.MARITIME_LIEN_SUMMONS,
        FeeKind.MARITIME_REGISTRATION,
        FeeKind.GENERAL_AVERAGE,
    }
)

_FEE_TERMS = {
    "property": "财产案件",
    "divorce": "离婚案件",
    "personality": "侵害人格权案件",
    "other_non_property": "其他非财产案件",
    "ip_with_amount": "知识产权民事案件（有争议金额）",
    "ip_without_amount": "知识产权民事案件（没有争议金额）",
    "labour": "劳动争议案件",
    "small_claims": "小额诉讼案件",
    "admin_special": "商标、专利、海事行政案件",
    "admin_other": "其他行政案件",
    "jurisdiction_objection": "管辖权异议不成立",
    "retrial": "依法需要交费的再审案件",
    "retrial_without_fee": "其他再审案件",
    "special_procedure": "依照特别程序审理的案件",
    "mediation_confirmation": "确认调解协议案件",
    "not_heard": "裁定不予受理、驳回起诉、驳回上诉的案件",
    "appeal_against_ruling": "对不予受理、驳回起诉和管辖权异议裁定提起上诉的案件",
    "admin_compensation": "行政赔偿案件",
    "enforcement": "申请执行",
    "enforcement_without_amount": "申请执行（没有执行金额）",
    "recognition": "申请承认和执行外国裁判、国外仲裁裁决",
    "recognition_without_amount": "申请承认和执行外国裁判、国外仲裁裁决（没有金额）",
    "unregistered_claimant": "未参加登记的权利人提起诉讼",
    "preservation": "申请保全措施",
    "preservation_without_amount": "申请保全措施（不涉及财产数额）",
    "payment_order": "申请支付令",
    "public_summons": "申请公示催告",
    "arbitration": "申请撤销仲裁裁决或者认定仲裁协议效力",
    "bankruptcy": "申请破产",
    "security_realisation": "申请实现担保物权",
    "maritime_fund": "申请设立海事赔偿责任限制基金",
    "maritime_injunction": "申请海事强制令",
    "maritime_lien_summons": "申请船舶优先权催告",
    "maritime_registration": "申请海事债权登记",
    "general_average": "申请共同海损理算",
}


class Halving(StrEnum):
    """Why only half of a case fee is due (articles 15, 16, 18); halving happens once (SI 206)."""

    MEDIATED = "mediated"
    WITHDRAWN = "withdrawn"
    SIMPLIFIED = "simplified"
    COUNTERCLAIM = "counterclaim"
    THIRD_PARTY = "third_party"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    BESIDE_COUNTERCLAIM = "beside_counterclaim"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "mediated": "调解结案",
            "withdrawn": "撤诉",
            "simplified": "适用简易程序",
            "counterclaim": "反诉合并审理",
            "third_party": "有独立请求权的第三人合并审理",
            "deemed_withdrawn": "按撤诉处理",
            "beside_counterclaim": "本诉与反诉合并审理",
        }[self]

    @property
    def number(self) -> int:
        """The number of the article that halves."""
        return {"mediated": 15, "withdrawn": 15, "deemed_withdrawn": 15, "simplified": 16}.get(self, 18)

    @property
    def article(self) -> str:
        """The article that halves."""
        return f"交纳办法 {self.number}"


class OpenQuestion(StrEnum):
    """What the law leaves open; each has readings, one of which is followed unless a court chooses another."""

    ROUNDING = "rounding"
    DEEMED_WITHDRAWAL = "deemed_withdrawal"
    MAIN_CLAIM = "main_claim"
    SECURITY = "security"
    JOINDER = "joinder"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "rounding": "不足一分的尾数如何处理",
            "deemed_withdrawal": "按撤诉处理的案件是否减半",
            "main_claim": "反诉合并审理时本诉是否减半",
            "security": "申请实现担保物权按何标准交费",
            "joinder": "普通共同诉讼分别计费还是合并计费",
        }[self]


class Reading(StrEnum):
    """One way to read what the law leaves open; the data names the one that is followed."""

    ROUND_HALF_UP = "round_half_up"
    ROUND_DOWN = "round_down"
    ROUND_TO_YUAN = "round_to_yuan"
    DEEMED_HALVED = "deemed_halved"
    DEEMED_FULL = "deemed_full"
    MAIN_FULL = "main_full"
    MAIN_HALVED = "main_halved"
    SECURITY_FREE = "security_free"
    SECURITY_AS_PAYMENT_ORDER = "security_as_payment_order"
    SECURITY_AS_ENFORCEMENT = "security_as_enforcement"
    JOINDER_PER_HEAD = "joinder_per_head"
    JOINDER_SUM = "joinder_sum"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "round_half_up": "四舍五入到分",
            "round_down": "不足一分的舍去",
            "round_to_yuan": "四舍五入到元",
            "deemed_halved": "按撤诉处理的减半",
            "deemed_full": "按撤诉处理的不减半",
            "main_full": "只有反诉减半",
            "main_halved": "本诉、反诉均减半",
            "security_free": "属特别程序，不交费",
            "security_as_payment_order": "比照申请支付令",
            "security_as_enforcement": "比照申请执行",
            "joinder_per_head": "各原告分别计费",
            "joinder_sum": "合并计费",
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

    `payable`: rounded once to the fen. `exact`: before rounding, in yuan. `full`: the exact fee before halving.
    `start`: the part that hangs on no amount, in yuan. `base`: the amount in yuan on which the bands were climbed.
    `halved_by` the reason that halved it, None for the full fee. `article` joins several by "; ".
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
    start: str = "0.00"

    def __str__(self) -> str:
        return f"{self.payable} ({self.article}): " + "; ".join(map(str, self.steps))


@dataclass(frozen=True, slots=True)
class FeeRange:
    """A fee that the law gives as a range: the province fixes the point (article 13, last paragraph).

    `low` and `high` are what is payable at the two ends, with what comes on top and after halving.
    """

    low: Money
    high: Money
    article: str
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return f"{self.low} to {self.high} ({self.article}): " + "; ".join(map(str, self.steps))


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing asked for: its kind, its amount and local figure where it has one, and who asks.

    `claimant` is empty when one plaintiff, or several who must sue together, ask for everything.
    """

    kind: FeeKind
    amount: Money | None = None
    local: Money | None = None
    claimant: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """Several fees in one case, each with whom or what it is for, and their sum."""

    lines: tuple[tuple[str, Fee], ...]
    total: Money
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        fees = "; ".join(f"{name} {fee}" for name, fee in self.lines)
        return f"{self.total} ({self.article}): {fees}; " + "; ".join(map(str, self.steps))


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
class ClaimValue:
    """The amount that fees and level are measured by, with the parts it sums."""

    total: Money
    parts: tuple[tuple[ClaimPart, Money], ...]
    article: str
    steps: tuple[Step, ...]

"""Words of who pays when, who gets money back, and who bears the fees in the end (交纳办法 20-51)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tongban.fees.vocabulary.tariff import Fee
from tongban.kernel.money import Money
from tongban.kernel.periods import Due
from tongban.kernel.steps import Step


class Payer(StrEnum):
    """In which position somebody may have to pay in advance."""

    PLAINTIFF = "plaintiff"
    COUNTERCLAIMANT = "counterclaimant"
    THIRD_PARTY = "third_party"
    APPELLANT = "appellant"
    APPELLANT_NOTIFIED = "appellant_notified"
    RETRIAL_APPLICANT = "retrial_applicant"
    CONVERSION = "conversion"
    APPLICANT = "applicant"
    WAGES = "wages"
    REPRESENTATIVE_ACTION = "representative_action"
    ENFORCEMENT = "enforcement"
    BANKRUPTCY = "bankruptcy"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "plaintiff": "原告",
            "counterclaimant": "提起反诉的当事人",
            "third_party": "有独立请求权的第三人",
            "appellant": "上诉人",
            "appellant_notified": "接到预交通知的上诉人",
            "retrial_applicant": "申请再审的当事人",
            "conversion": "转为普通程序的原告",
            "applicant": "申请人",
            "wages": "追索劳动报酬的原告",
            "representative_action": "代表人诉讼的原告",
            "enforcement": "申请执行人",
            "bankruptcy": "破产申请人",
        }[self]


class Moment(StrEnum):
    """When a fee is paid."""

    IN_PERIOD = "in_period"
    WITH_THE_APPEAL = "with_the_appeal"
    ON_APPLYING = "on_applying"
    AFTER_ENFORCEMENT = "after_enforcement"
    AFTER_LIQUIDATION = "after_liquidation"
    AFTER_THE_CASE = "after_the_case"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "in_period": "在期限内预交",
            "with_the_appeal": "提交上诉状时预交",
            "on_applying": "提出申请时或者在法院指定的期限内预交",
            "after_enforcement": "执行后交纳",
            "after_liquidation": "清算后交纳",
            "after_the_case": "不预交，结案后交纳",
        }[self]


class Unpaid(StrEnum):
    """What is proposed about a fee that was to be paid in advance."""

    NOTHING = "nothing"
    WAIT = "wait"
    SET_A_NEW_DAY = "set_a_new_day"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    ASK_THE_JUDGE = "ask_the_judge"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "nothing": "无需处理",
            "wait": "等待",
            "set_a_new_day": "指定补交期限",
            "deemed_withdrawn": "裁定按撤诉处理",
            "appeal_withdrawn": "按自动撤回上诉处理",
            "ask_the_judge": "由法官依照有关规定处理",
        }[self]


@dataclass(frozen=True, slots=True)
class Prepayment:
    """When somebody pays, under which article, and which period of the table runs ("" when none does).

    `unpaid`: what is proposed when nothing is paid, under the article `sanction`. `causes`: for cases of these alone.
    """

    payer: str
    article: str
    period: str
    moment: Moment
    unpaid: Unpaid
    sanction: str
    causes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Advance:
    """When to pay: the moment, and the last day where a period runs."""

    payer: Payer
    moment: Moment
    due: Due | None
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{self.due.due if self.due else self.moment} ({self.article}): " + "; ".join(map(str, self.steps))


class ReliefStanding(StrEnum):
    """How an application for relief stands."""

    NONE = "none"
    PENDING = "pending"
    GRANTED = "granted"
    REDUCED = "reduced"
    REFUSED = "refused"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "none": "未申请",
            "pending": "审查中",
            "granted": "已准予免交或者缓交",
            "reduced": "已准予减交",
            "refused": "未获批准",
        }[self]


@dataclass(frozen=True, slots=True)
class UnpaidAnswer:
    """A proposal; only a person decides (交纳办法 22; SI 213, 318)."""

    proposal: Unpaid
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{self.proposal} ({self.article}): " + "; ".join(map(str, self.steps))


class Change(StrEnum):
    """When an amount claimed is changed (交纳办法 21, 35)."""

    BEFORE_END_OF_INQUIRY = "before_end_of_inquiry"
    AFTER_END_OF_INQUIRY = "after_end_of_inquiry"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {"before_end_of_inquiry": "法庭调查终结前", "after_end_of_inquiry": "法庭调查终结后"}[self]


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """What a change does to a fee: pay more, get money back, or bear a part whatever the outcome.

    At most one of `top_up`, `refund`, `borne` is above zero. `fee`: what the case costs now.
    """

    before: Money
    fee: Fee
    top_up: Money
    refund: Money
    borne: Money
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        told = f"top-up {self.top_up}, refund {self.refund}, borne {self.borne}"
        return f"{told} ({self.article}): " + "; ".join(map(str, self.steps))


class EarlierFee(StrEnum):
    """A fee that was paid in an earlier procedure and counts towards the case fee (SI 195, 204)."""

    PAYMENT_ORDER = "payment_order"
    SECURITY = "security"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {"payment_order": "支付令申请费", "security": "实现担保物权申请费"}[self]


class RetrialGround(StrEnum):
    """Why a case is heard again (交纳办法 9)."""

    NEW_EVIDENCE = "new_evidence"
    NO_APPEAL = "no_appeal"
    OTHER = "other"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "new_evidence": "有新的证据，足以推翻原判决、裁定",
            "no_appeal": "对第一审判决或者裁定未提出上诉",
            "other": "其他再审情形",
        }[self]


class Relief(StrEnum):
    """The three kinds of relief (交纳办法 44)."""

    WAIVER = "waiver"
    REDUCTION = "reduction"
    DEFERRAL = "deferral"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"waiver": "免交", "reduction": "减交", "deferral": "缓交"}[self]


@dataclass(frozen=True, slots=True)
class ReliefGround:
    """A ground of articles 45-47.

    `open`: the clause "other cases", where a person weighs. `livelihood`: the certificate of 48(2) is asked for.
    """

    id: str
    relief: Relief
    term: str
    article: str
    open: bool
    livelihood: bool


@dataclass(frozen=True, slots=True)
class ReliefAnswer:
    """What relief does: `now` is payable at once, `later` is put off, `waived` is not asked of the applicant.

    `weighed`: the ground is "other cases", so that a person decides whether it holds. The judgment states a waiver or
    a reduction (51).
    """

    relief: Relief
    now: Money
    later: Money
    waived: Money
    weighed: bool
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        told = f"now {self.now}, later {self.later}, waived {self.waived}"
        return f"{told} ({self.article}): " + "; ".join(map(str, self.steps))


class RefundEvent(StrEnum):
    """What happened to a case for which a fee was paid; the values are the keys of the table."""

    REMANDED = "remanded"
    NOT_ACCEPTED = "not_accepted"
    DISMISSED = "dismissed"
    DISMISSAL_UPHELD = "dismissal_upheld"
    MOVED_AS_CRIME = "moved_as_crime"
    MOVED_AS_CRIME_CIVIL_GOES_ON = "moved_as_crime_civil_goes_on"
    TRANSFERRED = "transferred"
    STAYED = "stayed"
    TERMINATED = "terminated"
    CONVERSION_UNPAID = "conversion_unpaid"
    LESS_IS_DUE = "less_is_due"
    DECIDED = "decided"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "remanded": "第二审发回重审",
            "not_accepted": "裁定不予受理",
            "dismissed": "裁定驳回起诉",
            "dismissal_upheld": "第二审维持不予受理、驳回起诉的裁定",
            "moved_as_crime": "涉嫌刑事犯罪移送有关部门",
            "moved_as_crime_civil_goes_on": "移送后民事案件需要继续审理",
            "transferred": "移送、移交其他人民法院",
            "stayed": "中止诉讼、中止执行",
            "terminated": "终结诉讼",
            "conversion_unpaid": "转为普通程序后未补交，按撤诉处理",
            "less_is_due": "应交数额减少",
            "decided": "判决生效",
        }[self]


@dataclass(frozen=True, slots=True)
class RefundAnswer:
    """What goes back to whom: `refund` and `kept` add up to what was paid; `due` the last day to pay back."""

    refund: Money
    kept: Money
    to: str
    due: Due | None
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        told = f"refund {self.refund}, kept {self.kept}"
        return f"{told} ({self.article}): " + "; ".join(map(str, self.steps))


class Outcome(StrEnum):
    """How a matter ended, as far as it says who bears the fees; the values are the keys of the table."""

    DECIDED = "decided"
    PARTLY = "partly"
    JOINT_LOSERS = "joint_losers"
    LIABLE_TOGETHER = "liable_together"
    WINNER_VOLUNTEERS = "winner_volunteers"
    MEDIATED = "mediated"
    DIVORCE = "divorce"
    WITHDRAWN = "withdrawn"
    ADMIN_ACT_CHANGED = "admin_act_changed"
    RETRIAL = "retrial"
    RETRIAL_BOTH = "retrial_both"
    PAYMENT_ORDER_UNOPPOSED = "payment_order_unopposed"
    PAYMENT_ORDER_OPPOSED = "payment_order_opposed"
    PUBLIC_SUMMONS = "public_summons"
    ENFORCED = "enforced"
    ENFORCEMENT_SETTLED = "enforcement_settled"
    PRESERVED = "preserved"
    ARBITRATION = "arbitration"
    MARITIME_BEFORE_ACTION = "maritime_before_action"
    MARITIME_PROCEEDINGS = "maritime_proceedings"
    SPECIAL_NOTICE = "special_notice"
    LATE_EVIDENCE = "late_evidence"
    BANKRUPTCY = "bankruptcy"
    SECURITY_GRANTED = "security_granted"
    SECURITY_DISMISSED = "security_dismissed"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return _OUTCOME_TERMS[self]


_OUTCOME_TERMS = {
    "decided": "一方败诉",
    "partly": "部分胜诉、部分败诉",
    "joint_losers": "共同诉讼当事人败诉",
    "liable_together": "承担连带责任的当事人败诉",
    "winner_volunteers": "胜诉方自愿承担",
    "mediated": "调解达成协议",
    "divorce": "离婚案件",
    "withdrawn": "准许撤诉或者撤回上诉",
    "admin_act_changed": "行政机关改变或者撤销行政行为后原告撤诉",
    "retrial": "一方申请再审",
    "retrial_both": "双方都申请再审",
    "payment_order_unopposed": "债务人未对支付令提出异议",
    "payment_order_opposed": "债务人提出异议致使督促程序终结",
    "public_summons": "公示催告",
    "enforced": "执行或者承认和执行",
    "enforcement_settled": "执行和解",
    "preserved": "保全措施",
    "arbitration": "撤销仲裁裁决或者认定仲裁协议效力",
    "maritime_before_action": "诉前海事请求保全、海事强制令",
    "maritime_proceedings": "诉前海事证据保全、设立基金、债权登记与受偿、船舶优先权催告",
    "special_notice": "特别程序公告费",
    "late_evidence": "逾期提出新证据致使费用增加",
    "bankruptcy": "破产",
    "security_granted": "裁定拍卖、变卖担保财产",
    "security_dismissed": "裁定驳回实现担保物权的申请",
}


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who bears how much, to the fen: the shares add up to the total exactly.

    `together`: the parties named are liable together for the whole of their shares. `weighed`: the shares are a
    proposal that the judge weighs.
    """

    total: Money
    shares: tuple[tuple[str, Money], ...]
    together: bool
    weighed: bool
    article: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        told = ", ".join(f"{name} {share}" for name, share in self.shares)
        return f"{told} ({self.article}): " + "; ".join(map(str, self.steps))

"""Words about steps that leave the online way: consent taken back, the judge's review, steps moved offline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.cases.vocabulary import Step
from tongban.kernel.terms import Guard, Term


class Review(Term):
    """What became of a step that somebody wants to take offline."""

    ASKED = "asked", "已反悔，待审查"
    OFFLINE = "offline", "转为线下"
    KEPT = "kept", "继续在线"


class Keeping(Guard):
    """Why a party is held to its consent."""

    DELAY_MEANT = "delay_meant", "故意拖延诉讼", "在线诉讼规则 5(2)"
    TOO_LATE = "too_late", "未在活动前的合理期限内提出", "在线诉讼规则 5(2)"


class Unfit(Guard):
    """Why the judge moves a step offline for all; those from `ALL_REFUSE` on hold for hearings and inquiries (21)."""

    NO_ABILITY = "no_ability", "当事人欠缺在线诉讼能力", "在线诉讼规则 5(1)"
    NO_CONDITIONS = "no_conditions", "不具备在线诉讼条件", "在线诉讼规则 5(1)"
    UNFIT_STEP = "unfit_step", "相应诉讼环节不宜在线办理", "在线诉讼规则 5(1)"
    ALL_REFUSE = "all_refuse", "各方当事人均明确表示不同意，或者一方不同意且有正当理由", "在线诉讼规则 21(1)(i)"
    NO_ONE_ABLE = "no_one_able", "各方当事人均不具备参与在线庭审的技术条件和能力", "在线诉讼规则 21(1)(ii)"
    ON_THE_SPOT = "on_the_spot", "需要通过庭审现场查明身份、核对原件、查验实物", "在线诉讼规则 21(1)(iii)"
    COMPLEX = "complex", "案件疑难复杂、证据繁多，适用在线庭审不利于查明事实和适用法律", "在线诉讼规则 21(1)(iv)"
    STATE_SECURITY = "state_security", "案件涉及国家安全、国家秘密", "在线诉讼规则 21(1)(v)"
    PUBLIC_ATTENTION = "public_attention", "案件具有重大社会影响，受到广泛关注", "在线诉讼规则 21(1)(vi)"
    OTHERWISE_UNFIT = "otherwise_unfit", "人民法院认为存在其他不宜适用在线庭审情形", "在线诉讼规则 21(1)(vii)"

    @property
    def of_hearing(self) -> bool:
        """Whether it is one of the bars to an online hearing, which hold for inquiries, too."""
        return "21(1)" in self.law


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that leaves the online way, or is asked to: see `models.StepChange`. `party` None: for everybody."""

    uid: UUID
    case: UUID
    step: Step
    party: UUID | None
    state: Review
    ground: str
    reasons: str
    decision: str
    asked_at: datetime
    decided_at: datetime | None

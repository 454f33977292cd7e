"""Words of the review of a decision about fees (交纳办法 43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.terms import Guard, Term


class ReviewAbout(Term):
    """What a party disagrees with."""

    RELIEF = "relief", "关于缓交、减交、免交诉讼费用的决定"
    AMOUNT = "amount", "诉讼费用的计算"
    BURDEN = "burden", "关于诉讼费用负担的决定"
    """What a judgment laid on the party (43(2))."""


class ReviewGround(Guard):
    """Why a decision about fees stands or is changed, each with its article."""

    RIGHT = "right", "原决定认定事实清楚，适用依据正确", "交纳办法 43(2)"
    NO_HARDSHIP = "no_hardship", "申请人的情形不符合缓交、减交、免交的条件", "交纳办法 45-47"
    NO_PROOF = "no_proof", "申请人未提交足以证明经济确有困难的材料", "交纳办法 48(1)"
    COMPUTED_RIGHT = "computed_right", "诉讼费用的计算正确", "交纳办法 43(3)"
    FACTS_WRONG = "facts_wrong", "原决定认定事实有误", "交纳办法 43(2)"
    PROVEN_NOW = "proven_now", "补充提交的材料足以证明经济确有困难", "交纳办法 44(1)"
    LAW_WRONG = "law_wrong", "原决定适用依据有误", "交纳办法 43(2)"
    COMPUTED_WRONG = "computed_wrong", "诉讼费用的计算确有错误", "交纳办法 43(3)"


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as pages read it; `changed` is None until it is decided."""

    uid: UUID
    case: UUID
    charge: UUID
    court: str
    about: ReviewAbout
    written: str
    asked_at: datetime
    due: date
    changed: bool | None
    ground: ReviewGround | None
    words: str
    asked: Money
    """What the charge asks for now, and is not settled."""

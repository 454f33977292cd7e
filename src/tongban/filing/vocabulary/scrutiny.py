"""Words of scrutiny: where a filing stands, which of them wait for whom, what is looked at before one is registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Term


class Stage(StrEnum):
    """Where a filing stands at the competent court (管辖法院)."""

    UNDER_REVIEW = "under_review"
    """审查中"""
    CORRECTION = "correction"
    """待补正"""
    ACCEPTED = "accepted"
    """已立案"""
    REFUSED = "refused"
    """裁定不予受理"""
    MOVED = "moved"
    """告知后由原告转至有管辖权的人民法院，或者报送上一级人民法院"""
    IN_MEDIATION = "in_mediation"
    """先行调解中"""
    SETTLED = "settled"
    """调解成功，撤回起诉"""
    APPEALED = "appealed"
    """已对不予受理裁定提起上诉"""
    TAKEN_BACK = "taken_back"
    """立案前由原告撤回起诉，退回诉状"""


class Act(StrEnum):
    """The three exits of online scrutiny (在线诉讼规则 9), and the way back from the second.

    To register first (先行立案, 登记立案 8) is the first exit for what cannot be judged on the last day.
    To point to the competent court (告知, CPL 127(4)) is none: the plaintiff moves the filing there, or a judge rules.
    Nor is mediation first (先行调解, CPL 125): the plaintiff agrees, and the filing comes back unless all is settled.
    An appeal is handed in at the court that it is against, which sends it up with the file (报送, CPL 174).
    Whoever was refused appeals against the ruling; what the court above rules is recorded here (SI 330).
    For whom an agent files, finds the filing and may go on alone; none of both moves it.
    Until it is registered whoever filed may take it back (撤回起诉); afterwards the court rules on that (CPL 148).
    """

    ACCEPT = "accept"
    REGISTER_FIRST = "register_first"
    ASK_CORRECTION = "ask_correction"
    HAND_IN_CORRECTION = "hand_in_correction"
    REFUSE = "refuse"
    POINT = "point"
    MOVE = "move"
    PROPOSE_MEDIATION = "propose_mediation"
    GO_TO_MEDIATION = "go_to_mediation"
    DECLINE_MEDIATION = "decline_mediation"
    COME_BACK = "come_back"
    SETTLE = "settle"
    SEND_UP = "send_up"
    LAPSE = "lapse"
    NOTE_SERVED = "note_served"
    APPEAL = "appeal"
    FORWARD = "forward"
    NOTE_UPHELD = "note_upheld"
    NOTE_ORDERED = "note_ordered"
    TAKE_UP = "take_up"
    """被代理人认领以其名义提起的诉讼"""
    DISMISS_AGENT = "dismiss_agent"
    """解除委托，自行继续"""
    TAKE_BACK = "take_back"
    """立案前撤回起诉"""


class Queue(StrEnum):
    """Lists of filings, by whose turn it is or how they ended."""

    TO_DECIDE = "to_decide"
    WITH_APPLICANT = "with_applicant"
    REGISTERED = "registered"
    REFUSED = "refused"
    APPEALED = "appealed"
    MOVED = "moved"
    IN_MEDIATION = "in_mediation"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"

    @property
    def stage(self) -> Stage:
        """The stage of the filings in this list."""
        return _STAGES[self]

    @property
    def waits(self) -> bool:
        """Whether somebody owes the next step: then what ends first comes first, else what was owed last."""
        return self in {Queue.TO_DECIDE, Queue.WITH_APPLICANT, Queue.APPEALED}


_STAGES = {
    Queue.TO_DECIDE: Stage.UNDER_REVIEW,
    Queue.WITH_APPLICANT: Stage.CORRECTION,
    Queue.REGISTERED: Stage.ACCEPTED,
    Queue.REFUSED: Stage.REFUSED,
    Queue.APPEALED: Stage.APPEALED,
    Queue.MOVED: Stage.MOVED,
    Queue.IN_MEDIATION: Stage.IN_MEDIATION,
    Queue.SETTLED: Stage.SETTLED,
    Queue.TAKEN_BACK: Stage.TAKEN_BACK,
}


class Early(StrEnum):
    """What became of mediation before registration (先行调解) in a filing; empty: nobody has spoken of it."""

    NONE = ""
    PROPOSED = "proposed"
    """法院已建议"""
    DECLINED = "declined"
    """原告拒绝"""
    AGREED = "agreed"
    """原告同意，已移交"""
    FAILED = "failed"
    """调解不成，已退回"""
    SETTLED = "settled"
    """纠纷已解决"""


class When(StrEnum):
    """Filings by the last day of the period that runs in them."""

    ANY = "any"
    OVER = "over"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which filings of a court a page asks for: `interview` is a kind of dispute, "" all; `after` where it goes on."""

    court: str
    queue: Queue = Queue.TO_DECIDE
    when: When = When.ANY
    interview: str = ""
    after: str = ""


class Point(Term):
    """What scrutiny looks at, each with its Chinese term."""

    CONCERNED = "concerned", "原告与本案有直接利害关系"
    DEFENDANT = "defendant", "有明确的被告"
    CLAIM = "claim", "有具体的诉讼请求和事实、理由"
    COMPETENT = "competent", "属于受诉人民法院管辖"
    ONCE = "once", "不属于重复起诉"
    MATERIALS = "materials", "材料齐备、清晰"


@dataclass(frozen=True, slots=True)
class Check:
    """One point: what the machine doubts there, and whether a person must judge it though the machine has no doubt."""

    point: Point
    law: str
    doubts: tuple[Refusal, ...]
    judged: bool


class OrderStage(StrEnum):
    """Where an order to register a series stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Many filings of one plaintiff and kind that wait: how many, and in how many the machine has no doubt.

    `law`: the article under which the court decides about filings of this kind.
    """

    applicant: UUID
    name: str
    interview: str
    law: str
    filings: int
    clean: int


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as a page reads it: how many it meant, how many are registered, which were left and why.

    Each reason is a code with its article.
    """

    uid: UUID
    name: str
    interview: str
    stage: OrderStage
    by: str
    meant: int
    registered: int
    left: tuple[tuple[UUID, tuple[tuple[str, str], ...]], ...]
    ordered_at: datetime
    ended_at: datetime | None

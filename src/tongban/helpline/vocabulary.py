"""Words about asking a court. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from tongban.kernel.terms import Guard, Term

HOTLINE = "12368"
"""The telephone number of the courts' hotline, the same all over the country."""
HOTLINE_LAW = "house rule: the hotline 12368"
COMPLAINT_LAW = "人民法院组织法 41"
"""The president looks over the work of the court: what is said against it is the president's to answer."""

FEED_LAW = "house rule: a calendar address opens to whoever has it"

NOTICE_LAW = "house rule: news as the person chose"


class News(Term):
    """What a person may be told of the own matters. Service of papers is something else and never switched off."""

    ANSWER = "answer", "咨询事项已答复"
    HEARING = "hearing", "开庭时间已确定"
    PERIOD_MOVED = "period_moved", "期间届满日变更"
    ORIGINAL = "original", "人民法院要求提供原件"
    REGISTERED = "registered", "已登记立案"
    CORRECTION = "correction", "人民法院要求补正"
    REFUSED = "refused", "未予受理"
    OTHER_COURT = "other_court", "告知向有管辖权的人民法院起诉"
    MEDIATION = "mediation", "建议先行调解"
    TAKEN_BACK = "taken_back", "立案前已撤回起诉"
    FEE = "fee", "诉讼费用待交纳"
    REFUND = "refund", "诉讼费用退还"

    @property
    def needed(self) -> bool:
        """Whether a person could lose a right by missing it: it can wait for the morning, and is never switched off."""
        return self in _NEEDED


_NEEDED = frozenset(
    {
        *(News.PERIOD_MOVED, News.ORIGINAL, News.CORRECTION, News.REFUSED, News.OTHER_COURT, News.TAKEN_BACK),
        *(News.FEE, News.REFUND),
    }
)


class Manner(Term):
    """How somebody wants to be told by e-mail; on the portal everything is told."""

    AT_ONCE = "at_once", "立即"
    DAILY = "daily", "每日汇总"
    NEVER = "never", "不通过邮件"


class FeedKind(Term):
    """Whose dates a calendar address gives."""

    OWN = "own", "本人的期日和期间"
    DESK = "desk", "本人承办案件的期日和期间"


class Category(Term):
    """What a ticket is about."""

    QUESTION = "question", "诉讼咨询"
    PROGRESS = "progress", "查询案件进展"
    JUDGE = "judge", "联系法官"
    PLATFORM = "platform", "平台使用问题"
    DELAY = "delay", "反映办案拖延"
    CONDUCT = "conduct", "反映工作人员作风"

    @property
    def complains(self) -> bool:
        """Whether it is said against the court itself."""
        return self in (Category.DELAY, Category.CONDUCT)

    @property
    def needs_case(self) -> bool:
        """Whether nobody could answer it without knowing the case."""
        return self in (Category.PROGRESS, Category.JUDGE, Category.DELAY)


class Channel(Term):
    """How it came to the court."""

    WEB = "web", "网上"
    PHONE = "phone", "来电"
    COUNTER = "counter", "窗口"


class Stage(Term):
    """Where a ticket stands."""

    WAITING = "waiting", "待答复"
    WITH_JUDGE = "with_judge", "已转承办法官"
    ANSWERED = "answered", "已答复"


class Act(Term):
    """What is done with a ticket."""

    ASSIGN = "assign", "指定办理人"
    HAND_ON = "hand_on", "转承办法官"
    HAND_BACK = "hand_back", "退回"
    ANSWER = "answer", "答复"
    REOPEN = "reopen", "要求继续答复"
    RATE = "rate", "评价"


class Condition(Guard):
    """What must hold for an act, each with its rule."""

    CASE_HAS_JUDGE = "case_has_judge", "问题所涉案件已有承办法官", "CPL 40-42"
    NO_COMPLAINT = "no_complaint", "不是反映法院工作的事项", COMPLAINT_LAW
    NOT_RATED = "not_rated", "尚未评价", HOTLINE_LAW


class Said(Term):
    """One contribution to a ticket."""

    QUESTION = "question", "问题"
    ANSWER = "answer", "答复"
    MORE = "more", "继续询问"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: `concerns` is the uid of the case it is about; `caller` and `phone` of who has no account."""

    category: str
    words: str
    channel: Channel
    concerns: UUID | None = None
    caller: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One contribution to a ticket, with who said it (None: a caller without an account)."""

    kind: Said
    words: str
    by: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A piece of news: `concerns` is the uid of the case or question to which it leads."""

    kind: News
    concerns: UUID | None
    made_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as pages read it. `due`: until when the court answers; `stars`: 1 to 5, 0 when not rated."""

    uid: UUID
    reference: str
    court: str
    category: Category
    channel: Channel
    stage: Stage
    concerns: UUID | None
    holder: UUID | None
    caller: str
    phone: str
    asked_at: datetime
    due: date
    answered_at: datetime | None
    assigned_to: UUID | None
    stars: int
    lines: tuple[Line, ...] = ()


Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Window:
    """A court's own data of its counter: telephone, place, and from when to when it is open on working days."""

    court: str
    phone: str = HOTLINE
    place: str = ""
    open: tuple[Span, ...] = ()

"""Periods: the words of a period of law, what may befall it, and the day that comes out.

CPL 85: the day (or hour) on which a period starts is not counted; a last day on a statutory rest day moves to the
first day after the rest. The count itself stands in `deadlines`, what may befall a period in `incidents`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step


class Unit(StrEnum):
    """What a period is counted in (CPL 85 knows 时, 日, 月, 年; other rules add minutes and working days)."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"minute": "分钟", "hour": "小时", "day": "日", "working_day": "工作日", "month": "个月", "year": "年"}[
            self
        ]


class Side(StrEnum):
    """Whether the period runs on from its event or back from it (开庭三日前)."""

    AFTER = "after"
    BEFORE = "before"


class DueKind(StrEnum):
    """What the computed day means: the last chance, the first possibility, or a service target without sanction."""

    LATEST = "latest"
    EARLIEST = "earliest"
    TARGET = "target"


class RuleState(StrEnum):
    """Whether a row may be computed: in force, displaced by a later rule, or following another period."""

    LIVE = "live"
    SUPERSEDED = "superseded"
    FOLLOWS = "follows"


class Question(StrEnum):
    """What the law leaves open about a period; a court answers it in its `Readings`."""

    REST_DAY = "rest_day"
    NOTICE_DAY = "notice_day"
    LIMITATION = "limitation"


class GroundEffect(StrEnum):
    """What a ground does to a period: its days do not count (扣除), it stands still (中止), it starts anew (中断)."""

    EXCLUDES = "excludes"
    SUSPENDS = "suspends"
    RESTARTS = "restarts"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"excludes": "扣除", "suspends": "中止", "restarts": "重新起算"}[self]


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which days of a period do not count, or on which it starts anew.

    `most` of `unit` is the longest span that it takes out (0: no limit). `last_months`: it counts only in that many
    last months of the period (0: at any time; Civil Code 194). `after_end`: it restarts a period even when
    that has run out, because the law lets the court wait for it (补正).
    """

    id: str
    term: str
    name: str
    effect: GroundEffect
    article: str
    most: int = 0
    unit: Unit = Unit.DAY
    last_months: int = 0
    after_end: bool = False


class Approver(StrEnum):
    """Who may prolong a period."""

    PRESIDENT = "president"
    HIGHER_COURT = "higher_court"
    HIGH_COURT_RECORD = "high_court_record"
    COURT = "court"
    PARTIES = "parties"
    HEAD = "head"

    @property
    def term(self) -> str:
        """The Chinese words."""
        return {
            "president": "本院院长",
            "higher_court": "上一级人民法院",
            "high_court_record": "层报高级人民法院备案",
            "court": "人民法院",
            "parties": "各方当事人同意",
            "head": "本机关、单位负责人",
        }[self]


@dataclass(frozen=True, slots=True)
class Extension:
    """Who may prolong a period, by how much at a time and how often; 0: the law sets no limit.

    `step` 2 needs an extension of step 1 before it.
    """

    approver: Approver
    step: int
    most: int
    unit: Unit
    times: int
    article: str


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One period of the law.

    `rolls`: a last day on a rest day moves on (CPL 85(3)); false where the table plans for the earlier day.
    `fixed`: 不变期间, never suspended, interrupted or prolonged (SI 127); rolling is counting, not prolonging.
    `restore_days`: after the end of an obstacle, for an application to restore the period (CPL 86).
    An `amount` of 0 names a first day: the given day itself. Valid from and to inclusive, by the starting day.
    `day_after`: what matters is the first day after the period (the law says "after more than", 超过).
    `least`: the law sets the shortest length only; the court says how long the period runs.
    `beside`: other periods to read with this one: the one that replaced it, or a second clock.
    `start_event`, `effect`: what starts it and what follows when it is over, in English; `_zh`: in Chinese.
    """

    id: str
    term: str
    name: str
    amount: int
    unit: Unit
    article: str
    side: Side = Side.AFTER
    kind: DueKind = DueKind.LATEST
    rolls: bool = True
    fixed: bool = False
    state: RuleState = RuleState.LIVE
    start_event: str = ""
    start_event_zh: str = ""
    obligor: str = ""
    effect: str = ""
    effect_zh: str = ""
    valid_from: date = date.min
    valid_to: date = date.max
    basis: str = ""
    open: frozenset[Question] = frozenset()
    day_after: bool = False
    least: bool = False
    beside: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    extensions: tuple[Extension, ...] = ()
    restore_days: int = 0


class Backward(StrEnum):
    """Three days before: with three full days between (the stricter reading), or the plain difference of dates."""

    FULL_DAYS = "full_days"
    PLAIN = "plain"


class RestDay(StrEnum):
    """A last day on a rest day, where the law is open: as the table has it, always moved, or never moved."""

    TABLE = "table"
    MOVES = "moves"
    STAYS = "stays"


class Notice(StrEnum):
    """Service by public notice "after thirty days": on the thirtieth day, or on the day after it."""

    LAST_DAY = "last_day"
    DAY_AFTER = "day_after"


class Limitation(StrEnum):
    """After a suspension a limitation runs on for its rest (执行程序解释 19), or for six months (Civil Code 194)."""

    REST = "rest"
    SIX_MONTHS = "six_months"


@dataclass(frozen=True, slots=True)
class Readings:
    """How a court reads what the law leaves open; the defaults plan for the safer day. Steps name the other day."""

    backward: Backward = Backward.FULL_DAYS
    rest_day: RestDay = RestDay.TABLE
    notice: Notice = Notice.LAST_DAY
    limitation: Limitation = Limitation.REST


AS_SHIPPED = Readings()


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, and why.

    `due` is a date, or a moment for hours and minutes. `late_after` is the last day on which nobody could call it
    late: where the law is open it lies after `due`, which is the stricter reading to plan by. `provisional`: `due`
    leans on a year whose holidays are not announced. `sent_counts`: handed to the post in time is in time (CPL 85(4)).
    `least`: the period ends on `due` at the earliest; the court may have set a later day.
    """

    due: date | datetime
    kind: DueKind
    provisional: bool
    article: str
    steps: tuple[Step, ...]
    late_after: date | datetime
    fixed: bool = False
    sent_counts: bool = False
    least: bool = False

    def __str__(self) -> str:
        sort = {"latest": "at the latest", "earliest": "at the earliest", "target": "as a target"}[self.kind]
        tail = ", provisional" if self.provisional else ""
        return f"{self.due.isoformat()} {sort}{tail} ({self.article}): " + "; ".join(map(str, self.steps))


def day_of(moment: date | datetime) -> date:
    """The day of a moment, in its own clock; a day is itself."""
    return moment.date() if isinstance(moment, datetime) else moment


def lateness(due: Due, handed_in: date | datetime, posted: date | None = None) -> Refusal | None:
    """None when an act of `handed_in` (or posted on `posted`) kept the period; else why it is late (CPL 85(4)).

    Days are compared with days, and moments with moments where a period of hours meets the moment of the act. Refused
    too: an act before the earliest day, one after the shortest length where the court sets the length, and a post-mark
    that is younger than the arrival.
    """
    arrived = day_of(handed_in)
    if posted is not None and posted > arrived:
        facts = (("posted", posted.isoformat()), ("done", arrived.isoformat()))
        return Refusal("period.posted_after_arrival", due.article, ("posted",), facts)
    done, day = posted if posted is not None and due.sent_counts else arrived, day_of(due.due)
    facts = (("due", day.isoformat()), ("done", done.isoformat()))
    if due.least:
        return Refusal("period.set_by_the_court", due.article, (), facts) if done > day else None
    if due.kind is DueKind.EARLIEST and arrived < day:
        return Refusal("period.too_early", due.article, (), facts)
    if due.kind is not DueKind.LATEST:
        return None
    if isinstance(due.late_after, datetime) and isinstance(handed_in, datetime):
        return _late(due, due.late_after, handed_in) if handed_in > due.late_after else None
    last = day_of(due.late_after)
    return _late(due, last, done) if done > last else None


def _late(due: Due, last: date | datetime, done: date | datetime) -> Refusal:
    """Only a party's period that is not fixed can be restored (CPL 86; SI 127): the reason says which it is."""
    reason = "period.late_fixed" if due.fixed else "period.late" if due.sent_counts else "period.late_for_good"
    return Refusal(reason, due.article, (), (("due", _written(last)), ("done", _written(done))))


def _written(value: date | datetime) -> str:
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()

"""Words about who conducts a case: how judge and clerk are chosen, and how one is replaced (分案、变更承办人员)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.kernel.terms import Guard, Term

ALL_DIVISIONS = ""
"""The code under which somebody is posted to all of the court."""


class Office(Term):
    """What somebody of the court is in a case."""

    JUDGE = "judge", "审判员"
    CLERK = "clerk", "书记员"


class Way(Term):
    """How somebody came to an office."""

    DRAWN = "drawn", "随机分案"
    """Chance decided among those whom the rule allowed."""
    NAMED = "named", "指定分案"
    """The president named the person, with reasons."""
    TAKEN = "taken", "立案人员承办"
    """Whoever registered the case keeps it: no clerk is posted to its division."""


class LeftOut(Guard):
    """Why somebody who holds the function at the court was not among those between whom chance decided."""

    OTHER_DIVISION = "other_division", "不在本案所属审判庭", "人民法院组织法 27"
    AWAY = "away", "不在岗", "法发〔2018〕23号"
    NO_NEW_CASES = "no_new_cases", "暂不承办新案", "法发〔2018〕23号"
    CONFLICT = "conflict", "应当回避或者曾被更换", "CPL 47"
    OTHERS_SPECIALISED = "others_specialised", "由专门审理此类案件的人员承办", "法发〔2018〕23号"
    LOADED = "loaded", "在办工作量超过容差", "法发〔2018〕23号"


class ChangeGround(Guard):
    """Why an office in a case passes to somebody else (法发〔2018〕23号: an assignment is not changed at will)."""

    RECUSAL = "recusal", "回避", "CPL 47-50"
    MOVED = "moved", "工作调动、离任", "法发〔2018〕23号"
    ILLNESS = "illness", "身体健康原因", "法发〔2018〕23号"
    ABSENCE = "absence", "较长时间不在岗", "法发〔2018〕23号"
    OVERLOAD = "overload", "在办工作量过大，影响依法及时审理", "法发〔2018〕23号"
    INTEGRITY = "integrity", "存在廉政风险", "法发〔2018〕23号"


class AwayFor(Term):
    """Why somebody does not serve for some time."""

    LEAVE = "leave", "休假"
    ILLNESS = "illness", "病假"
    TRAINING = "training", "培训、借调"
    OTHER = "other", "其他事由"


class OfficeStage(Term):
    """Where an office in a case stands."""

    HELD = "held", "承办中"
    CHANGE_ASKED = "change_asked", "已申请更换，待批准"


class OfficeAct(Term):
    """What changes who holds it."""

    ASK = "ask", "申请更换"
    GRANT = "grant", "批准更换"
    REFUSE = "refuse", "不予批准"
    REPLACE = "replace", "决定更换"


class If(Guard):
    """What a change needs."""

    OWN_OFFICE = "own_office", "本人职务，或者审判员提出更换书记员", "CPL 49; 法发〔2018〕23号"
    GROUND_NAMED = "ground_named", "具有更换事由", "法发〔2018〕23号"
    REASONS_GIVEN = "reasons_given", "写明具体理由", "法发〔2018〕23号"
    CASE_RUNS = "case_runs", "案件尚未结束", "法发〔2018〕23号"
    MAY_DECIDE = "may_decide", "有权决定", "CPL 49; 法发〔2018〕23号"
    COMMITTEE_DECIDED = "committee_decided", "院长的回避由审判委员会决定", "CPL 49"


class ChangeState(Term):
    """What became of a request."""

    ASKED = "asked", "待批准"
    GRANTED = "granted", "已更换"
    REFUSED = "refused", "不予批准"


class Decider(Term):
    """Who decides whether somebody withdraws from a case (CPL 49)."""

    COMMITTEE = "committee", "审判委员会"
    PRESIDENT = "president", "院长"
    PRESIDING = "presiding", "审判长或者独任审判员"


class RecusalState(Term):
    """What an application for recusal means for the work of whom it is about (CPL 48(2), 50)."""

    ASIDE = "aside", "暂停参与本案的工作"
    STAYS = "stays", "继续参与本案的工作"
    REVIEWED = "reviewed", "复议中，不停止参与本案的工作"
    LEFT = "left", "已回避"
    TAKEN_BACK = "taken_back", "申请已撤回"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds the function at the court, as a draw looks at the person.

    `divisions`: codes of those posted to, `ALL_DIVISIONS` among them for the whole court, empty for somebody who is
    posted nowhere; `causes`: codes that the person is specialised in;
    `share`: hundredths of a full load, 0 takes no new case; `load`: weight of what is open, in tenths of a simplified
    case; `barred`: by a relation to the case.
    """

    person: UUID
    divisions: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    share: int = 100
    load: int = 0
    away: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Between whom chance decides, in a fixed order, and why each of the others is not among them.

    `widened`: nobody of the division could get the case, so that all of the court were looked at.
    """

    persons: tuple[UUID, ...]
    left_out: tuple[tuple[UUID, LeftOut], ...]
    widened: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw of a court as anybody can check it: see `rules/drawing.py`.

    `turn`: the number of the draw at this court; `promise`: the SHA-256 of `secret`, recorded with the draw before,
    "" for the first; `following`: that of the next draw's secret.
    """

    court: str
    turn: int
    number: str
    office: Office
    pool: tuple[UUID, ...]
    secret: str
    promise: str
    following: str
    person: UUID

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Draw:
        """The draw as a row or a sheet tells it. Raises KeyError, TypeError or ValueError for what is none."""
        return cls(
            court=str(told["court"]),
            turn=int(told["turn"]),
            number=str(told["number"]),
            office=Office(told["office"]),
            pool=tuple(UUID(one) for one in told["pool"]),
            secret=str(told["secret"]),
            promise=str(told["promise"]),
            following=str(told["following"]),
            person=UUID(told["person"]),
        )


class Checked(Term):
    """What a check of a draw finds."""

    RIGHT = "right", "与抽取记录一致"
    NOT_PROMISED = "not_promised", "计算一致，但此前未公布承诺值"
    WRONG = "wrong", "与抽取记录不一致"


@dataclass(frozen=True, slots=True)
class PostingView:
    """Where somebody serves: the divisions that give cases, the causes specialised in, the share of a full load."""

    uid: UUID
    person: UUID
    office: Office
    division: str
    causes: tuple[str, ...]
    share: int


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """Days on which somebody gets no new case; `last` None: until further notice."""

    uid: UUID
    person: UUID
    ground: AwayFor
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class WorkView:
    """Somebody who conducts cases at a court: how many, their weight, and whether the person serves and is there."""

    person: UUID
    office: Office
    cases: int
    load: int
    serves: bool
    away: bool


@dataclass(frozen=True, slots=True)
class AssignedView:
    """Who came to an office in a case, how, and when; `ground`: why the one before left; `draw`: None when named."""

    uid: UUID
    office: Office
    person: UUID
    division: str
    way: Way
    ground: ChangeGround | None
    draw: Draw | None
    checked: Checked | None
    left_out: tuple[tuple[UUID, LeftOut], ...]
    at: datetime

    @property
    def named(self) -> frozenset[UUID]:
        """Everybody who is named here."""
        return frozenset({self.person, *(self.draw.pool if self.draw else ()), *(who for who, _why in self.left_out)})


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A request that somebody else gets an office in a case; `reasons` are the court's own."""

    uid: UUID
    case: UUID
    number: str
    office: Office
    before: UUID | None
    ground: ChangeGround
    reasons: str
    state: ChangeState
    asked_by: UUID | None
    asked_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecusalView:
    """About whom a party asked for recusal (`person` None: no member of the staff in the case), and who decides."""

    office: Office | None
    person: UUID | None
    decides: Decider
    state: RecusalState


@dataclass(frozen=True, slots=True)
class HeldView:
    """A running case as the president sees it who assigns: its number and cause, and nothing of its content."""

    case: UUID
    number: str
    cause: str
    at: datetime

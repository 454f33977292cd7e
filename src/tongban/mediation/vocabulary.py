"""Words about mediation. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.cases.vocabulary import Side
from tongban.documents.vocabulary import DocumentView
from tongban.kernel.terms import Guard, Term


class MediatorKind(Term):
    """What a mediator of a court's register is (在线调解规则 5(1))."""

    JUDGE = "judge", "审判人员"
    FULL_TIME = "full_time", "专职调解员"
    PART_TIME = "part_time", "兼职调解员"
    INVITED = "invited", "特邀调解员"


class Stage(Term):
    """Where the mediation of a registered case stands."""

    CHOOSING = "choosing", "待选定调解员"
    INVITED = "invited", "待调解员确认"
    MEDIATING = "mediating", "调解中"
    ENDED = "ended", "已终结"


class MediationAct(Term):
    """What is done in a mediation."""

    CHOOSE = "choose", "提出调解员人选"
    NAME_JOINTLY = "name_jointly", "共同选定调解员"
    APPOINT = "appoint", "指定调解员"
    CONFIRM = "confirm", "确认接受委托"
    DECLINE = "decline", "不接受委托"
    NOTE_SILENCE = "note_silence", "记明逾期未确认"
    SPEAK = "speak", "在调解中陈述"
    PROPOSE = "propose", "调解员发表意见、提出方案"
    DISCLOSE = "disclose", "披露利害关系"
    PUT_TEXT = "put_text", "提交共同文本"
    AGREE = "agree", "同意共同文本"
    CONCLUDE = "conclude", "达成调解协议"
    ASK_RELEASE = "ask_release", "申请在诉讼中使用调解材料"
    AGREE_RELEASE = "agree_release", "同意在诉讼中使用调解材料"
    CHANGE = "change", "申请更换调解员"
    LEAVE = "leave", "退出调解"
    CLOSE = "close", "终结调解"
    NOTE_TIME_UP = "note_time_up", "记明调解期限届满"


class If(Guard):
    """What a step of a mediation needs."""

    CHOSEN_BY_ALL = "chosen_by_all", "各方共同选定", "在线调解规则 10(2)"
    LEFT_TO_COURT = "left_to_court", "同意由法院指定、逾期未共同选定或者需要重新指定", "在线调解规则 10(2), 12(2)"
    NO_OPEN_DISCLOSURE = "no_open_disclosure", "披露后各方仍同意调解", "在线调解规则 13(2)"
    SIGNED_BY_ALL = "signed_by_all", "各方均已签署", "在线调解规则 19(2)"
    TIME_OVER = "time_over", "期限届满", "在线调解规则 12, 24"


class Outcome(Term):
    """How a mediation ended (在线调解规则 25)."""

    AGREED = "agreed", "达成调解协议"
    SETTLED = "settled", "自行和解，撤回调解申请"
    UNREACHABLE = "unreachable", "在调解期限内无法联系到当事人"
    UNWILLING = "unwilling", "一方明确表示不愿意继续调解"
    WIDE_GAP = "wide_gap", "分歧较大且难以达成调解协议"
    TIME_UP = "time_up", "调解期限届满且未达成延长合意"
    UNSIGNED = "unsigned", "一方拒绝在调解协议上签章"
    OTHER = "other", "其他导致调解无法进行的情形"


BY_PARTY = frozenset({Outcome.SETTLED, Outcome.UNWILLING})
"""What a party says itself."""
BY_MEDIATOR = frozenset({Outcome.UNREACHABLE, Outcome.WIDE_GAP, Outcome.UNSIGNED, Outcome.OTHER})
"""What the mediator finds; agreement and lapse of time follow from the acts themselves."""


class TextKind(Term):
    """A text that counts when every party has agreed to it by an act of its own."""

    DISCLOSURE = "disclosure", "披露情况"
    """The mediator tells a relation; the mediation goes on when all still agree to this mediator (13)."""
    FACTS = "facts", "无争议事实记载"
    """Undisputed facts (18, 22): when all confirmed them, they are on the file of the case."""
    AGREEMENT = "agreement", "调解协议"
    """The agreement (19): in effect when all have signed."""
    EXTENSION = "extension", "延长调解期限"
    """More days for the mediation (24)."""
    RELEASE = "release", "同意在诉讼中使用"
    """A statement made to all may be used in the trial (18, last clause)."""


class Wish(Term):
    """What a party asks of the court on the strength of the agreement (在线调解规则 20(2))."""

    PAPER = "paper", "请求制作调解书"
    WITHDRAWAL = "withdrawal", "申请撤诉"


ALL = "all"
"""To whom a statement goes: everybody at the table."""
MEDIATOR = "mediator"
"""To the mediator alone (背对背)."""
COURT = "court"
"""Whom a party names when the court is to appoint the mediator."""


@dataclass(frozen=True, slots=True)
class MediatorView:
    """Who stands in a court's register of mediators, as it is made public (在线调解规则 5(2))."""

    uid: UUID
    person: UUID
    name: str
    court: str
    kind: MediatorKind
    scope: str
    fee: str
    profile: str


@dataclass(frozen=True, slots=True)
class MediationView:
    """The bare state of a mediation, which the court reads, too.

    `choices`: whom each party named, by the party's uid; `due`: last day of the mediation's own period.
    """

    uid: UUID
    case: UUID
    stage: Stage
    mediator: UUID | None
    choices: dict[UUID, str]
    renamed: bool
    referred_at: datetime
    confirmed_at: datetime | None
    due: date | None
    outcome: Outcome | None
    wish: Wish | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class MatterView:
    """What a mediator is told of the case: its number, cause and claim, and who stands on which side."""

    case: UUID
    court: str
    number: str
    cause: str
    claim: str
    parties: tuple[tuple[UUID, Side, str], ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """Words in a mediation. `party` None: the mediator's; `alone`: with the party `side_of` and the mediator alone."""

    uid: UUID
    party: UUID | None
    alone: bool
    side_of: UUID | None
    proposal: bool
    text: str
    at: datetime
    files: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A common text with the parties that agreed to it; `complete_at` when all had. `days`: of an extension."""

    uid: UUID
    kind: TextKind
    text: str
    days: int | None
    statement: UUID | None
    at: datetime
    agreed: tuple[UUID, ...]
    complete_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationView:
    """A matter that was entrusted to a mediator, with the bare state of the mediation."""

    mediation: MediationView
    matter: MatterView


@dataclass(frozen=True, slots=True)
class RoomView:
    """What one person at the table sees: the state, the words, the texts, and the files handed over by the court."""

    mediation: MediationView
    statements: tuple[StatementView, ...]
    texts: tuple[TextView, ...]
    handed: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class EarlyView:
    """A mediation before registration by its bare state; `stage` is one of `cases.law.At`.

    `wish`: whom the plaintiff would like as mediator; the days are the last ones of the periods that run.
    """

    uid: UUID
    filing: UUID
    court: str
    number: str
    stage: str
    cause: str
    claim: str
    parties: tuple[tuple[Side, str], ...]
    wish: UUID | None
    mediator: UUID | None
    appoint_by: date
    answer_by: date | None
    ask_by: date | None
    due: date | None
    agreement: UUID | None
    outcome: Outcome | None
    opened_at: datetime
    ended_at: datetime | None
    declined: tuple[tuple[UUID, str], ...] = ()
    """Mediators who did not accept, with their reasons; "" where one was silent. For the court alone."""
    other_side: str = ""
    """How the other side was asked and what it answered, as the mediator notes it. For the court alone."""

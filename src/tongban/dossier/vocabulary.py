"""Words about the paper side of a file. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.terms import Guard, Term


class ItemForm(Term):
    """What an item is that somebody handed over (CPL 69: the receipt says so)."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    OBJECT = "object", "原物"


class ItemStage(Term):
    """Where an item is."""

    HELD = "held", "在院保管"
    LENT = "lent", "借出"
    RETURNED = "returned", "已退还"


class ItemAct(Term):
    """What happens to an item that lies at the court."""

    MOVE = "move", "移交、变更存放地点"
    LEND = "lend", "借出"
    TAKE_BACK = "take_back", "归还"
    RETURN = "return", "退还当事人"


class Trigger(Guard):
    """Why the original is required: these four grounds and no others (在线诉讼规则 12(2))."""

    DIFFERS = "differs", "对方当事人认为电子化材料与原件、原物不一致，并提出合理理由和依据", "在线诉讼规则 12(2)(i)"
    UNCLEAR = "unclear", "电子化材料呈现不完整、内容不清晰、格式不规范", "在线诉讼规则 12(2)(ii)"
    FILE_RULES = "file_rules", "人民法院卷宗、档案管理相关规定要求提供", "在线诉讼规则 12(2)(iii)"
    COURT = "court", "人民法院认为有必要提交", "在线诉讼规则 12(2)(iv)"


class Cure(Guard):
    """Why the electronic form counts as the original: five ways (在线诉讼规则 13)."""

    NOT_OBJECTED = "not_objected", "对方当事人对一致性未提出异议", "在线诉讼规则 13(i)"
    NOTARISED = "notarised", "形成过程已经公证机构公证", "在线诉讼规则 13(ii)"
    CONFIRMED_BEFORE = "confirmed_before", "已在之前诉讼中提交并经人民法院确认", "在线诉讼规则 13(iii)"
    COMPARED = "compared", "已通过在线或者线下方式与原件、原物比对一致", "在线诉讼规则 13(iv)"
    CORROBORATED = "corroborated", "有其他证据证明与原件、原物一致", "在线诉讼规则 13(v)"


class RequestStage(Term):
    """Where a request for an original stands."""

    ASKED = "asked", "已要求提供原件"
    ANSWERED = "answered", "当事人已答复"
    BROUGHT = "brought", "原件已提交"
    CURED = "cured", "已认定符合原件形式要求"


class RequestAct(Term):
    """What moves a request."""

    ANSWER = "answer", "答复"
    BRING = "bring", "收到原件"
    CURE = "cure", "认定符合原件形式要求"


class Reply(Term):
    """What a party says to a request for an original."""

    BRING = "bring", "到院提交"
    POST = "post", "邮寄提交"
    HANDED_OVER = "handed_over", "此前已提交"
    CANNOT = "cannot", "提交确有困难"
    """民诉法解释 111 names when; the party says which, in words."""


class Outcome(Term):
    """What a comparison showed."""

    IDENTICAL = "identical", "核对无异"
    DIFFERS = "differs", "存在差异"


class Way(Term):
    """How the electronic form and the original were compared (在线诉讼规则 13(iv))."""

    IN_PERSON = "in_person", "线下比对"
    ONLINE = "online", "在线比对"


class BatchStage(Term):
    """Where a stack of scans stands."""

    RECEIVED = "received", "已接收，待拆分"
    SPLIT = "split", "已拆分"
    FAILED = "failed", "无法拆分"


class PartStage(Term):
    """Where one part of a stack stands."""

    WAITING = "waiting", "待归入"
    FILED = "filed", "已归入"
    DISCARDED = "discarded", "已弃置"


class PartAct(Term):
    """What the registry does with a part."""

    FILE = "file", "归入材料"
    DISCARD = "discard", "弃置"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What the platform saw on a page of a stack: the words of its square code, if any, and whether it is empty."""

    number: int
    code: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """One part of a stack: which of its pages, which of these are empty, and the item that the separator names."""

    item: UUID | None
    pages: tuple[int, ...]
    blank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a stack of scans. `pages`, `blank`: how many; `item`: to which it belongs or may belong."""

    uid: UUID
    number: int
    pages: int
    blank: tuple[int, ...]
    sha256: str
    stage: PartStage
    item: UUID | None
    document: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """A stack of scans with its parts. `problem`: the reason why it could not be taken apart."""

    uid: UUID
    name: str
    court: str
    at: datetime
    by: UUID | None
    pages: int
    stage: BatchStage
    problem: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """One thing that somebody puts on the counter: its name, what it is, pages (0 for an object) and copies."""

    title: str
    form: str
    pages: int
    copies: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain of custody: what, by whom of the court, when, where the item is then, who has it, and how
    that person signed.
    """

    act: ItemAct | None
    """None: it was received."""
    by: UUID | None
    at: datetime
    place: str
    who: str
    signed: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A thing that was handed over, where it is, and what became of it, the oldest step first."""

    uid: UUID
    receipt: UUID
    court: str
    case: UUID | None
    holder: UUID | None
    number: int
    title: str
    form: ItemForm
    pages: int
    copies: int
    stage: ItemStage
    place: str
    since: datetime
    document: UUID | None
    chain: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt (收据) with what it lists. `code`: how people call it."""

    uid: UUID
    code: str
    court: str
    case: UUID | None
    person: UUID | None
    taken_by: UUID | None
    taken_at: datetime
    items: tuple[ItemView, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """What the court tells a party of whom it requires an original: one of four grounds, why, by when, where to."""

    trigger: str
    reasons: str
    until: date | None
    address: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request for an original. `subject`: the exhibit or the document; `reply`: None while the party is silent."""

    uid: UUID
    case: UUID | None
    subject: UUID
    party: UUID
    trigger: Trigger
    reasons: str
    until: date
    address: str
    asked_at: datetime
    stage: RequestStage
    reply: Reply | None
    words: str
    replied_at: datetime | None
    cure: Cure | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison of a document with its original; `where`: in what they differ."""

    document: UUID
    version: UUID
    item: UUID | None
    outcome: Outcome
    way: Way
    where: str
    by: UUID | None
    at: datetime

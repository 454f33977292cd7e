"""Words of 送达, service of papers. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.cases.vocabulary import Choice
from tongban.kernel.terms import Term


class Purpose(StrEnum):
    """What the papers are for; the effect of service follows from it."""

    ACCEPTANCE = "acceptance"
    """受理案件通知"""
    PAYMENT = "payment"
    """交纳诉讼费用通知"""
    EVIDENCE = "evidence"
    """举证通知"""
    DEFENCE = "defence"
    """起诉状副本、应诉通知"""
    DEFENCE_COPY = "defence_copy"
    """答辩状副本"""
    SUMMONS = "summons"
    """传票"""
    JUDGMENT = "judgment"
    """裁判文书"""
    PROCEDURE = "procedure"
    """转换程序通知"""
    AUTHORITY = "authority"
    """诉讼代理人变更通知"""
    BENCH = "bench"
    """变更审判人员、书记员通知"""
    RULING = "ruling"
    """裁定和对诉讼中申请的答复"""
    APPEAL = "appeal"
    """上诉状副本"""
    APPEAL_ANSWER = "appeal_answer"
    """上诉答辩状副本"""
    THIRD_CLAIM = "third_claim"
    """第三人起诉状副本"""
    DECISION = "decision"
    """裁定书、支付令、通知书"""
    OTHER = "other"
    """其他文书"""


class Channel(Term):
    """By which way papers go."""

    PORTAL = "portal", "诉讼服务平台"
    EMAIL = "email", "电子邮件"
    MESSAGE = "message", "即时通讯"
    SMS = "sms", "手机短信"
    LETTER = "letter", "邮寄送达"
    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    ENTRUSTED = "entrusted", "委托送达"
    UNIT = "unit", "转交送达"
    NOTICE = "notice", "公告送达"


class AttemptState(StrEnum):
    """Where one attempt stands."""

    QUEUED = "queued"
    """待发出"""
    SENT = "sent"
    """已发出"""
    ARRIVED = "arrived"
    """已到达"""
    FAILED = "failed"
    """未送达"""


class DispatchState(StrEnum):
    """Where the service of papers on one party stands."""

    WAITING = "waiting"
    """文书制作中"""
    UNDER_WAY = "under_way"
    """送达中"""
    SERVED = "served"
    """已送达"""
    UNDELIVERED = "undelivered"
    """各种方式均未送达，待人工处理"""
    FALLEN = "fallen"
    """该次送达不发生效力，已重新送达"""
    LEFT = "left"
    """受送达人死亡，已转由承继人受送达"""
    TAKEN_BACK = "taken_back"
    """文书已不再适用，不再送达"""


OVER = frozenset({DispatchState.FALLEN, DispatchState.LEFT, DispatchState.TAKEN_BACK})
"""Nothing more comes of such a service: others took its place, or its papers say what does not hold any more."""


class DispatchAct(StrEnum):
    """What moves a service of papers."""

    SEND = "send"
    ADD_CHANNEL = "add_channel"
    NOTE_ARRIVAL = "note_arrival"
    NOTE_FAILURE = "note_failure"
    SEND_AGAIN = "send_again"
    VISIT = "visit"
    ENTRUST = "entrust"
    HAND_ON = "hand_on"
    PUBLISH = "publish"
    CONFIRM_RECEIPT = "confirm_receipt"
    LET_FALL = "let_fall"
    NOTE_DEATH = "note_death"
    TAKE_PROOF = "take_proof"
    LEAVE_TO_HEIRS = "leave_to_heirs"
    TAKE_BACK = "take_back"


class ReturnReason(Term):
    """Why the post brought a letter back (邮寄送达规定 6, 8, 11)."""

    UNKNOWN_ADDRESS = "unknown_address", "地址不详"
    MOVED = "moved", "迁移新址不明"
    NOT_COLLECTED = "not_collected", "三次投递无人签收，逾期未领"
    REFUSED = "refused", "受送达人本人或者指定的代收人拒收"
    REFUSED_BY_OTHERS = "refused_by_others", "他人拒收"


class AddressGround(Term):
    """How the court came to the address at which it serves a party (邮寄送达规定 3-5)."""

    NAMED = "named", "他人提供，受送达人未确认"
    CONFIRMED = "confirmed", "受送达人提供或者确认"
    WITHHELD = "withheld", "受送达人拒绝提供，以登记的住所为送达地址"


class Domicile(Term):
    """Whether a party has a domicile in the country: who has none has longer periods (CPL 285, 286)."""

    HERE = "here", "在中华人民共和国领域内有住所"
    ABROAD = "abroad", "在中华人民共和国领域内没有住所"


@dataclass(frozen=True, slots=True)
class AddressView:
    """Where a party is served, as it said last; with the ground NAMED it has said nothing."""

    ground: AddressGround
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    account: str = ""
    receiver: str = ""
    on_paper: bool = False
    at: datetime | None = None

    @property
    def postal(self) -> str:
        """What stands on the envelope below the name; "" when the party said nothing."""
        return " ".join(part for part in (self.postcode, self.address) if part)


@dataclass(frozen=True, slots=True)
class Recipient:
    """What decides by which ways papers may go to a party.

    `choice`: the newest answer about electronic service; `reads`: the person is linked to the case and can look into it
    online; `email`: an address that the person gave or confirmed, "" when there is none; `mail`: this platform can send
    e-mail.
    `account`: of instant messages, which the party confirmed for service; `phone`: which it gave; `messages`: this
    platform can send both.
    """

    choice: Choice | None
    reads: bool
    email: str
    mail: bool
    account: str = ""
    phone: str = ""
    messages: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One way to go; `counts` False for a reminder, which serves nothing (在线诉讼规则 32)."""

    channel: Channel
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """A valid arrival: by which way, when (in the court's local time), under which article.

    `whole_day`: only the day is known.
    """

    channel: Channel
    at: datetime
    law: str
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt as pages read it; `evidence` is a receipt's digest, a mail server's answer or a postal number."""

    uid: UUID
    channel: Channel
    state: AttemptState
    counts: bool
    address: str
    queued_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    whole_day: bool
    evidence: str
    why: str


@dataclass(frozen=True, slots=True)
class DispatchView:
    """A service of papers on one party, as pages and other floors read it."""

    uid: UUID
    case: UUID
    court: str
    party: UUID
    purpose: Purpose
    state: DispatchState
    papers: tuple[UUID, ...]
    ordered_at: datetime
    served_at: datetime | None
    served_by: Channel | None
    whole_day: bool
    law: str
    read_at: datetime | None
    earlier: date | None
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter on the desk: to be handed to the post, or waiting for the return slip; `elsewhere`: the court that
    prints and posts it, "" for the own one.
    """

    uid: UUID
    dispatch: UUID
    case: UUID
    court: str
    number: str
    purpose: Purpose
    to: str
    address: str
    state: AttemptState
    queued_at: datetime
    posted_on: date | None
    tracking: str
    papers: tuple[tuple[UUID, str], ...]
    tries: int = 0
    elsewhere: str = ""

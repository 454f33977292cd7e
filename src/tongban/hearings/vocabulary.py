"""Words about hearings. Every term of the law carries its Chinese term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.kernel.terms import Term
from tongban.people.vocabulary import ProofMethod


class Mode(Term):
    """Where a hearing takes place: as it was set, and from its opening as the parties came (在线诉讼规则 4(2), 21)."""

    COURTROOM = "courtroom", "线下庭审"
    ONLINE = "online", "在线庭审"
    HYBRID = "hybrid", "线上线下相结合"


class Place(Term):
    """Where somebody takes part in a hearing."""

    ROOM = "room", "到庭参加"
    ONLINE = "online", "在线参加"


@dataclass(frozen=True, slots=True)
class Seen:
    """How the identity of who takes part was checked for this hearing (在线诉讼规则 7(3)).

    In the room the clerk compared the paper: `method` and `at` are then empty.
    """

    place: Place
    method: ProofMethod | None = None
    at: datetime | None = None


class HearingState(StrEnum):
    """The life of a hearing. It follows the stage of its case, which alone decides what may be done."""

    SET = "set"
    """已排期"""
    OPEN = "open"
    """开庭中"""
    CLOSED = "closed"
    """已休庭，笔录待核对"""
    LIFTED = "lifted"
    """因转换程序取消"""


class Part(StrEnum):
    """The parts of a hearing, in the order of the law (CPL 140-145)."""

    OPENING = "opening"
    """开庭准备"""
    INVESTIGATION = "investigation"
    """法庭调查"""
    EXAMINATION = "examination"
    """举证质证"""
    DEBATE = "debate"
    """法庭辩论"""
    FINAL = "final"
    """最后陈述"""
    MEDIATION = "mediation"
    """法庭调解"""

    @property
    def term(self) -> str:
        """The Chinese term, as in the record."""
        return {
            "opening": "开庭准备",
            "investigation": "法庭调查",
            "examination": "举证质证",
            "debate": "法庭辩论",
            "final": "最后陈述",
            "mediation": "法庭调解",
        }[self.value]


class Speaker(StrEnum):
    """In which capacity somebody speaks."""

    JUDGE = "judge"
    """审判员"""
    CLERK = "clerk"
    """书记员"""
    PLAINTIFF = "plaintiff"
    """原告"""
    DEFENDANT = "defendant"
    """被告"""
    THIRD_PARTY = "third_party"
    """第三人"""
    AGENT = "agent"
    """委托诉讼代理人"""
    GUARDIAN = "guardian"
    """法定代理人"""
    PROCURATOR = "procurator"
    """检察人员"""
    WITNESS = "witness"
    """证人"""

    @property
    def term(self) -> str:
        """The Chinese term, as in the record."""
        return {
            "judge": "审判员",
            "clerk": "书记员",
            "plaintiff": "原告",
            "defendant": "被告",
            "third_party": "第三人",
            "agent": "委托诉讼代理人",
            "guardian": "法定代理人",
            "procurator": "检察人员",
            "witness": "证人",
        }[self.value]


class Way(StrEnum):
    """How a party dealt with the record (CPL 150; 在线诉讼规则 34)."""

    ONLINE = "online"
    """在线核对确认"""
    PAPER = "paper"
    """在纸质笔录上签名"""
    REFUSED = "refused"
    """拒绝签名"""

    @property
    def term(self) -> str:
        """The Chinese term, as in the record."""
        return {"online": "在线核对确认", "paper": "纸质笔录签名", "refused": "拒绝签名"}[self.value]


class Difficulty(StrEnum):
    """Why parties cannot be online at the same time (在线诉讼规则 20(2)(i))."""

    TIME_ZONE = "time_zone"
    WORK = "work"
    HEALTH = "health"
    EQUIPMENT = "equipment"
    OTHER = "other"


NOTICE, LETTER, SHOWN = "witness_notice", "witness_letter", "shown_exhibit"
"""Kinds of what the court makes for a witness: the notice, the letter with the code, what the judge shows."""
GUARANTEE = "witness-guarantee-2026-1"
"""Version of the text below: what was read when it was signed. Who changes the text changes the version."""
PROMISE = "我保证据实陈述亲身感知的事实，绝无隐瞒、歪曲、增减；如有虚假陈述，愿意接受处罚。"
"""What a witness signs (证人保证书; 证据规定 65(2), 71); pages in other languages show it beside a translation."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the record. `corrects` is the number of the line that it corrects, `witness` whose words these are."""

    number: int
    part: Part
    speaker: Speaker
    name: str
    text: str
    at: datetime
    corrects: int | None
    witness: UUID | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """What a party said to the record."""

    party: UUID
    way: Way
    objections: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HearingView:
    """A hearing as other floors read it. `digest` is that of the closed record.

    `present`: parties that take part themselves; `agents`: the party of each authority under which an agent came;
    `written`: parties that stayed away and had stated their will in writing; `identity`: how the identity of each of
    the first two was checked, by uid of the party or the authority.
    """

    uid: UUID
    case: UUID
    court: str
    place: str
    mode: Mode
    starts_at: datetime
    state: HearingState
    opened_at: datetime | None
    closed_at: datetime | None
    present: tuple[UUID, ...]
    agents: Mapping[UUID, UUID]
    written: frozenset[UUID]
    identity: Mapping[UUID, Seen]
    digest: str
    paper: UUID | None
    lines: tuple[LineView, ...]
    confirmations: tuple[ConfirmationView, ...]

    @property
    def heard(self) -> frozenset[UUID]:
        """The parties that were there, themselves or by an agent."""
        return frozenset((*self.present, *self.agents.values()))

    @property
    def witnesses(self) -> dict[UUID, str]:
        """Who testified in it, by name."""
        return {line.witness: line.name for line in self.lines if line.witness is not None}


Section = dict[str, Any]
"""The part of a case's sheet that this domain offers: plain JSON."""

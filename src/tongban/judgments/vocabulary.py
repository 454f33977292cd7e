"""Words about judgments. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.kernel.money import Money


class State(StrEnum):
    """Where a judgment stands; read from its row, stored nowhere."""

    SIGNING = "signing"
    """已签发，正在签名用印"""
    PRONOUNCED = "pronounced"
    """已签名用印，送达和上诉期间"""
    EFFECTIVE = "effective"
    """已生效"""
    QUASHED = "quashed"
    """已被二审撤销或者变更"""


class Bearer(StrEnum):
    """Who bears the case fee (交纳办法 29)."""

    PLAINTIFF = "plaintiff"
    """原告负担"""
    DEFENDANT = "defendant"
    """被告负担"""
    SHARED = "shared"
    """双方分担"""


FIELDS = (
    "findings",
    "reasoning",
    "articles",
    "pay_what",
    "pay_amount",
    "pay_days",
    "more_holdings",
    "reject_rest",
    "fee_bearer",
    "fee_defendant",
    "fee_third",
    "fee_weights_plaintiff",
    "fee_weights_defendant",
    "cited",
)
"""What the judge writes, by name; every value is text, as typed. `cited` holds uids of exhibits, one per line."""

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit as a draft needs it.

    `examined`: it was put forward and the other side was heard on it (举证质证), so that it may be cited.
    `opinions`: (who, what was said); `finding`: what the court held about it, if noted.
    """

    uid: UUID
    number: str
    title: str
    side: str
    proves: str = ""
    examined: bool = False
    opinions: tuple[tuple[str, str], ...] = ()
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Materials:
    """What the file of the case gives for a judgment: frozen data of its papers, and its exhibits.

    `defence` also holds what a counterclaim, or a third party with a claim of its own, asks for.
    """

    claims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    defence: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a judgment takes from the court's own registers; `appeal_court` "" when no court stands above."""

    court: str
    appeal_court: str
    judge: str
    clerk: str
    dated: date
    docketed: date
    fee: FeeLine


_NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The case fee: `full` by the tariff, `payable` after halving; `late`: what of it the plaintiffs bear whatever the
    outcome, because they claimed less too late (交纳办法 35).
    """

    full: Money
    payable: Money
    late: Money = _NOTHING


@dataclass(frozen=True, slots=True)
class DraftView:
    """The judge's draft as pages read it."""

    uid: UUID
    case: UUID
    fields: Fields
    started_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class JudgmentView:
    """A judgment as pages and other floors read it; `content` is its frozen text in parts (see papers/judgment.typ)."""

    uid: UUID
    case: UUID
    document: UUID
    court: str
    judge: UUID
    dated: date
    state: State
    content: dict[str, Any]
    cited: tuple[UUID, ...]
    appeal_until: date | None
    effective_on: date | None
    quashed_on: date | None = None
    above: dict[str, str] = field(default_factory=dict)
    """What the court above decided: act, number, dated, effective, document; empty where nobody appealed."""

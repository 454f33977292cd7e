"""Words about publication. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import ClosedGround


class Stage(StrEnum):
    """Where the publication of a judgment stands."""

    PROPOSED = "proposed"
    """拟公布：机器已作技术处理，待人核对"""
    PUBLISHED = "published"
    """已公布"""
    WITHHELD = "withheld"
    """不公布：只公布案号、法院、日期和理由"""
    WITHDRAWN = "withdrawn"
    """已撤回"""


class Act(StrEnum):
    """What people do with a proposal."""

    PUBLISH = "publish"
    WITHHOLD = "withhold"
    WITHDRAW = "withdraw"


class Ground(StrEnum):
    """Why a judgment is not published (文书上网规定 4)."""

    STATE_SECRET = "state_secret"  # noqa: S105 - not a password # nosec B105
    """涉及国家秘密"""
    JUVENILE = "juvenile"
    """未成年人犯罪"""
    MEDIATION = "mediation"
    """以调解方式结案或者确认人民调解协议效力"""
    DIVORCE_OR_CUSTODY = "divorce_or_custody"
    """离婚诉讼或者涉及未成年子女抚养、监护"""
    OTHER = "other"
    """人民法院认为不宜在互联网公布的其他情形"""


class Hiding(StrEnum):
    """Whose names a court hides."""

    LISTED = "listed"
    """Only those whom 文书上网规定 8 lists: family and succession, victims and witnesses, minors."""
    NATURAL_PERSONS = "natural_persons"
    """Every party who is a natural person."""


class Removed(StrEnum):
    """Classes of text that were taken out (文书上网规定 10); the values stand on the public paper."""

    NAMES = "自然人姓名"
    BIRTH = "出生日期、性别"
    ADDRESS = "家庭住址"
    CONTACT = "通讯方式"
    NUMBER = "公民身份号码"
    ACCOUNT = "银行账号"
    PLATE = "车牌号码"


@dataclass(frozen=True, slots=True)
class Policy:
    """A court's policy: what it publishes and whose names it hides, with the basis."""

    kinds: frozenset[str]
    withheld_causes: tuple[tuple[str, Ground], ...]
    hiding: Hiding
    basis: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What the machine proposes; a person decides. `ground` None: publish."""

    ground: Ground | None
    law: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not remain in a public text, known from the file of the case."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    closed: ClosedGround | None = None
    """Why the case was not tried in public, if so (CPL 137)."""
    minors: bool = False
    """A party is not of age: no name of a natural person remains (文书上网规定 8(3))."""


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A public text in parts, the classes of text taken out, and places where a person must look."""

    content: dict[str, Any]
    removed: tuple[Removed, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicationView:
    """A publication as pages read it; `content` is the anonymised text (see judgments/papers/public_version.typ)."""

    uid: UUID
    case: UUID
    stage: Stage
    court: str
    court_name: str
    number: str
    cause: str
    dated: date
    effective_on: date
    publish_by: date | None
    published_at: datetime | None
    ground: Ground | None
    advised: Ground | None
    content: dict[str, Any]
    removed: tuple[str, ...]
    doubts: tuple[str, ...]
    document: UUID | None

"""Words about people. Every term of the law carries its Chinese term."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.kernel.terms import Guard, Term


class PersonKind(StrEnum):
    """Natural person (自然人), legal person (法人), other organisation (非法人组织)."""

    NATURAL = "natural"
    LEGAL = "legal"
    OTHER = "other"


class IdKind(StrEnum):
    """Kind of identity paper; a residence permit of somebody from Hong Kong, Macao or Taiwan has a resident's number
    (港澳台居民居住证申领发放办法 4).
    """

    RESIDENT = "resident"
    """居民身份证"""
    PASSPORT = "passport"
    """护照"""
    FOREIGN_RESIDENCE = "foreign_residence"
    """外国人永久居留身份证"""
    HK_MACAO_PERMIT = "hk_macao_permit"
    """港澳居民来往内地通行证"""
    TAIWAN_PERMIT = "taiwan_permit"
    """台湾居民来往大陆通行证"""
    CREDIT_CODE = "credit_code"
    """统一社会信用代码"""


PERSONAL_PAPERS = frozenset(set(IdKind) - {IdKind.CREDIT_CODE})
"""What a natural person shows."""
_NUMBERS: dict[str, str] = {
    IdKind.RESIDENT: "公民身份号码",
    IdKind.PASSPORT: "护照号码",
    IdKind.FOREIGN_RESIDENCE: "外国人永久居留身份证号码",
    IdKind.HK_MACAO_PERMIT: "港澳居民来往内地通行证号码",
    IdKind.TAIWAN_PERMIT: "台湾居民来往大陆通行证号码",
    IdKind.CREDIT_CODE: "统一社会信用代码",
}


def number_name(id_kind: str) -> str:
    """How papers call the number of such a paper; that of a resident where no kind is known."""
    return _NUMBERS.get(id_kind, _NUMBERS[IdKind.RESIDENT])


class Role(StrEnum):
    """Capacities in which a person acts."""

    PARTY = "party"
    """当事人"""
    HELPER = "helper"
    """协助人员: a relative or clerk beside the person"""
    CLERK = "clerk"
    """书记员、立案人员"""
    JUDGE = "judge"
    """审判员"""
    PRESIDENT = "president"
    """院长"""
    LIAISON = "liaison"
    """协作联络员"""
    WITNESS = "witness"
    """证人"""
    MEDIATOR = "mediator"
    """调解员: stands in a court's register of mediators, and is none of its staff"""
    PUBLIC = "public"
    """公众"""


STAFF_ROLES = frozenset({Role.CLERK, Role.JUDGE, Role.PRESIDENT, Role.LIAISON})


class ProofMethod(Term):
    """How an identity was checked (在线诉讼规则 7(1))."""

    COUNTER = "counter", "窗口核验"
    """Seen in person with the paper at a court's counter."""
    CASE_MATCH = "case_match", "证件比对"
    """Name and number agree with the case, and the join code that was served on the person is held."""
    PEER = "peer", "协作法院核验"
    """Checked by another court, which vouches for it by a signed message."""
    PLATFORM = "platform", "身份认证平台核验"
    """Name and number stated by an identity platform at which the person signed in."""
    FACE = "face", "人脸核验"
    """Identity paper and living face compared by an outside service."""
    CONSULATE = "consulate", "使领馆认证"
    """Papers that a Chinese embassy or consulate legalised."""
    NOTARY = "notary", "公证、附加证明书"
    """Papers notarised, with an apostille or by treaty where made abroad."""
    AGAIN = "again", "再次验证"
    """The person opened the account once more, just before acting."""


class Beside(StrEnum):
    """In which capacity somebody without an office acts beside a person."""

    HELPER = "helper"
    """协助人: a relative or friend whom the person named"""
    GUARDIAN = "guardian"
    """监护人: acts for a minor, noted at a counter from the papers"""
    HEAD = "head"
    """法定代表人、主要负责人: acts for an organisation and names its members; noted at a counter from the papers"""
    MEMBER = "member"
    """经办人: acts for an organisation, named by its head"""


class MemberRight(Term):
    """What a member may do for its organisation beside reading; its head gives each right."""

    FILE = "file", "提交材料"
    SIGN = "sign", "签署、确认和处分"
    PAY = "pay", "缴费和收款"


BY_PAPERS = (ProofMethod.CONSULATE, ProofMethod.NOTARY)
"""How somebody abroad proves an identity without coming to a counter (民诉法解释 521; 跨境网上立案规定 4)."""


class Capacity(Term):
    """How far a natural person acts alone, by age (民法典 17-20)."""

    FULL = "full", "完全民事行为能力"
    LIMITED = "limited", "限制民事行为能力"
    NONE = "none", "无民事行为能力"


class Ease(Guard):
    """Why the court offers somebody the assisted way beside the online one (在线诉讼规则 2(4))."""

    MINOR = "minor", "未成年人", "在线诉讼规则 2(4); 民法典 17"
    OLD = "old", "老年人", "在线诉讼规则 2(4); 老年人权益保障法 2"
    STATED = "stated", "本人说明需要协助", "在线诉讼规则 2(4)"


class GuardianGround(Guard):
    """Why somebody is a minor's guardian."""

    PARENT = "parent", "父母", "民法典 27(1)"
    GRANDPARENT = "grandparent", "祖父母、外祖父母", "民法典 27(2)(i)"
    SIBLING = "sibling", "兄、姐", "民法典 27(2)(ii)"
    OTHER = "other", "经居（村）民委员会或者民政部门同意的其他个人、组织", "民法典 27(2)(iii)"
    WILL = "will", "遗嘱指定的监护人", "民法典 29"
    AGREED = "agreed", "协议确定的监护人", "民法典 30"
    APPOINTED = "appointed", "指定的监护人", "民法典 31"


BY_LAW = frozenset({Beside.GUARDIAN, Beside.HEAD})
"""Who stands beside a person by law: noted and ended at a counter only."""
FACES = BY_LAW | {Beside.MEMBER}
"""Whose own face the court looks at, because the person has none or is a child."""


@dataclass(frozen=True, slots=True)
class CompanionView:
    """Who acts beside whom, in which capacity, until when (exclusive); `rights`: of a member of an organisation."""

    uid: UUID
    person: UUID
    companion: UUID
    kind: Beside
    since: datetime
    until: datetime
    rights: frozenset[MemberRight] = frozenset()


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """A function taken in an emergency; `seen_at` is None until the president has looked it over."""

    uid: UUID
    person: UUID
    role: str
    since: datetime
    until: datetime | None
    reason: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccessView:
    """An account: each way to sign in with its day, providers by slug, and each device with address and program."""

    login: str
    language: str
    last_login: datetime | None
    ways: tuple[tuple[str, datetime], ...]
    providers: tuple[str, ...]
    devices: tuple[tuple[str, str, datetime], ...]


class DisputeState(StrEnum):
    """What became of the word that an act was not the person's own (在线诉讼规则 7(2))."""

    OPEN = "open"
    """待核查"""
    UPHELD = "upheld"
    """成立"""
    REJECTED = "rejected"
    """不成立"""


@dataclass(frozen=True, slots=True)
class ActElsewhere:
    """An act that another platform has in its register, as that platform told it."""

    uid: UUID
    event: str
    at: datetime
    case: UUID | None = None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as pages read it; `entry` is the disputed entry of the register, `event` its fact.

    `peer`: the other platform that knows of it; `here`: whether this one reviews it.
    """

    uid: UUID
    person: UUID
    entry: UUID
    event: str
    done_at: datetime
    why: str
    state: DisputeState
    court: str
    case: UUID | None
    at: datetime
    reasons: str
    decided_at: datetime | None
    peer: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True)
class ProofView:
    """One check of an identity. `evidence` is the checker's own reference; a failed check proves nothing."""

    uid: UUID
    at: datetime
    method: str
    level: str
    passed: bool
    court: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as other floors read one. `id_number` is given only to those who need it."""

    uid: UUID
    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str
    email: str
    address: str
    division: str
    platform: str
    name_latin: str = ""
    nationality: str = ""
    born: date | None = None
    asks_help: bool = False


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """What a clerk reads from an identity paper at the counter, and how the person can be reached."""

    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    email: str = ""
    address: str = ""
    division: str = ""
    name_latin: str = ""
    nationality: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class StartAccess:
    """A fresh login with its start password, to be handed over on paper once; it is kept nowhere."""

    person: UUID
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Provider:
    """An outside place at which persons sign in by OpenID Connect, as the platform's own file names it.

    `issuer`: its address, exactly as its tokens state it. `second_factor`: it asks everybody for one, which staff
    need. `proves`: it is an identity platform, whose claims count as a comparison of the identity paper
    (在线诉讼规则 7(1)); `name_claim` and `number_claim` say where name and identity number stand.
    """

    slug: str
    name: str
    name_en: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    second_factor: bool = False
    proves: bool = False
    scope: str = "openid profile"
    name_claim: str = "name"
    number_claim: str = "id_number"


@dataclass(frozen=True, slots=True)
class OutsideService:
    """A service beside the court that answers its questions (faces, licences, codes), as `platform.toml` names it."""

    address: str
    key: str = field(repr=False)
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class FaceCheck:
    """One visit to that service: where the person goes, and the service's number for it."""

    url: str
    number: str


@dataclass(frozen=True, slots=True)
class FaceResult:
    """What the service found: None while it waits for the person; `reference` is its own, for later questions."""

    passed: bool | None
    reference: str


@dataclass(frozen=True, slots=True)
class Departure:
    """One way out to a provider: what must come back, and what only this browser's session knows.

    `since`: seconds of the machine's time after which the provider must have seen the person; 0 when an older sign-in
    there is good enough.
    """

    url: str
    state: str
    nonce: str
    verifier: str
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class OutsideIdentity:
    """Whom a provider vouched for: `subject` is the provider's own name for the person, the rest its claims."""

    provider: str
    subject: str
    name: str = ""
    id_number: str = ""

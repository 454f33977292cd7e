"""Words of the courts domain. A judge can read this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step


class CourtLevel(StrEnum):
    """The four levels of people's courts (人民法院组织法 12-13), highest first."""

    SUPREME = "supreme"
    HIGH = "high"
    INTERMEDIATE = "intermediate"
    BASIC = "basic"

    @property
    def term(self) -> str:
        """The Chinese word of the law."""
        terms = {
            "supreme": "最高人民法院",
            "high": "高级人民法院",
            "intermediate": "中级人民法院",
            "basic": "基层人民法院",
        }
        return terms[self]

    @property
    def rank(self) -> int:
        """0 for the supreme court, 3 for a basic court."""
        return list(CourtLevel).index(self)


@dataclass(frozen=True, slots=True)
class Court:
    """A court under its code (法〔2015〕137号 4-6): valid from and to inclusive.

    `parent` is the code of the court above it, `division_code` the administrative division it serves (six digits;
    empty for railway, maritime, functional-zone and other courts without a division of their own).
    """

    code: str
    name: str
    level: CourtLevel
    parent: str = ""
    division_code: str = ""
    valid_from: date = date.min
    valid_to: date = date.max
    basis: str = ""

    def valid_on(self, day: date) -> bool:
        """True when the code was in use on `day`."""
        return self.valid_from <= day <= self.valid_to

    @property
    def place_name(self) -> str:
        """The area the court is named after: 四川省成都市武侯区人民法院 -> 四川省成都市武侯区."""
        for ending in ("高级人民法院", "中级人民法院", "人民法院"):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending)
        return self.name


class CauseLevel(StrEnum):
    """The four levels of the list of causes; the lowest that fits is used."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"1": "一级案由", "2": "二级案由", "3": "三级案由", "4": "四级案由"}[self]


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of action (案由) of the list in force between its dates.

    `initials` are the pinyin initials of its name (mjjdjf), `pinyin` its syllables (min jian jie dai jiu fen).
    """

    code: str
    level: CauseLevel
    name: str
    parent: str
    initials: str
    valid_from: date
    valid_to: date
    article: str
    pinyin: str = ""


@dataclass(frozen=True, slots=True)
class CaseType:
    """A case type with its characters in case numbers (民初); groups and classes have none.

    `levels`: the levels of court that take such cases, under `levels_article`; empty where no article narrows them.
    """

    type_code: str
    name: str
    characters: str
    kind: str
    parent: str
    valid_from: date
    valid_to: date
    levels: frozenset[CourtLevel] = frozenset()
    levels_article: str = ""


class NumberRelation(StrEnum):
    """How one case follows another in the same dispute: what the later number is to the earlier."""

    FILED_AFTER_MEDIATION = "filed_after_mediation"
    MEDIATION_PAPER = "mediation_paper"
    CONFIRMATION = "confirmation"
    TRANSFER = "transfer"
    JURISDICTION_APPEAL = "jurisdiction_appeal"
    APPEAL = "appeal"
    REMAND = "remand"
    RETRIAL_APPLICATION = "retrial_application"
    OWN_MOTION = "own_motion"
    PROTEST = "protest"
    RETRIAL = "retrial"
    THIRD_PARTY = "third_party"
    PRESERVATION = "preservation"
    ENFORCEMENT = "enforcement"
    RESUMPTION = "resumption"
    OBJECTION = "objection"
    RECONSIDERATION = "reconsideration"
    OBJECTION_SUIT = "objection_suit"
    SUPERVISION = "supervision"
    OPENING = "opening"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {
            "filed_after_mediation": "诉前调解转立案",
            "mediation_paper": "诉前调解出具调解书",
            "confirmation": "司法确认",
            "transfer": "移送管辖",
            "jurisdiction_appeal": "管辖权异议上诉",
            "appeal": "上诉",
            "remand": "发回重审",
            "retrial_application": "申请再审",
            "own_motion": "依职权再审审查",
            "protest": "抗诉",
            "retrial": "再审",
            "third_party": "第三人撤销之诉",
            "preservation": "保全执行",
            "enforcement": "申请执行",
            "resumption": "恢复执行",
            "objection": "执行异议",
            "reconsideration": "执行复议",
            "objection_suit": "执行异议之诉",
            "supervision": "执行监督",
            "opening": "裁定受理",
        }[self]


class Matter(StrEnum):
    """What kind of dispute it is, as far as jurisdiction asks."""

    PRIVATE_LENDING = "private_lending"
    CONTRACT = "contract"
    LEASE = "lease"
    ONLINE_SALE = "online_sale"
    IMMOVABLE = "immovable"
    PORT = "port"
    SUCCESSION = "succession"
    TORT = "tort"
    STATUS = "status"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {
            "private_lending": "民间借贷纠纷",
            "contract": "合同纠纷",
            "lease": "财产租赁、融资租赁合同纠纷",
            "online_sale": "信息网络买卖合同纠纷",
            "immovable": "不动产纠纷",
            "port": "港口作业纠纷",
            "succession": "继承遗产纠纷",
            "tort": "侵权纠纷",
            "status": "身份关系纠纷",
        }[self]


class ClaimKind(StrEnum):
    """What the contested duty consists of (SI 18(2))."""

    MONEY = "money"
    IMMOVABLE = "immovable"
    OTHER = "other"
    AT_ONCE = "at_once"

    @property
    def term(self) -> str:
        """The Chinese words of SI 18(2)."""
        return {"money": "给付货币", "immovable": "交付不动产", "other": "其他标的", "at_once": "即时结清"}[self]


class ClauseKind(StrEnum):
    """By which place an agreement names the court (CPL 35); COURT names one court outright."""

    DEFENDANT = "defendant"
    PLAINTIFF = "plaintiff"
    PERFORMANCE = "performance"
    SIGNING = "signing"
    SUBJECT = "subject"
    COURT = "court"
    OTHER = "other"

    @property
    def term(self) -> str:
        """The Chinese words of CPL 35."""
        return {
            "defendant": "被告住所地",
            "plaintiff": "原告住所地",
            "performance": "合同履行地",
            "signing": "合同签订地",
            "subject": "标的物所在地",
            "court": "约定的法院",
            "other": "其他与争议有实际联系的地点",
        }[self]


@dataclass(frozen=True, slots=True)
class PartyPlace:
    """Where a party lives or has its seat, as six-digit division codes.

    `domicile`: household registration, or the main place of business (SI 3). `habitual`: the place of one year and
    more before filing, hospital stays apart (SI 4); empty when it is the same or there is none.
    """

    domicile: str
    habitual: str = ""
    name: str = ""

    @property
    def place(self) -> str:
        """The place that counts (CPL 22(1)): the habitual residence where it differs."""
        return self.habitual or self.domicile


@dataclass(frozen=True, slots=True)
class AgreedVenue:
    """One place or court that the parties agreed upon (CPL 35; SI 29-33).

    `place`: division code of the place; for PLAINTIFF and DEFENDANT the domicile when the agreement was made (SI 32),
    empty to use the present one. `court`: the code of a court named outright. `connected`: a place named as OTHER, or
    by COURT, truly touches the dispute. The consumer fields matter for standard terms only (SI 31); the assignee
    fields when the contract was transferred (SI 33).
    """

    kind: ClauseKind
    place: str = ""
    court: str = ""
    written: bool = True
    connected: bool = True
    standard_terms_to_consumer: bool = False
    consumer_notified: bool = True
    consumer_objects: bool = False
    assignee_unaware: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """What venue needs to know of a case. Places are six-digit division codes; empty means unknown or none.

    `performance` is the agreed place of performance, `performed` whether anything was performed, `subject` the place
    of the thing (immovable, port, main estate, leased thing), `delivery` where goods bought online arrived or, for
    what came over the network, the buyer's domicile (SI 20), `deal` where an on-the-spot bargain was struck,
    `performer` the place of the one who owes another performance, `act` and `result` the places of a wrong,
    `deceased` the last domicile of the deceased.
    """

    matter: Matter
    plaintiffs: tuple[PartyPlace, ...]
    defendants: tuple[PartyPlace, ...]
    claim: ClaimKind = ClaimKind.MONEY
    amount: Money | None = None
    agreements: tuple[AgreedVenue, ...] = ()
    performance: str = ""
    performed: bool = True
    subject: str = ""
    delivery: str = ""
    deal: str = ""
    performer: str = ""
    act: str = ""
    result: str = ""
    deceased: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class CompetentCourt:
    """A court that may take the case: on which ground, under which article, and why in steps.

    `also` names further grounds that lead to the same court; `exclusive` that no other court may take it.
    """

    code: str
    name: str
    ground: str
    article: str
    exclusive: bool
    steps: tuple[Step, ...]
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.code}) by {self.ground} ({self.article}): " + "; ".join(map(str, self.steps))


@dataclass(frozen=True, slots=True)
class LostGround:
    """A ground that was looked at and does not lead to a court here, with the reason."""

    ground: str
    place: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class VenueAnswer:
    """All competent courts, best ground first, and the grounds that fell away."""

    courts: tuple[CompetentCourt, ...]
    lost: tuple[LostGround, ...]

    def __str__(self) -> str:
        lines = [str(court) for court in self.courts]
        lines += [f"not by {lost.ground} {lost.place}: {lost.why}" for lost in self.lost]
        return "\n".join(lines)


class DayKind(StrEnum):
    """What the yearly notice says of a day: a rest day of a festival, or a weekend day worked in exchange (调休)."""

    HOLIDAY = "holiday"
    WORKING = "working"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {"holiday": "休假", "working": "上班"}[self]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a year's notice, with its festival by its Chinese name (may be empty for a worked day)."""

    day: date
    kind: DayKind
    festival: str

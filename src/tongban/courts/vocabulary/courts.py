"""Words about courts, causes and case types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    ORDER_LAPSED = "order_lapsed"
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
            "order_lapsed": "支付令失效转入诉讼",
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
            "reconsideration": "复议",
            "objection_suit": "执行异议之诉",
            "supervision": "执行监督",
            "opening": "裁定受理",
        }[self]


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

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
    """A cause of action (案由) of the list in force between its dates; `initials` are its pinyin initials."""

    code: str
    level: CauseLevel
    name: str
    parent: str
    initials: str
    valid_from: date
    valid_to: date
    article: str


@dataclass(frozen=True, slots=True)
class CaseType:
    """A case type with its characters in case numbers (民初); groups and classes have none."""

    type_code: str
    name: str
    characters: str
    kind: str
    parent: str
    valid_from: date
    valid_to: date

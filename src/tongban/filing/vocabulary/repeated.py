"""The same suit twice (CPL 127(5); SI 247): who is in it, what it is about, and in what two of them overlap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Overlap(StrEnum):
    """In what two suits between the same people are the same."""

    SUM = "sum"
    """金额"""
    DAY = "day"
    """事实发生日期"""


@dataclass(frozen=True, slots=True)
class NamedOne:
    """A party by its number and its name, each in the form in which it is compared."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Suit:
    """What is compared: the kind of dispute, who sues whom, what is claimed, its larger amounts and its days."""

    interview: str
    cause: str
    plaintiffs: tuple[NamedOne, ...]
    defendants: tuple[NamedOne, ...]
    claim_minor: int
    amounts: frozenset[tuple[str, int]]
    days: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AlikeView:
    """Another suit that is like this one, as far as the reader may know: `filing` and `case` are empty for others."""

    court: str
    handed_in_at: datetime
    stage: str
    overlaps: tuple[Overlap, ...]
    filing: UUID | None = None
    case: UUID | None = None

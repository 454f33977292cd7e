"""A person's own complaint, read: who, what is asked, what happened; everything with the page on which it stands.

What is read counts for nothing until the person has confirmed or changed it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal


class Stands(StrEnum):
    """In which part somebody is named in a complaint (CPL 51, 59, 60, 61)."""

    PLAINTIFF = "plaintiff"
    """原告"""
    DEFENDANT = "defendant"
    """被告"""
    THIRD = "third"
    """第三人"""
    GUARDIAN = "guardian"
    """法定代理人"""
    AGENT = "agent"
    """委托诉讼代理人"""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was read: as an answer would be kept, the page on which it stands, and the words around it."""

    value: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class NamedParty:
    """Somebody named in the paper; `told` by the last part of the name of the question: name, phone and so on."""

    stands: Stands
    told: dict[str, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount that a claim asks for, and what for, as far as the words before it say it."""

    money: Money
    what: str
    page: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One claim, with the amounts that it asks for; bases of interest and sums of sums are none."""

    text: Found
    sums: tuple[Sum, ...] = ()
    costs: bool = False
    """Whether it only asks that the other side bears the court's costs."""


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """All that was read, and `unread`: what contradicts itself or could not be read, each with its page."""

    parties: tuple[NamedParty, ...]
    claims: tuple[Asked, ...]
    facts: Found | None
    lines: tuple[Found, ...]
    """Every sentence of claims and facts with its page, for the answers that an interview seeks in them."""
    unread: tuple[Refusal, ...]

    @property
    def words(self) -> str:
        """The words by which the kind of dispute is told."""
        return "\n".join(line.value for line in self.lines)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that a person may take over from the own paper; `question` is its name, of a further row too."""

    question: str
    found: Found


CLEAR = 70
"""Of a hundred: what was recognised on a picture less surely is doubtful, and the person is told so."""
FACTS, CLAIM, SUM, WHAT = "@facts", "@claim", "@sum", "@what"
"""In the `read` words of a question: the facts as a whole; row by row a claim without a sum, a sum, what it is for."""

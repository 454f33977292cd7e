"""Related numbers of one dispute as a chain: 诉前调 -> 民初 -> 民终 -> 民申 -> 执.

The relation follows from the type characters of the two numbers. The table (`courts/data/number_links.csv`) says under
which article, and whether the later case lies with the same court, another, one above or one below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from tongban.courts.rules import tables
from tongban.courts.rules.hierarchy import tree_on
from tongban.courts.rules.numbers import main_number
from tongban.courts.vocabulary import NumberRelation
from tongban.kernel.casenumber import LAW, CaseNumber
from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class NumberLink:
    """`later` follows `earlier` in the same dispute, by which relation, under which article."""

    earlier: CaseNumber
    later: CaseNumber
    relation: NumberRelation
    article: str


@dataclass(frozen=True, slots=True)
class _Row:
    relation: NumberRelation
    court: str
    article: str


@cache
def _rows() -> dict[tuple[str, str], _Row]:
    return {
        (earlier, later): _Row(NumberRelation(row["relation"]), row["court"], row["article"])
        for row in tables.rows("number_links.csv")
        for earlier in row["earlier"].split()
        for later in row["later"].split()
    }


def link(earlier: CaseNumber, later: CaseNumber) -> NumberLink | Refusal:
    """How `later` follows `earlier`; 之一 and the like are left aside, for they number papers and no cases.

    Refused: the same number twice, a later number of an earlier year, types that do not follow each other, a court
    that does not fit (an appeal at a court that is not above the first one). Courts outside the table are believed.
    """
    earlier, later = main_number(earlier), main_number(later)
    facts = (("earlier", str(earlier)), ("later", str(later)))
    if earlier == later:
        return Refusal("case_number.link_same", f"{LAW} 3", ("number",), facts)
    if later.year < earlier.year:
        return Refusal("case_number.link_backwards", f"{LAW} 3", ("number",), facts)
    row = _rows().get((earlier.type_chars, later.type_chars))
    if row is None:
        return Refusal("case_number.link_unknown", f"{LAW} 7", ("number",), facts)
    if not _FITS[row.court](earlier, later):
        return Refusal("case_number.link_court", row.article, ("number",), (*facts, ("relation", row.relation.term)))
    return NumberLink(earlier, later, row.relation, row.article)


def _above(low: CaseNumber, high: CaseNumber) -> bool:
    """True when the court of `high` stands above that of `low`, or when the table does not know one of them."""
    tree = tree_on(date(high.year, 12, 31))
    if isinstance(tree.court(low.court), Refusal) or isinstance(tree.court(high.court), Refusal):
        return low.court != high.court
    return high.court in {court.code for court in tree.ancestors(low.court)}


_FITS: dict[str, Callable[[CaseNumber, CaseNumber], bool]] = {
    "any": lambda _earlier, _later: True,
    "same": lambda earlier, later: earlier.court == later.court,
    "other": lambda earlier, later: earlier.court != later.court,
    "above": _above,
    "below": lambda earlier, later: _above(later, earlier),
}


@dataclass(frozen=True, slots=True)
class NumberChain:
    """The links of one dispute. A number may have several successors (an appeal and an enforcement)."""

    links: tuple[NumberLink, ...] = ()

    def add(self, earlier: CaseNumber, later: CaseNumber) -> NumberChain | Refusal:
        """The chain with one more link; refused as `link` refuses, and a link that is there or closes a circle."""
        made = link(earlier, later)
        if isinstance(made, Refusal):
            return made
        facts = (("earlier", str(made.earlier)), ("later", str(made.later)))
        if any((known.earlier, known.later) == (made.earlier, made.later) for known in self.links):
            return Refusal("case_number.link_twice", f"{LAW} 3", ("number",), facts)
        if made.earlier in self._reached(made.later):
            return Refusal("case_number.link_circle", f"{LAW} 3", ("number",), facts)
        return NumberChain((*self.links, made))

    def before(self, number: CaseNumber) -> tuple[NumberLink, ...]:
        """The links by which `number` follows others."""
        return tuple(known for known in self.links if known.later == main_number(number))

    def after(self, number: CaseNumber) -> tuple[NumberLink, ...]:
        """The links by which others follow `number`."""
        return tuple(known for known in self.links if known.earlier == main_number(number))

    def numbers(self) -> tuple[CaseNumber, ...]:
        """All numbers, none before one that it follows; among equals by year and number."""
        left = sorted({number for known in self.links for number in (known.earlier, known.later)})
        told: list[CaseNumber] = []
        while left:
            # A circle, which `add` refuses, has no first number: any will do.
            ready = (n for n in left if all(known.earlier in told for known in self.before(n)))
            following = next(ready, left[0])
            told.append(following)
            left.remove(following)
        return tuple(told)

    def _reached(self, start: CaseNumber) -> set[CaseNumber]:
        reached, ahead = {start}, [start]
        while ahead:
            onward = {known.later for known in self.after(ahead.pop())} - reached
            reached |= onward
            ahead += onward
        return reached


def chain_of(numbers: tuple[CaseNumber, ...]) -> NumberChain | Refusal:
    """The chain in which each number follows the one before it."""
    chain = NumberChain()
    for earlier, later in pairwise(numbers):
        longer = chain.add(earlier, later)
        if isinstance(longer, Refusal):
            return longer
        chain = longer
    return chain

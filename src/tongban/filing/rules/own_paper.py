"""Reads a person's own complaint: pure, from the text of its pages; what cannot be read is told, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from tongban.filing.rules.own_claims import claims_of, contradictions, facts_of, sections_of, sentences
from tongban.filing.rules.own_lines import lines_of
from tongban.filing.rules.own_parties import parties_of
from tongban.filing.vocabulary.own_paper import NamedParty, OwnPaper, Stands
from tongban.kernel.refusal import Refusal

_HOUSE = "house rule: reading a person's own paper"
_CAUSE = "纠纷"
"""Ends the name of every cause of action."""


def read_paper(texts: Sequence[str], *, pages: int, on: date) -> OwnPaper:
    """What `texts`, one of each page that was read, say; `pages` are those of the whole paper."""
    lines = lines_of(texts)
    sections = sections_of(lines)
    parties = parties_of(lines, on)
    claims = claims_of(sections.get("claims", []))
    cause = [line for line in sections[""] if _CAUSE in line.text]
    told = [*cause, *sections.get("claims", []), *sections.get("facts", [])] or sections[""]
    unread = [
        *_pages(texts, pages),
        *_missing(parties, sections),
        *contradictions(claims),
        *_not_taken_over(parties),
    ]
    return OwnPaper(parties, claims, facts_of(sections.get("facts", [])), tuple(sentences(told)), tuple(unread))


def _pages(texts: Sequence[str], pages: int) -> Iterator[Refusal]:
    """Pages of which nothing was read."""
    empty = [str(number) for number, text in enumerate(texts, 1) if not text.strip()]
    if empty:
        yield Refusal("filing.own_paper_pictures", _HOUSE, (), (("pages", "、".join(empty)),))
    if pages > len(texts):
        yield Refusal("filing.own_paper_long", _HOUSE, (), (("read", str(len(texts))), ("pages", str(pages))))


def _missing(parties: Sequence[NamedParty], sections: Collection[str]) -> Iterator[Refusal]:
    """Parts of a complaint (CPL 124) that were not found."""
    there = {party.stands for party in parties}
    if Stands.PLAINTIFF not in there:
        yield Refusal("filing.own_paper_no_plaintiff", "CPL 124(1)")
    if Stands.DEFENDANT not in there:
        yield Refusal("filing.own_paper_no_defendant", "CPL 124(2)")
    if "claims" not in sections:
        yield Refusal("filing.own_paper_no_claims", "CPL 124(3)")
    if "facts" not in sections:
        yield Refusal("filing.own_paper_no_facts", "CPL 124(3)")


def _not_taken_over(parties: Sequence[NamedParty]) -> Iterator[Refusal]:
    """Who is named, but has a part that no interview asks about here."""
    for party in parties:
        name = party.told["name"]
        facts = (("name", name.value), ("page", str(name.page)))
        if party.stands is Stands.AGENT:
            yield Refusal("filing.own_paper_agent", "CPL 62", (), facts)
        elif party.stands is Stands.THIRD:
            yield Refusal("filing.own_paper_third", "CPL 59", (), facts)

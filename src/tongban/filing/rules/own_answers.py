"""What a person's own complaint proposes as answers of an interview; what cannot be right is told, not put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tongban.filing.rules.answers import paper_kind_of, question_findings
from tongban.filing.rules.own_beside import values_beside
from tongban.filing.rules.told import MORE, YES, as_asked, in_any_row, named
from tongban.filing.vocabulary import Answers, Interview, Kind, Page, Question
from tongban.filing.vocabulary.own_paper import (
    CLAIM,
    FACTS,
    SUM,
    WHAT,
    Found,
    NamedParty,
    OwnPaper,
    Proposal,
    Stands,
    Sum,
)
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

_HOUSE = "house rule: reading a person's own paper"
_TOLD = 50
"""So much of what could not be read is told at most."""
_GROUPS = {Stands.PLAINTIFF: "plaintiff", Stands.DEFENDANT: "defendant"}


def proposals(
    paper: OwnPaper, interview: Interview, answers: Answers, *, on: date
) -> tuple[tuple[Proposal, ...], tuple[Refusal, ...]]:
    """What may be taken over, in the order of the interview, and what could not be read for it.

    What was answered the same already, and what the interview would not ask then, is not proposed.
    """
    put: dict[str, Proposal] = {}
    unread: list[Refusal] = [*paper.unread]
    for one in _all(paper, interview, on):
        if isinstance(one, Refusal):
            unread.append(one)
            continue
        question = interview.question(one.question)
        if question is None or one.question in put:
            continue
        kind = put.get(paper_kind_of(one.question))
        wrong = next(_wrong(question, one, on, {kind.question: kind.found.value} if kind else {}), None)
        if wrong:
            unread.append(wrong if wrong.reason == "filing.too_long" else _unfit(one))
        else:
            put[one.question] = one
    unread += _sums_without_place(paper, put.values())
    whole = as_asked(interview, answers | {name: one.found.value for name, one in put.items()}, on)
    asked = [question.id for page in whole.pages for question in page.questions]
    claims = {question.id for page in interview.pages for question in page.questions if CLAIM in _words(question)}
    unread += [_left(put[name]) for name in put if name not in asked and in_any_row(name) in claims]
    found = (put[name] for name in asked if name in put)
    new = tuple(one for one in found if answers.get(one.question, "").strip() != one.found.value)
    return new, tuple(dict.fromkeys(unread))[:_TOLD]


def _words(question: Question) -> tuple[str, ...]:
    return question.read.get("", ())


def _wrong(question: Question, one: Proposal, on: date, known: Answers) -> Iterator[Refusal]:
    """What is wrong with a proposed answer; `known`: of which paper it is the number, where that is told."""
    answer = known | {one.question: one.found.value}
    return question_findings(replace(question, id=one.question), answer, files=(), today=on)


def _left(one: Proposal) -> Refusal:
    facts = (("page", str(one.found.page)), ("claim", one.found.value[:60]))
    return Refusal("filing.own_paper_claim_left", "CPL 124(3)", (), facts)


def _unfit(one: Proposal) -> Refusal:
    facts = (("read", one.found.value[:40]), ("page", str(one.found.page)))
    return Refusal("filing.own_paper_unfit", _HOUSE, (one.question,), facts)


def _all(paper: OwnPaper, interview: Interview, on: date) -> Iterator[Proposal | Refusal]:
    yield from _of_parties(paper.parties, interview)
    for page in interview.pages:
        for question in page.questions:
            if FACTS not in _words(question):
                yield from _beside(question, paper, on)
            elif paper.facts:
                yield Proposal(question.id, paper.facts)
        yield from _in_rows(page, paper)


def _of_parties(parties: Sequence[NamedParty], interview: Interview) -> Iterator[Proposal | Refusal]:
    """The answers about the parties; who is beyond the number that the interview takes is told."""
    for stands, group in _GROUPS.items():
        page = interview.repeated(group)
        most = page.most if page else 1
        rows = [party for party in _with_guardians(parties) if party.stands is stands]
        for row, party in enumerate(rows[:most], 1):
            for name, found in party.told.items():
                yield Proposal(named(f"{group}.{name}", row), found)
            if row < min(len(rows), most):
                following = rows[row].told["name"]
                yield Proposal(named(f"{group}.{MORE}", row), replace(following, value=YES))
        for beyond in (party.told["name"] for party in rows[most:]):
            facts = (("name", beyond.value), ("page", str(beyond.page)), ("most", str(most)))
            yield Refusal("filing.own_paper_too_many", _HOUSE, (), facts)


def _with_guardians(parties: Iterable[NamedParty]) -> list[NamedParty]:
    """Each with the guardian that is named after them (CPL 60)."""
    found: list[NamedParty] = []
    for party in parties:
        if party.stands is Stands.GUARDIAN and found:
            last = found.pop()
            found.append(NamedParty(last.stands, {**last.told, "guardian": party.told["name"]}))
        elif party.stands is not Stands.AGENT:
            found.append(party)
    return found


def _beside(question: Question, paper: OwnPaper, on: date) -> Iterator[Proposal | Refusal]:
    """The answer that stands beside its words; where the paper says two different things, both are told."""
    found = values_beside(question, paper.lines, on)
    if question.kind is Kind.SEVERAL and found:
        yield Proposal(question.id, replace(found[0], value=",".join(one.value for one in found)))
    elif len(found) == 1:
        yield Proposal(question.id, found[0])
    elif found:
        one, two = (replace(one, value=_shown(question, one)) for one in found[:2])
        facts = (("one", one.value), ("page", str(one.page)), ("two", two.value), ("other", str(two.page)))
        yield Refusal("filing.own_paper_differs", _HOUSE, (question.id,), facts)


def _shown(question: Question, found: Found) -> str:
    """What was read as the paper has it: a choice by the words that show it."""
    return found.quote[:40] if question.choices else found.value


def _in_rows(page: Page, paper: OwnPaper) -> Iterator[Proposal]:
    """A row for each sum that is claimed, or for each claim without one, where an interview asks for them so."""
    by_part = {word: question for question in page.questions for word in _words(question) if page.repeat}
    rows: list[dict[str, Found]] = []
    if SUM in by_part:
        rows = [
            {SUM: _amount(one, claim.text), WHAT: _what(one, claim.text)}
            for claim in paper.claims
            for one in claim.sums
        ]
    elif CLAIM in by_part:
        rows = [{CLAIM: claim.text} for claim in paper.claims if not claim.sums and not claim.costs]
    for row, told in enumerate(rows[: page.most], 1):
        for part, found in told.items():
            if part in by_part and found.value:
                yield Proposal(named(by_part[part].id, row), found)
        if row < min(len(rows), page.most):
            yield Proposal(named(f"{page.repeat}.{MORE}", row), replace(next(iter(rows[row].values())), value=YES))


def _amount(one: Sum, claim: Found) -> Found:
    return replace(claim, value=one.money.decimal_text, page=one.page)


def _what(one: Sum, claim: Found) -> Found:
    return replace(claim, value=one.what, page=one.page)


def _sums_without_place(paper: OwnPaper, put: Iterable[Proposal]) -> Iterator[Refusal]:
    """Sums that are claimed and stand in no proposed answer: the person looks where they belong."""
    placed = {money for one in put for money in [_money(one.found.value)] if money}
    for claim in paper.claims:
        for one in claim.sums:
            if one.money not in placed:
                facts = (("amount", one.money.grouped_text), ("page", str(one.page)), ("claim", claim.text.value[:60]))
                yield Refusal("filing.own_paper_sum_left", "CPL 124(3)", (), facts)


def _money(value: str) -> Money | None:
    found = parse_amount(value, field="") if re.fullmatch(r"[0-9.]+", value) else None
    return found if isinstance(found, Money) else None

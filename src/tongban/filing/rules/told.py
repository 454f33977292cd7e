"""What a person told: the answers in their own kinds, row by row, and which pages and questions they make due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from tongban.filing.rules.expressions import Value, parsed
from tongban.filing.vocabulary import Answers, Interview, Kind, Page, Question
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.money import Money, parse_amount

MORE = "more"
"""The last part of the name of the question whether there is another row."""
YES, NO = "yes", "no"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_FEN = 100


def named(answer: str, row: int) -> str:
    """The name of an answer in a row: `paid.amount` is `paid.2.amount` in the second."""
    group, _, name = answer.partition(".")
    return answer if row == 1 else f"{group}.{row}.{name}"


def in_any_row(key: str) -> str:
    """The name of the answer that has the name `key` in its row; the reverse of `named`."""
    group, _, rest = key.partition(".")
    row, _, name = rest.partition(".")
    return f"{group}.{name}" if row.isdecimal() and name else key


def day_of(text: str) -> date | None:
    """The day, written as 2026-03-12 and in no other form: it goes into papers as it stands."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number_of(text: str) -> Fraction | None:
    """The number that was typed, None when it is none."""
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def several_of(text: str) -> frozenset[str]:
    """The choices among several."""
    return frozenset(part for part in text.split(",") if part)


def in_kind(kind: Kind, text: str) -> Value:
    """An answer in its own kind; None for what is empty or unfit, which findings tell by themselves."""
    text = text.strip()
    match kind:
        case Kind.AMOUNT:
            amount = parse_amount(text, field="", zero=True)
            return Fraction(amount.minor, _FEN) if isinstance(amount, Money) else None
        case Kind.NUMBER:
            return number_of(text)
        case Kind.DATE:
            return day_of(text)
        case Kind.SEVERAL:
            return several_of(text) or None
        case Kind.ID_NUMBER | Kind.CREDIT_CODE:
            return identity_form(text) or None
        case _:
            return text or None


@dataclass(slots=True)
class Told:
    """The scope of expressions: answers of one interview on the day `today`.

    `group` and `row` name the row that is looked at; elsewhere the first counts. `lines` are the sums of the schedule,
    in yuan, as far as they are worked out.
    """

    interview: Interview
    answers: Answers
    today: date
    group: str = ""
    row: int = 1
    lines: Mapping[str, Fraction] = field(default_factory=dict)

    def in_row(self, group: str, row: int) -> Told:
        """The same answers, looked at in a row of a group."""
        return replace(self, group=group, row=row)

    def in_rows(self, group: str) -> list[Told]:
        """Each row of `group`; the whole when there is no group."""
        return [self.in_row(group, row) for row in self.rows(group)] if group else [self]

    def value(self, name: str) -> Value:
        """The answer, line or computed value of this name; None when it is not there, not asked or unfit."""
        head, _, rest = name.partition(".")
        if head == "line":
            return self.lines.get(rest)
        if head == "computed":
            return parsed(self.interview.computed[rest]).run(self)
        question = self.interview.question(name)
        if question is None or not self.asked(question):
            return None
        return in_kind(question.kind, self.text(name) or question.usual)

    def text(self, name: str) -> str:
        """The answer as it was typed, in the row that is looked at."""
        row = self.row if name.partition(".")[0] == self.group else 1
        return self.answers.get(named(name, row), "").strip()

    def every(self, name: str) -> list[Value]:
        """The answers of this name in all rows."""
        return [row.value(name) for row in self.in_rows(name.partition(".")[0])]

    def holds(self, condition: str) -> bool:
        """Whether a condition is met; the empty one always is."""
        return not condition or parsed(condition).holds(self)

    def asked(self, question: Question) -> bool:
        """Whether the answers make this question due, its page included."""
        page = next(page for page in self.interview.pages if question in page.questions)
        return self.holds(page.show_if) and self.holds(question.show_if)

    def rows(self, group: str) -> range:
        """The rows of a group that are answered: each but the first follows a yes to "is there another?"."""
        page = self.interview.repeated(group)
        if page is None:
            return range(1, 2)
        if not self.holds(page.show_if):
            return range(0)
        last = 1
        while last < page.most and self.answers.get(named(f"{group}.{MORE}", last), "").strip() == YES:
            last += 1
        return range(1, last + 1)


def as_asked(interview: Interview, answers: Answers, today: date) -> Interview:
    """The interview as it stands with these answers: repeated pages once for each row, and only what is due.

    The pages of further rows are called `defendant-2` and so on, their questions `defendant.2.name`. Of those who stand
    beside whoever starts from an earlier case, the court knows what it needs: nothing about them must be answered.
    """
    told = Told(interview, answers, today)
    pages: list[Page] = []
    for page in interview.pages:
        if told.holds(page.show_if):
            pages += [_in_row(page, row) for row in told.in_rows(page.repeat)] if page.repeat else [_in_row(page, told)]
    return replace(interview, pages=tuple(page for page in pages if page.questions))


def _in_row(page: Page, told: Told) -> Page:
    opens = told.interview.opens
    known = opens is not None and opens.earlier is not None and not opens.joins
    due = tuple(
        replace(question, id=named(question.id, told.row), row=told.row, required=question.required and not known)
        if told.row > 1
        else question
        for question in page.questions
        if told.holds(question.show_if)
        and not (told.row >= page.most and question.id == f"{page.repeat}.{MORE}")
        and not (question.kind is Kind.PARTY_LIST and (told.row > 1 or not page.repeat))
    )
    if told.row == 1:
        return replace(page, questions=due)
    title = {language: f"{text} ({told.row})" for language, text in page.title.items()}
    return replace(page, id=f"{page.id}-{told.row}", title=title, questions=due)

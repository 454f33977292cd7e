"""Looks over the answers of an interview: every finding at once, each with its rule (CPL 122, 124; 登记立案 2, 7)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from tongban.documents.law import state_secret
from tongban.filing.rules.interview import shown
from tongban.filing.vocabulary import Answers, Interview, Kind, Question
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

TEXT_LIMIT = {Kind.TEXT: 200, Kind.LONG_TEXT: 5000}
GONE = "（涉及国家秘密，已清除）"
"""What stands in a pleading where words were erased."""
_PHONE = re.compile(r"\+?\d[\d -]{5,18}\d")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")
"""Signs that no pen writes, and those that show the letters after them in another order than they are kept."""


def findings(interview: Interview, answers: Answers, *, files: Collection[str], today: date) -> tuple[Refusal, ...]:
    """All that stands in the way of handing in; `files` holds the question ids for which a file is there."""
    found: list[Refusal] = []
    for page in interview.pages:
        for question in page.questions:
            found += question_findings(question, answers, files=files, today=today)
    found += _contradictions(answers)
    return tuple(found)


def question_findings(
    question: Question, answers: Answers, *, files: Collection[str] = (), today: date
) -> Iterator[Refusal]:
    """What is wrong with the answer to one question."""
    if not shown(question, answers):
        return
    here = (question.id,)
    if question.kind is Kind.FILES:
        if question.required and question.id not in files:
            yield Refusal("filing.file_missing", question.law, here)
        return
    value = answers.get(question.id, "").strip()
    if not value:
        if question.required:
            yield Refusal("filing.answer_missing", question.law, here)
        return
    if _CONTROL.search(value):
        yield Refusal("filing.unreadable_characters", question.law, here)
        return
    problem = _kind_problem(question, value, today)
    if problem:
        yield problem


def without_words(interview: Interview, answers: Answers) -> Answers:
    """The answers without what was told in the person's own words: they held a state secret."""
    told = {q.id for page in interview.pages for q in page.questions if q.kind is Kind.LONG_TEXT}
    return {key: GONE if key in told and value else value for key, value in answers.items()}


def _kind_problem(question: Question, value: str, today: date) -> Refusal | None:
    here = (question.id,)
    match question.kind:
        case Kind.AMOUNT:
            if not question.required and set(value) <= {"0", "."}:
                return None
            amount = parse_amount(value, field=question.id)
            return amount if isinstance(amount, Refusal) else None
        case Kind.DATE:
            return _date_problem(question, value, today)
        case Kind.CHOICE if value == question.stops:
            return state_secret(question.law, question.id)
        case Kind.CHOICE:
            return None if value in question.choices else Refusal("filing.not_a_choice", question.law, here)
        case Kind.DIVISION:
            return None if re.fullmatch(r"[0-9]{6}", value) else Refusal("filing.not_a_place", question.law, here)
        case Kind.ID_NUMBER:
            return None if valid_id_number(value) else Refusal("filing.id_number_wrong", "在线诉讼规则 7(1)", here)
        case Kind.PHONE:
            return None if _PHONE.fullmatch(value) else Refusal("filing.phone_wrong", question.law, here)
        case Kind.EMAIL:
            return None if _EMAIL.fullmatch(value) else Refusal("filing.email_wrong", question.law, here)
        case _:
            limit = TEXT_LIMIT[question.kind]
            too_long = len(value) > limit
            return Refusal("filing.too_long", question.law, here, (("limit", str(limit)),)) if too_long else None


def _date_problem(question: Question, value: str, today: date) -> Refusal | None:
    day = _day(value)
    if day is None:
        return Refusal("filing.not_a_date", question.law, (question.id,), (("typed", value[:20]),))
    if question.id.endswith(".happened") and day > today:
        return Refusal("filing.date_ahead", question.law, (question.id,), (("typed", value),))
    return None


def valid_id_number(value: str) -> bool:
    """Form, birth date and check digit of a resident identity number (GB 11643); the division code is not checked."""
    number = identity_form(value)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17]


def _contradictions(answers: Answers) -> Iterator[Refusal]:
    """Answers that cannot both be true."""
    lent, due = _day(answers.get("loan.happened")), _day(answers.get("loan.due"))
    if lent and due and due < lent:
        yield Refusal("filing.due_before_loan", "CPL 124(4)", ("loan.happened", "loan.due"))
    amount, repaid = _amount(answers.get("loan.amount")), _amount(answers.get("loan.repaid"))
    if amount and repaid and repaid >= amount:
        yield Refusal("filing.nothing_left_to_claim", "CPL 122(3)", ("loan.amount", "loan.repaid"))
    own, theirs = answers.get("plaintiff.id_number", ""), answers.get("defendant.id_number", "")
    if own and identity_form(own) == identity_form(theirs):
        yield Refusal("filing.suing_oneself", "CPL 122(2)", ("defendant.id_number",))


def _day(value: str | None) -> date | None:
    """The day, written as 2026-03-12 and in no other form: it goes into papers as it stands."""
    if not _DATE.fullmatch(value or ""):
        return None
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _amount(value: str | None) -> Money | None:
    amount = parse_amount(value, field="") if value else None
    return amount if isinstance(amount, Money) else None

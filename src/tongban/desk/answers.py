"""The answers of an interview as the court reads them: page by page, each question with its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongban.courts.law import place_name
from tongban.face import presentation
from tongban.filing.queries import answered, interview_of
from tongban.filing.vocabulary import Kind, Question
from tongban.kernel.money import parse_amount
from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer."""

    label: str
    value: str
    law: str


def answers_in_words(
    interview: str, answers: Mapping[str, str], on: date, language: str
) -> list[tuple[str, list[Answered]]]:
    """Per page of the interview its title and its answered questions; files are shown elsewhere."""
    found = answered(interview, dict(answers), on)
    pages = []
    for page in found.pages:
        rows = [
            Answered(_text(q.label, language), _value(q, answers[q.id].strip(), on, language), q.law)
            for q in page.questions
            if q.kind is not Kind.FILES and answers.get(q.id, "").strip()
        ]
        if rows:
            pages.append((_text(page.title, language), rows))
    return pages


def question_in_words(interview: str, question: str, language: str) -> str:
    """What a question asks for, short enough for a list of files; its own id when the interview has none of that id."""
    found = interview_of(interview).question(question)
    return _text(found.label, language) if found else question


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")


def _value(question: Question, typed: str, on: date, language: str) -> str:
    match question.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return _text(question.choices.get(typed, {}), language) or typed
        case Kind.SEVERAL:
            mark = "、" if language.startswith("zh") else "; "
            return mark.join(_text(question.choices.get(code, {}), language) or code for code in typed.split(","))
        case Kind.AMOUNT:
            amount = parse_amount(typed, field=question.id)
            return typed if isinstance(amount, Refusal) else presentation.money(amount, language)
        case Kind.DIVISION:
            return place_name(typed, on)
        case Kind.DATE:
            return _day(typed, language)
        case _:
            return typed


def _day(typed: str, language: str) -> str:
    try:
        return presentation.day(date.fromisoformat(typed), language)
    except ValueError:
        return typed

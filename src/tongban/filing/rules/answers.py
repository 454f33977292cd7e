"""Looks over the answers of an interview: every finding at once, each with its rule (CPL 122, 124; 登记立案 2, 7)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from tongban.documents.law import state_secret
from tongban.filing.rules.agent import agent_findings
from tongban.filing.rules.further import lateness
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.rules.rates import tables
from tongban.filing.rules.schedule import begins_before_rates, runs_past_rates, schedule
from tongban.filing.rules.told import Told, as_asked, day_of, in_any_row, named, number_of, several_of
from tongban.filing.vocabulary import AGAIN_WHY, TAKEN_BACK_WHY, Answers, Interview, Kind, Question
from tongban.kernel.casenumber import parse
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.money import parse_amount
from tongban.kernel.refusal import Refusal
from tongban.people.law import check_paper
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind, PersonKind

NIL = UUID(int=0)
"""Nobody: whether a complaint can be written does not hang on who hands it in."""
TEXT_LIMIT = {Kind.TEXT: 200, Kind.LONG_TEXT: 5000}
GONE = "（涉及国家秘密，已清除）"
"""What stands in a pleading where words were erased."""
_PHONE = re.compile(r"\+?\d[\d -]{5,18}\d")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")
"""Signs that no pen writes, and those that show the letters after them in another order than they are kept."""


def findings(interview: Interview, answers: Answers, *, files: Collection[str], today: date) -> tuple[Refusal, ...]:
    """All that stands in the way of handing in; `files` holds the question ids for which a file is there."""
    found: list[Refusal] = []
    for page in as_asked(interview, answers, today).pages:
        for question in page.questions:
            found += question_findings(question, answers, files=files, today=today)
    found += shown_by(interview, answers, today=today, stops=True)
    found += lateness(interview, answers, today, stops=True)
    found += _suing_oneself(interview, answers, today)
    found += agent_findings(interview, answers, files=files, today=today)
    whole = pleading_of(interview, answers, applicant=NIL, platform="", on=today)
    if isinstance(whole, Refusal):
        told = any(set(one.fields) & set(whole.fields) for one in found) if whole.fields else bool(found)
        found += [] if told else [whole]
    return tuple(found)


def warnings(interview: Interview, answers: Answers, *, today: date) -> tuple[Refusal, ...]:
    """What a person should know before handing in, though it stands in the way of nothing."""
    found = [*shown_by(interview, answers, today=today, stops=False), *lateness(interview, answers, today, stops=False)]
    found += _standing_twice(interview, answers, today)
    lines, told = schedule(interview, answers, today=today)
    found += [
        Refusal("filing.rates_not_compared", "CPL 124(3)", (), (("table", name), ("day", str(tables()[name].checked))))
        for name in runs_past_rates(interview, lines)
    ]
    found += [
        Refusal("filing.rates_begin_later", "CPL 124(3)", (), (("table", name), ("day", str(tables()[name].begins))))
        for name in begins_before_rates(interview, told)
    ]
    return tuple(found)


def shown_by(interview: Interview, answers: Answers, *, today: date, stops: bool) -> Iterator[Refusal]:
    """What the rules of the interview's data find in the answers: obstacles, or warnings."""
    _lines, told = schedule(interview, answers, today=today)
    for rule in interview.findings:
        for row in told.in_rows(rule.each) if rule.stops is stops else ():
            if row.holds(rule.when):
                fields = tuple(
                    named(name, row.row) if rule.each == name.partition(".")[0] else name for name in rule.fields
                )
                yield Refusal(rule.reason or f"filing.rule.{interview.id}.{rule.id}", rule.law, fields)


def question_findings(
    question: Question, answers: Answers, *, files: Collection[str] = (), today: date
) -> Iterator[Refusal]:
    """What is wrong with the answer to one question that is asked."""
    here = (question.id,)
    if question.kind is Kind.FILES:
        if question.required and question.id not in files:
            yield Refusal("filing.file_missing", question.law, here)
        return
    value = answers.get(question.id, "").strip() or question.usual
    if not value:
        if question.required:
            yield Refusal("filing.answer_missing", question.law, here)
        return
    if _CONTROL.search(value):
        yield Refusal("filing.unreadable_characters", question.law, here)
        return
    paper = answers.get(paper_kind_of(question.id), "").strip() or IdKind.RESIDENT
    problem = _number_problem(question, value, paper, today) or _kind_problem(question, value, today)
    if problem:
        yield problem


def paper_kind_of(number: str) -> str:
    """The name of the answer that tells of which paper the number with this name is."""
    return f"{number.rpartition('.')[0]}.id_kind"


def _number_problem(question: Question, value: str, paper: str, today: date) -> Refusal | None:
    """What is wrong with the number of an identity paper, by its kind; a kind that is none is told by its question."""
    if question.kind is not Kind.ID_NUMBER or paper not in PERSONAL_PAPERS:
        return None
    if check_paper(PersonKind.NATURAL, paper, identity_form(value), today=today) is None:
        return None
    reason = "filing.id_number_wrong" if paper == IdKind.RESIDENT else "filing.paper_number_wrong"
    return Refusal(reason, "在线诉讼规则 7(1)", (question.id,))


def without_words(interview: Interview, answers: Answers) -> Answers:
    """The answers without what was told in the person's own words: they held a state secret."""
    long = {q.id for page in interview.pages for q in page.questions if q.kind is Kind.LONG_TEXT}
    told = long | {AGAIN_WHY, TAKEN_BACK_WHY}
    return {key: GONE if in_any_row(key) in told and value else value for key, value in answers.items()}


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
        case Kind.CHOICE | Kind.YES_NO | Kind.SEVERAL:
            chosen = several_of(value) if question.kind is Kind.SEVERAL else {value}
            return None if chosen <= set(question.choices) else Refusal("filing.not_a_choice", question.law, here)
        case Kind.TEXT | Kind.LONG_TEXT:
            limit = TEXT_LIMIT[question.kind]
            too_long = len(value) > limit
            return Refusal("filing.too_long", question.law, here, (("limit", str(limit)),)) if too_long else None
        case _:
            return _form_problem(question, value, today)


def _form_problem(question: Question, value: str, today: date) -> Refusal | None:
    """What is wrong with an answer that has a form of its own."""
    here = (question.id,)
    match question.kind:
        case Kind.NUMBER if number_of(value) is None:
            return Refusal("filing.not_a_number", question.law, here, (("typed", value[:20]),))
        case Kind.DIVISION if not re.fullmatch(r"[0-9]{6}", value):
            return Refusal("filing.not_a_place", question.law, here)
        case Kind.PARTY_LIST:
            return Refusal("filing.list_waits", question.law, here, (("lines", str(len(value.splitlines()))),))
        case Kind.CREDIT_CODE if check_paper(PersonKind.LEGAL, IdKind.CREDIT_CODE, identity_form(value), today=today):
            return Refusal("filing.credit_code_wrong", "在线诉讼规则 7(1)", here)
        case Kind.CASE_NUMBER if isinstance(parse(value), Refusal):
            return Refusal("filing.case_number_wrong", "案号规定 3", here)
        case Kind.PHONE if not _PHONE.fullmatch(value):
            return Refusal("filing.phone_wrong", question.law, here)
        case Kind.EMAIL if not _EMAIL.fullmatch(value):
            return Refusal("filing.email_wrong", question.law, here)
        case _:
            return None


def _date_problem(question: Question, value: str, today: date) -> Refusal | None:
    day = day_of(value)
    if day is None:
        return Refusal("filing.not_a_date", question.law, (question.id,), (("typed", value[:20]),))
    if question.past and day > today:
        return Refusal("filing.date_ahead", question.law, (question.id,), (("typed", value),))
    return None


def _standing_twice(interview: Interview, answers: Answers, today: date) -> Iterator[Refusal]:
    """Whoever is named in two rows of a side, by the number: of many people one is easily written twice.

    Who starts from an earlier case has the parties of that case, and cannot change them.
    """
    if interview.opens is not None and interview.opens.earlier is not None:
        return
    told = Told(interview, answers, today)
    for name in ("plaintiff.id_number", "plaintiff.credit_code", "defendant.id_number", "defendant.credit_code"):
        first: dict[str, int] = {}
        for row in told.in_rows(name.partition(".")[0]):
            number = str(row.value(name) or "")
            if number and first.setdefault(number, row.row) != row.row:
                facts = (("row", str(row.row)), ("before", str(first[number])))
                yield Refusal("filing.named_twice", "CPL 124", (named(name, row.row),), facts)


def _suing_oneself(interview: Interview, answers: Answers, today: date) -> Iterator[Refusal]:
    """Nobody stands on both sides."""
    told = Told(interview, answers, today)
    for name in ("id_number", "credit_code"):
        own = {identity_form(str(value)) for value in told.every(f"plaintiff.{name}") if value}
        for row in told.in_rows("defendant"):
            if identity_form(str(row.value(f"defendant.{name}") or "")) in own:
                yield Refusal("filing.suing_oneself", "CPL 122(2)", (named(f"defendant.{name}", row.row),))

"""Several people at once, one line for each, as somebody writes or pastes them: each becomes a row (CPL 55, 124(2)).

Nobody on a list is lost: what of a line cannot be told apart stays with its name or address, and a line for which a
page has no room stays in the list, which then stands in the way of handing in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tongban.filing.rules.own_lines import NUMBERED, ROLE
from tongban.filing.rules.own_parties import division_in
from tongban.filing.rules.own_words import PAPERS, any_of, meaning, words
from tongban.filing.rules.told import MORE, NO, YES, Told, named
from tongban.filing.vocabulary import Answers, Interview, Kind, Page, Question
from tongban.kernel.lookup_forms import identity_form
from tongban.people.law import check_paper
from tongban.people.vocabulary import IdKind, PersonKind

_BETWEEN = re.compile(r"\s*[\t|,，;；、。]+\s*|\s{2,}")
_ORDINAL = re.compile(rf"\s*{NUMBERED}\s*")
_MEANINGS = (
    *("name", "id_number", "credit_code", "phone", "email", "address", "address_of_seat", "address_of_register"),
    *(*PAPERS, "representative", "other"),
)
_LABEL = re.compile(rf"(?P<word>{any_of(*_MEANINGS)})\s*(?:[:：为是]\s*|(?=[0-9A-Za-z+])|$)")
_LIVES = re.compile(r"住(?=\S{3})")
_PHONE = re.compile(r"\+?[0-9](?:[ -]?[0-9]){6,13}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LIKE_AN_IDENTITY = re.compile(r"[0-9]{14,18}[0-9X]")
_FORMS = {
    IdKind.HK_MACAO_PERMIT: re.compile(r"[HM][0-9]{8}"),
    IdKind.FOREIGN_RESIDENCE: re.compile(r"[A-Z]{3}[0-9]{12}"),
    IdKind.PASSPORT: re.compile(r"[A-Z]{1,2}[0-9]{6,9}"),
}
"""Numbers that tell of which paper they are, the narrower forms first."""
_SAYS_NOTHING = re.compile(r"[男女]|.{1,4}族|.{0,12}(?:出)?生")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def with_listed(interview: Interview, answers: Answers, on: date) -> Answers:
    """The answers with a row for each line of their lists of people, after the rows that are there."""
    for page in interview.pages:
        for question in page.questions if page.repeat else ():
            if question.kind is Kind.PARTY_LIST and answers.get(question.id, "").strip():
                answers = _with_rows(interview, page, question, answers, on)
    return answers


def _with_rows(interview: Interview, page: Page, question: Question, answers: Answers, on: date) -> Answers:
    group, given = page.repeat, [line.strip() for line in answers[question.id].splitlines() if line.strip()]
    rows = list(Told(interview, answers, on).rows(group))
    there = [_row(answers, group, row) for row in rows]
    found = [_asked(interview, group, one) for line in given if (one := _told(line, on))]
    new = [one for one in found if not any(_is_there(one, known) for known in there)]
    free = bool(rows) and not there[-1].get("name", "").strip()
    first = (rows[-1] if free else rows[-1] + 1) if rows else 1
    taken = dict(enumerate(new[: max(page.most - first + 1, 0)], first))
    told = dict(answers)
    for row, one in taken.items():
        if row not in rows:  # what was typed of somebody who was there before, and was taken out, is not this person's
            told |= {key: "" for key in answers if key.startswith(named(f"{group}.", row))}
        told |= {named(f"{group}.{name}", row): value for name, value in one.items()}
        if row > 1:
            told[named(f"{group}.{MORE}", row - 1)] = YES
        told[named(f"{group}.{MORE}", row)] = NO
    left = new[len(taken) :]
    told[question.id] = "\n".join(line for line in given if _asked(interview, group, _told(line, on)) in left)
    return told


def _is_there(one: Answers, known: Answers) -> bool:
    """Whether a row has this person already: a list that is sent twice names the same people.

    By number, or by all that is told; of two with one name and no number both stay.
    """
    numbers = {known.get(name) for name in ("id_number", "credit_code")}
    number = one.get("id_number") or one.get("credit_code")
    return number in numbers if number else one.items() <= known.items()


def _row(answers: Answers, group: str, row: int) -> Answers:
    before = named(f"{group}.", row)
    return {key.removeprefix(before): value for key, value in answers.items() if key.startswith(before)}


def _asked(interview: Interview, group: str, told: Answers) -> Answers:
    """Of what a line tells, what the page asks for and takes."""
    asked = ((interview.question(f"{group}.{name}"), name, value) for name, value in told.items())
    return {name: value for question, name, value in asked if question and value in (question.choices or {value})}


def _told(line: str, on: date) -> Answers:
    """What a line tells of somebody; nothing for the head of a table."""
    role = ROLE.match(line)
    line = line[role.end() :] if role else _ORDINAL.sub("", line, count=1)
    parts = [one for part in _BETWEEN.split(line) for one in _apart(part)]
    told: Answers = {}
    rest: list[str] = []
    heads = 0
    for part in parts:
        means, value = _labelled(part, told)
        heads += bool(means) and not value
        for name, known in _means(means, value, told):
            if name not in told and name != "rest":
                told[name] = known
            elif name != "id_kind":
                rest.append(known)
    if heads == len(parts):
        return {}
    told.setdefault("name", line)
    where = [told["address"], *rest] if "address" in told else rest
    if where:
        told["address"] = ("，" if _CHINESE.search(where[0]) else ", ").join(where)
    return told | _of_kind(told) | _of_place(told.get("address", ""), on)


def _apart(part: str) -> list[str]:
    """The words of a part where only blanks stand between what is written in Chinese and a number."""
    parts = part.split()
    chinese = [bool(_CHINESE.search(one)) for one in parts]
    return parts if any(chinese) and not all(chinese) else [part] if part else []


def _labelled(part: str, told: Answers) -> tuple[str, str]:
    """What a part says it is, "" where it says nothing, and its value."""
    label = _LABEL.match(part)
    if label:
        return meaning(label["word"], *_MEANINGS), part[label.end() :].strip()
    lives = _LIVES.match(part) if "name" in told else None
    return ("address", part[lives.end() :].strip()) if lives else ("", part.strip())


def _means(means: str, value: str, told: Answers) -> Iterator[tuple[str, str]]:
    """The answers that a part gives; "rest" where it says not what it is."""
    if not value or means == "other":
        return
    if means in PAPERS:
        yield from (("id_kind", means), ("id_number", identity_form(value)))
    elif means:
        plain = identity_form(value) if means in {"id_number", "credit_code"} else value
        yield "address" if means.startswith("address") else means, plain
    elif number := _number(value):
        yield from number.items()
    elif _EMAIL.fullmatch(value):
        yield "email", value
    elif _PHONE.fullmatch(value):
        yield "phone", value
    elif "name" not in told:
        yield "name", value
    elif not _SAYS_NOTHING.fullmatch(value):
        yield "rest", value


def _number(value: str) -> Answers:
    """The number of a paper; one with a slip, too: it is told on the page of whose it is."""
    number = identity_form(value)
    resident = check_paper(PersonKind.NATURAL, IdKind.RESIDENT, number, today=date.max) is None
    if not resident and check_paper(PersonKind.LEGAL, IdKind.CREDIT_CODE, number, today=date.max) is None:
        return {"credit_code": number}
    if _LIKE_AN_IDENTITY.fullmatch(number):
        return {"id_number": number}
    paper = next((kind for kind, form in _FORMS.items() if form.fullmatch(number)), None)
    return {"id_kind": paper.value, "id_number": number} if paper else {}


def _of_kind(told: Answers) -> Answers:
    organisation = "credit_code" in told or ("id_number" not in told and told["name"].endswith(words("organisation")))
    return {"kind": "legal" if organisation else "natural"}


def _of_place(address: str, on: date) -> Answers:
    division = division_in(address, on) if address else ""
    return ({"where": "here"} if address else {}) | ({"division": division} if division else {})

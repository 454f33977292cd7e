"""`tongban law cause search|show|suggest`: which cause of action (案由)."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from tongban.cli.legal import typed
from tongban.cli.legal.telling import Answer
from tongban.courts.law import PlainFact, cause_on, causes_on, facts_named, search, suggest
from tongban.courts.wording import PLAIN_FACTS
from tongban.face.legal.causes import cause_data, cause_line, hit_data
from tongban.face.legal.incidents import Unclear
from tongban.face.legal.incidents import day as a_day
from tongban.face.sayings import in_brackets
from tongban.kernel.refusal import Refusal


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("cause", help="find the cause of action by words, by code, or from the facts")
    parser.add_argument("what", metavar="search|show|suggest")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="words, pinyin or initials; the code to show")
    parser.add_argument("--on", metavar="DATE", help="day of intake (default: the newest list)")
    parser.add_argument("--fact", action="append", default=[], metavar="FACT", help="suggest: a fact, e.g. money_lent")
    parser.add_argument("--limit", default="", metavar="N", help="search: how many at most, 1 to 200 (default: 20)")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal | tuple[Refusal, ...]:
    """What was asked about causes."""
    idle = typed.task(options, _PARTS)
    day = idle or _day(options.on)
    return day if isinstance(day, Refusal) else _TASKS[options.what](options, day)


def _day(text: str | None) -> date | Refusal:
    """The day asked for; the last day of all, which is that of the newest list, when none is."""
    if text is None:
        return date.max
    try:
        return a_day(text, "on")
    except Unclear as unclear:
        return unclear.refusal


def _search(options: argparse.Namespace, day: date) -> Answer | Refusal:
    limit = typed.count(options.limit or "20", "limit", least=1, most=200)
    if isinstance(limit, Refusal):
        return limit
    found = search(" ".join(options.words), day, limit=limit)
    if isinstance(found, Refusal):
        return found
    rows = [hit_data(hit, day) for hit in found]
    return Answer({"causes": rows}, [f"{row['code']:<8} {row['name']}  {row['why']}" for row in rows])


def _show(options: argparse.Namespace, day: date) -> Answer | Refusal:
    cause = cause_on("".join(options.words).replace("（", "(").replace("）", ")"), day)
    if isinstance(cause, Refusal):
        return cause
    data = cause_data(cause, day)
    lines = [f"{cause.code} {cause.name}{in_brackets(cause.article)}", " > ".join(data["path"])]
    return Answer(data, lines + [f"  {each['code']} {each['name']}" for each in data["below"]])


def _suggest(options: argparse.Namespace, day: date) -> Answer | Refusal | tuple[Refusal, ...]:
    if not options.fact:
        return _facts(day)
    facts = facts_named(options.fact)
    if isinstance(facts, tuple):
        return facts
    found = suggest(facts, day)
    if isinstance(found, Refusal):
        return found
    others = [cause_line(cause, day) for cause in found.others]
    missing = [
        _fact(question.fact) | {"cause": question.cause.code, "name": question.cause.name} for question in found.missing
    ]
    data = {**cause_line(found.cause, day), "article": found.article, "others": others, "missing": missing}
    lines = [f"{found.cause.code} {found.cause.name}{in_brackets(found.article)}"]
    lines += [f"  ? {row['fact']}: {row['says']} → {row['name']}" for row in missing]
    return Answer(data, lines, found.steps)


def _facts(day: date) -> Answer | Refusal:
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    rows = [_fact(fact) for fact in PlainFact]
    return Answer({"facts": rows}, [f"{row['fact']:<24} {row['term']}  {row['says']}" for row in rows])


def _fact(fact: PlainFact) -> dict[str, Any]:
    return {"fact": fact.value, "term": fact.term, "says": str(PLAIN_FACTS[fact])}


_PARTS = {"search": ("words", "limit"), "show": ("words",), "suggest": ("fact",)}
_TASKS = {"search": _search, "show": _show, "suggest": _suggest}

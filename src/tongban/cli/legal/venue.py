"""`tongban law venue --facts FILE.json`: which courts may take the case, best first, and why the others may not."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from tongban.cli.legal.telling import Answer
from tongban.cli.legal.wording import EXCLUSIVE, LAST_DAYS
from tongban.courts.law import VENUE_FACTS, VenueQuestion, court_name, question_from
from tongban.courts.vocabulary import Circumstance, CourtRole, Outcome, Where
from tongban.courts.wording import OUTCOMES
from tongban.face.legal.told import Told
from tongban.face.legal.venue import LARGEST, LAW, VENUE_EXAMPLE, facts_in, venue_told
from tongban.face.sayings import in_brackets, in_chinese, sentence
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("venue", help="which courts may take a case, with the reasons")
    parser.add_argument("--facts", metavar="FILE.json", help="the facts; - reads them from standard input")
    parser.add_argument("--court", metavar="CODE", help="check whether this court may take the case")
    parser.add_argument("--example", action="store_true", help="print a facts file to begin with")
    parser.add_argument(
        "--schema", action="store_true", help="print every key of a facts file and what may stand there"
    )
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal | tuple[Refusal, ...]:
    """The courts, or everything that is wrong with the facts."""
    if options.example:
        return Answer(dict(VENUE_EXAMPLE), json.dumps(VENUE_EXAMPLE, ensure_ascii=False, indent=2).splitlines())
    if options.schema:
        return Answer(dict(VENUE_FACTS), [f"{key:<28} {text}" for key, text in VENUE_FACTS.items()])
    facts = _read(options.facts)
    if isinstance(facts, Refusal):
        return facts
    if options.court is not None:
        facts = {**facts, "court": options.court}
    question = question_from(facts, today=options.today)
    return question if isinstance(question, tuple) else _asked(question)


def _read(name: str | None) -> dict[str, Any] | Refusal:
    """The object in the file `name`."""
    if not name:
        return Refusal("venue.no_facts", LAW, ("facts",))
    shown = (("file", name[-60:]),)
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        return Refusal("venue.no_such_file", LAW, ("facts",), (*shown, ("problem", why)))
    return facts_in(raw, name)


def _asked(question: VenueQuestion) -> Answer | Refusal | tuple[Refusal, ...]:
    told = venue_told(question)
    if not isinstance(told, Told):
        return told
    return Answer(told.data, _handled(told.data, question.on) if question.decide else _lines(told.data), told.steps)


def _lines(data: dict[str, Any]) -> list[str]:
    lines, chinese = [], in_chinese()
    for court in data["courts"]:
        only = f" [{EXCLUSIVE}]" if court["exclusive"] else ""
        ground = f" - {court['term']}" if chinese else ""
        lines.append(f"{court['rank']}. {court['name']} ({court['code']}){ground}{in_brackets(court['article'])}{only}")
        lines += [f"     {reason['text']}" for reason in court["steps"]]
    for item in data["lost"]:
        lines.append(f"  - {item['says']}{in_brackets(item['law'])}")
    if data["unused"]:
        keys = "、".join(map(_term, data["unused"])) if chinese else ", ".join(data["unused"])
        lines.append("  " + sentence(step("venue.fact_unused", fields=keys)))
    return lines


def _term(key: str) -> str:
    """The Chinese word for a fact of a dispute."""
    return next(kind(key).term for kind in (Where, Circumstance, CourtRole) if key in set(kind))


def _handled(data: dict[str, Any], on: date) -> list[str]:
    lines = [f"{_named(data['court'], on)}: {OUTCOMES[Outcome(data['outcome'])]}{in_brackets(data['article'])}"]
    lines += [f"  → {_named(code, on)}" for code in data["to"]]
    return lines + [f"  {LAST_DAYS[period]}: {day}" for period, day in data["days"].items()]


def _named(code: str, on: date) -> str:
    """A court by its name, its code after it."""
    return f"{court_name(code, on)} ({code})"

"""`tongban law venue --facts FILE.json`: which courts may take the case, best first, and why the others may not."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tongban.cli.legal import telling
from tongban.cli.legal.telling import Answer
from tongban.cli.legal.wording import EXCLUSIVE, LAST_DAYS
from tongban.courts.law import (
    VENUE_FACTS,
    VenueQuestion,
    check_court,
    competent_courts,
    court_name,
    question_from,
    unused_facts,
)
from tongban.courts.vocabulary import CompetentCourt, Handling, LostGround, Where
from tongban.courts.wording import OUTCOMES
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

EXAMPLE = {
    "matter": "private_lending",
    "plaintiffs": [{"name": "甲", "domicile": "510107"}],
    "defendants": [{"name": "乙", "domicile": "重庆市渝中区", "habitual": ""}],
    "claim": "money",
    "amount": "186500.00",
    "agreements": [{"kind": "defendant", "written": True}],
    "foreign": False,
    "on": "2026-03-02",
}
LARGEST = 1_000_000
LAW = "house rule: what a facts file may hold"


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
        return Answer(dict(EXAMPLE), json.dumps(EXAMPLE, ensure_ascii=False, indent=2).splitlines())
    if options.schema:
        return Answer(dict(VENUE_FACTS), [f"{key:<28} {text}" for key, text in VENUE_FACTS.items()])
    facts = _read(options.facts)
    if isinstance(facts, Refusal):
        return facts
    if options.court:
        facts = {**facts, "court": options.court}
    question = question_from(facts, today=options.today)
    return question if isinstance(question, tuple) else _asked(question)


def _read(name: str | None) -> dict[str, Any] | Refusal:
    """The object in the file `name`."""
    if not name:
        return Refusal("venue.no_facts", LAW, ("facts",))
    shown = (("file", name[-60:]),)
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            raw = file.read(LARGEST + 1)
        text = raw.decode("utf-8-sig")
    except OSError as problem:
        return Refusal("venue.no_such_file", LAW, ("facts",), (*shown, ("problem", problem.strerror or "")))
    except ValueError:
        return Refusal("venue.not_text", LAW, ("facts",), shown)
    if len(raw) > LARGEST or not text.strip():
        return Refusal("venue.empty_or_huge", LAW, ("facts",), shown)
    return _parsed(text, shown)


def _parsed(text: str, shown: tuple[tuple[str, str], ...]) -> dict[str, Any] | Refusal:
    """The object that `text` holds; its text must be writable again, which lone surrogates are not."""
    try:
        facts = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
        json.dumps(facts, ensure_ascii=False, default=str).encode()
    except RecursionError:
        return Refusal("venue.empty_or_huge", LAW, ("facts",), shown)
    except ValueError as problem:
        return Refusal("venue.not_json", LAW, ("facts",), (*shown, ("problem", str(problem)[:120])))
    return facts if isinstance(facts, dict) else Refusal("venue.not_an_object", LAW, ("facts",), shown)


def _no_number(text: str) -> None:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: of two values it would be unclear which one was meant."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(", ".join(sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})))
    return found


def _asked(question: VenueQuestion) -> Answer | Refusal | tuple[Refusal, ...]:
    dispute, on = question.dispute, question.on
    if question.decide:
        handled = question.decide()
        return handled if isinstance(handled, Refusal) else _handled(handled, on)
    if question.court:
        checked = check_court(question.court, dispute, on=on)
        return checked if isinstance(checked, Refusal) else _told([checked], (), question)
    found = competent_courts(dispute, on=on)
    if isinstance(found, Refusal):
        return found
    return _told(found.courts, found.lost, question) if found.courts else tuple(lost.why for lost in found.lost)


def _told(courts: Sequence[CompetentCourt], lost: Sequence[LostGround], question: VenueQuestion) -> Answer:
    on, unused = question.on, unused_facts(question.dispute, question.on)
    away = [{"ground": item.ground, "place": item.place, **telling.refusal_data(item.why)} for item in lost]
    chinese = telling.in_chinese()
    data = {
        "on": on.isoformat(),
        "courts": [_court_data(rank, court) for rank, court in enumerate(courts, 1)],
        "lost": away,
        "unused": list(unused),
    }
    lines = []
    for rank, court in enumerate(courts, 1):
        only = f" [{EXCLUSIVE}]" if court.exclusive else ""
        ground = f" - {court.term}" if chinese else ""
        lines.append(f"{rank}. {court.name} ({court.code}){ground} ({court.article}){only}")
        lines += [f"     {telling.sentence(reason)}" for reason in court.steps]
    for item in away:
        lines.append(f"  - {item['says']}{telling.in_brackets(item['law'])}")
    if unused:
        keys = "、".join(Where(key).term for key in unused) if chinese else ", ".join(unused)
        lines.append("  " + telling.sentence(step("venue.fact_unused", fields=keys)))
    return Answer(data, lines)


def _handled(found: Handling, on: date) -> Answer:
    data = {
        "on": on.isoformat(),
        "outcome": found.outcome.value,
        "term": found.outcome.term,
        "court": found.court,
        "to": list(found.to),
        "article": found.article,
        "days": {period: day.isoformat() for period, day in found.days.items()},
    }
    lines = [f"{_named(found.court, on)}: {OUTCOMES[found.outcome]} ({found.article})"]
    lines += [f"  → {_named(code, on)}" for code in found.to]
    lines += [f"  {LAST_DAYS[period]}: {day.isoformat()}" for period, day in found.days.items()]
    return Answer(data, lines, found.steps)


def _named(code: str, on: date) -> str:
    """A court by its name, its code after it."""
    return f"{court_name(code, on)} ({code})"


def _court_data(rank: int, court: CompetentCourt) -> dict[str, Any]:
    return {
        "rank": rank,
        "code": court.code,
        "name": court.name,
        "ground": court.ground,
        "term": court.term,
        "article": court.article,
        "exclusive": court.exclusive,
        "also": list(court.also),
        "steps": telling.step_data(court.steps),
    }

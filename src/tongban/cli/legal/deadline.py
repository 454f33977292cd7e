"""`tongban law deadline RULE_ID --start DATE[THH:MM]`: until when."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from tongban.cli.legal.telling import Answer
from tongban.courts.law import due, period_rules
from tongban.kernel.refusal import Refusal


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("deadline", help="when a period ends, with the reasons")
    parser.add_argument("rule", nargs="?", metavar="RULE_ID", help="the period, e.g. appeal_judgment")
    parser.add_argument("--start", metavar="DATE[THH:MM]", help="day or moment of the event that starts it")
    parser.add_argument("--list", action="store_true", help="print all periods")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal:
    """The day, or why there is none."""
    if options.list or not options.rule:
        return _list()
    start = _moment(options.start or "")
    found = start if isinstance(start, Refusal) else due(options.rule, start)
    if isinstance(found, Refusal):
        return found
    data = {
        "due": found.due.isoformat(timespec="minutes") if isinstance(found.due, datetime) else found.due.isoformat(),
        "kind": found.kind.value,
        "provisional": found.provisional,
        "article": found.article,
    }
    return Answer(data, [f"{data['due']} {found.kind.value} ({found.article})"], found.steps)


def _moment(text: str) -> date | datetime | Refusal:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return Refusal("period.no_such_day", "CPL 85", ("start",), (("typed", text[:40]),))


def _list() -> Answer:
    rules = sorted(period_rules().values(), key=lambda rule: rule.id)
    rows = [{"id": rule.id, "name": rule.term, "name_en": rule.name, "article": rule.article} for rule in rules]
    return Answer({"rules": rows}, [f"{row['id']:<44} {row['name']} ({row['article']})" for row in rows])

"""`tongban law deadline RULE_ID --start DATE[THH:MM]`: until when, whatever befell the period, and why."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import Any

from tongban.cli.legal.incidents import Unclear, day, incidents_of, moment, option
from tongban.cli.legal.telling import LABELS, Answer, in_brackets
from tongban.cli.legal.wording import EARLIEST, IN_TIME, LATEST, TARGET
from tongban.courts.law import due, period_versions, readings_of
from tongban.kernel.periods import Due, DueKind, PeriodRule, lateness
from tongban.kernel.refusal import Refusal

MANY: tuple[tuple[str, str, str], ...] = (
    ("--exclude", "FROM..TO=GROUND", "days that do not count (扣除)"),
    ("--suspend", "FROM..TO=GROUND", "days on which the period stood still (中止)"),
    ("--restart", "DATE=GROUND", "the period starts anew (中断)"),
    ("--extend", "AMOUNT-UNIT@DATE=APPROVER", "an approved extension (延长), e.g. 6-month@2026-08-03=president"),
    ("--restore", "FROM..TO=APPLIED", "an obstacle for which the court restored the period (CPL 86)"),
    ("--outage", "FROM..TO=RECORD", "an outage of the platform, by its signed record"),
    ("--reading", "NAME=CHOICE", "how the court reads what the law leaves open, e.g. backward=plain"),
)

_KINDS = {DueKind.LATEST: LATEST, DueKind.EARLIEST: EARLIEST, DueKind.TARGET: TARGET}


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("deadline", help="when a period ends, with the reasons")
    parser.add_argument("rule", nargs="?", metavar="RULE_ID", help="the period, e.g. appeal_judgment")
    parser.add_argument("--start", metavar="DATE[THH:MM]", help="day or moment of the event that starts it")
    parser.add_argument("--list", action="store_true", help="print all periods")
    parser.add_argument("--travel", metavar="DAYS", help="days on the road (在途时间)")
    for name, form, text in MANY:
        parser.add_argument(name, action="append", default=[], metavar=form, help=text)
    parser.add_argument("--handed-in", metavar="DATE[THH:MM]", help="was it in time, handed in then?")
    parser.add_argument("--posted", metavar="DATE", help="the post-mark of what was handed in")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal:
    """The day, or why there is none."""
    if options.list or not options.rule:
        return _list()
    try:
        return _told(options)
    except Unclear as unclear:
        return unclear.refusal


def _told(options: argparse.Namespace) -> Answer | Refusal:
    if not options.start:
        return Refusal("period.start_missing", "CPL 85", ("start",))
    start = moment(options.start, "start")
    readings = readings_of(dict(option(text, "reading", "backward=plain") for text in options.reading))
    if isinstance(readings, Refusal):
        return readings
    found = due(options.rule, start, None, incidents_of(options), readings)
    if isinstance(found, Refusal):
        return found
    late = _late(found, options.handed_in, options.posted)
    return late if isinstance(late, Refusal) else _answer(found, judged=late)


def _late(found: Due, handed_in: str | None, posted: str | None) -> Refusal | bool:
    """Whether anything was judged; refused when it came too late."""
    if not (handed_in or posted):
        return False
    mark = day(posted, "posted") if posted else None
    arrived = moment(handed_in, "handed_in") if handed_in else mark
    return (lateness(found, arrived, mark) if arrived else None) or True


def _answer(found: Due, *, judged: bool) -> Answer:
    data: dict[str, Any] = {
        "due": _iso(found.due),
        "kind": found.kind.value,
        "provisional": found.provisional,
        "article": found.article,
        "late_after": _iso(found.late_after),
        "fixed": found.fixed,
    }
    lines = [_KINDS[found.kind] % {"day": data["due"].replace("T", " ")} + in_brackets(found.article)]
    if judged:
        data["in_time"] = True
        lines.append(str(IN_TIME))
    return Answer(data, lines, found.steps)


def _iso(value: date | datetime) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _list() -> Answer:
    versions = [rule for rules in period_versions().values() for rule in rules]
    rules = sorted(versions, key=lambda rule: (rule.id, rule.valid_from))
    return Answer({"rules": [_row(rule) for rule in rules]}, [_line(rule) for rule in rules])


def _row(rule: PeriodRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.term,
        "name_en": rule.name,
        "amount": rule.amount,
        "unit": rule.unit.value,
        "side": rule.side.value,
        "kind": rule.kind.value,
        "rolls": rule.rolls,
        "fixed": rule.fixed,
        "state": rule.state.value,
        "open": sorted(rule.open),
        "starts_with": rule.start_event,
        "obligor": rule.obligor,
        "article": rule.article,
        "effect": rule.effect,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": None if rule.valid_to == date.max else rule.valid_to.isoformat(),
        "basis": rule.basis,
        "beside": list(rule.beside),
        "grounds": [{"id": one.id, "effect": one.effect.value, "article": one.article} for one in rule.grounds],
        "extensions": [
            {"by": one.approver.value, "most": one.most, "unit": one.unit.value, "times": one.times}
            | {"article": one.article}
            for one in rule.extensions
        ],
    }


def _line(rule: PeriodRule) -> str:
    name = LABELS["rule"][rule.id]
    return f"{rule.id:<44} {name} ({LABELS['unit'][rule.unit.term]}: {rule.amount}){in_brackets(rule.article)}"

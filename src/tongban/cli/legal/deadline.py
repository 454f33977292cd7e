"""`tongban law deadline RULE_ID --start DATE[THH:MM]`: until when, whatever befell the period, and why."""

from __future__ import annotations

import argparse

from tongban.cli.legal.telling import Answer
from tongban.cli.legal.wording import EARLIEST, IN_TIME, LATEST, TARGET
from tongban.face.legal.incidents import Befell
from tongban.face.legal.periods import PeriodQuestion, all_versions, period_asked, rule_data
from tongban.face.sayings import in_brackets, labels
from tongban.kernel.periods import DueKind, PeriodRule
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
    if options.list or (options.rule is None and options.start is None):
        return _list()
    many = {name: tuple(getattr(options, name)) for name in ("exclude", "suspend", "restart", "extend", "restore")}
    befell = Befell(travel=options.travel, outage=tuple(options.outage), **many)
    told = period_asked(
        PeriodQuestion(
            options.rule or "",
            options.start or "",
            befell,
            tuple(options.reading),
            handed_in=options.handed_in,
            posted=options.posted,
        )
    )
    if isinstance(told, Refusal):
        return told
    day = _KINDS[DueKind(told.data["kind"])] % {"day": told.data["due"].replace("T", " ")}
    lines = [day + in_brackets(told.data["article"])]
    if told.data.get("in_time"):
        lines.append(str(IN_TIME))
    return Answer(told.data, lines, told.steps)


def _list() -> Answer:
    rules = all_versions()
    return Answer({"rules": [rule_data(rule) for rule in rules]}, [_line(rule) for rule in rules])


def _line(rule: PeriodRule) -> str:
    name, unit = labels()["rule"][rule.id], labels()["unit"][rule.unit.term]
    return f"{rule.id:<44} {name} ({unit}: {rule.amount}){in_brackets(rule.article)}"

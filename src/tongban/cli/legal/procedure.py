"""`tongban law procedure [NAME] [--stage S] [--role R] [--mermaid]`: how a procedure runs, and who may do what now."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from tongban.cases.law import PROCEDURES, procedure_named, role_named, stage_named
from tongban.cases.wording import PROCEDURE_NAMES
from tongban.cli.legal.telling import Answer
from tongban.cli.legal.wording import APART, ENDS, LAST, MEMORY, NEEDS, ONLINE_BY_CONSENT, STARTS
from tongban.courts.law import period_rules
from tongban.face.articles import cited
from tongban.face.legal.procedures import procedure_data, procedures_data
from tongban.face.sayings import in_brackets, in_chinese
from tongban.kernel.moves import Procedure
from tongban.kernel.refusal import Refusal


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("procedure", help="how a procedure runs: stages, acts, who, under which article")
    parser.add_argument("name", nargs="?", metavar="NAME", help="the procedure; without it all are listed")
    parser.add_argument("--stage", metavar="STAGE", help="only what may be done at this stage")
    parser.add_argument("--role", metavar="ROLE", help="only what this role may do")
    parser.add_argument("--mermaid", action="store_true", help="print the drawing")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal:
    """The table, a part of it, its drawing, or the list of all procedures."""
    if options.name is None:
        if options.stage is not None or options.role is not None or options.mermaid:
            return Refusal("procedure.name_missing", "house rule: the table of procedures", ("name",))
        return _list()
    procedure = procedure_named(options.name, PROCEDURES)
    if isinstance(procedure, Refusal):
        return procedure
    stage = stage_named(options.stage, procedure) if options.stage is not None else None
    if isinstance(stage, Refusal):
        return stage
    role = role_named(options.role) if options.role is not None else None
    if isinstance(role, Refusal):
        return role
    if options.mermaid:
        return Answer({"name": procedure.name, "mermaid": procedure.mermaid()}, procedure.mermaid().splitlines())
    stages = procedure.stages if stage is None else (stage,)
    return _told(procedure, stages, role)


def _list() -> Answer:
    rows = procedures_data()
    return Answer(
        {"procedures": rows},
        [f"{row['name']:<30} {row['term']}{_meaning(row)}{in_brackets(row['law'])}" for row in rows],
    )


def _told(procedure: Procedure, stages: Iterable[StrEnum], role: str | None) -> Answer:
    data = procedure_data(procedure, stages, role)
    named = {"code": data["name"], "term": data["term"], "says": data["says"]}
    lines = [f"{_both(named)}{in_brackets(procedure.law)}"]
    lines += [_period(STARTS, rule) for rule in procedure.starts]
    for stage in data["stages"]:
        lines += ["", f"{_both(stage)}{f' [{LAST}]' if stage['last'] else ''}"]
        lines += [line for row in stage["acts"] for line in _lines(row)]
    return Answer(data, lines)


def _lines(row: dict[str, Any]) -> list[str]:
    who = ("、" if in_chinese() else ", ").join(role["says"] for role in row["by"])
    where = f"{PROCEDURE_NAMES[row['into']]}: " if row["into"] else ""
    checked = f" [{MEMORY}]" if row["basis"] == "memory" else ""
    lines = [f"  {_plain(row)}", f"      {cited(row['law'])}{checked}; {who} → {where}{row['to']['says']}"]
    lines += [f"      {NEEDS}: {_plain(need)}{in_brackets(need['law'])}" for need in row["needs"]]
    lines += [f"      {_period(STARTS, rule)}" for rule in row["starts"]]
    lines += [f"      {_period(ENDS, rule)}" for rule in row["ends"]]
    if row["online"]:
        apart = f"; {APART}{in_brackets(row['online']['apart'])}" if row["online"]["apart"] else ""
        lines.append(f"      {ONLINE_BY_CONSENT}: {_plain(row['online'])}{in_brackets(row['online']['law'])}{apart}")
    return lines


def _period(label: object, rule: str) -> str:
    known = period_rules()[rule]
    return f"{label}: {known.term if in_chinese() else known.name}{in_brackets(known.article)}"


def _plain(told: Mapping[str, Any]) -> str:
    """The words of the reader; in another language the Chinese term after them."""
    return told["says"] if told["says"] == told["term"] else f"{told['says']} ({told['term']})"


def _both(told: Mapping[str, Any]) -> str:
    """Code, by which it can be asked for, and term, and the words when they say more than the term."""
    return f"{told['code']} {told['term']}{_meaning(told)}"


def _meaning(told: Mapping[str, Any]) -> str:
    """The words, when they say more than the term."""
    return "" if told["says"] == told["term"] else f" - {told['says']}"

"""Which articles the code cites: wherever it names one, as far as that is written down and not handed in."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from drawings import procedures

from tests.architecture.house import SOURCE, dotted, python_files
from tests.architecture.test_every_refusal_has_words import texts
from tongban.filing.rules.interview import forms
from tongban.kernel.moves import Procedure
from tongban.kernel.terms import Guard

_NAMED_BY = frozenset({"law", "under"})
"""Arguments that say on which article something rests."""
_COLUMNS = frozenset({"law", "article"})
"""The same in tables and forms."""


def cited() -> Iterator[tuple[str, str]]:
    """Each law with where it is cited: in refusals, under acts, by conditions, by the tables of the procedures."""
    for path, tree in python_files():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                asked = [k.value for k in node.keywords if k.arg in _NAMED_BY]
                asked += node.args[1:2] if _refuses(node) else []
                place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                yield from ((law, place) for expr in asked for law in written(module_of(path), expr))
    for place, procedure in procedures().items():
        yield from ((move.law, f"{place}: {move.act}") for move in procedure.moves)
    for guard in _guards(Guard):
        # A condition without an article of its own is told with that of the step that needs it.
        yield from ((one.law, f"{guard.__module__}.{guard.__name__}.{one.name}") for one in guard if one.law)


def of_data() -> Iterator[tuple[str, str]]:
    """Each article that stands in the tables and forms of local law, with its file."""
    for path in sorted(SOURCE.glob("*/data/**/*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(line for line in table if not line.startswith("#")):
                yield from ((row[column] or "", path.name) for column in _COLUMNS.intersection(row))
    for path in sorted(SOURCE.glob("*/data/**/*.toml")):
        yield from ((law, path.name) for law in _within(tomllib.loads(path.read_text(encoding="utf-8"))))


def _within(value: Any) -> Iterator[str]:  # noqa: ANN401 - TOML
    for name, below in value.items() if isinstance(value, dict) else enumerate(value):
        if name in _COLUMNS and isinstance(below, str):
            yield below
        elif isinstance(below, dict | list):
            yield from _within(below)


@cache
def _by_pattern() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """The laws that are written down beside each reason; a reason with a part worked out at run time is a pattern."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in python_files():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _refuses(node) and node.args:
                asked = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "law")]
                told = [law for expr in asked for law in written(module_of(path), expr)]
                for reason in texts(node.args[0]):
                    found[reason].update(told)
    for procedure in procedures().values():
        for reason, law in _refused_by(procedure):
            found[re.escape(reason)].add(law)
    for interview in forms().values():
        for rule in interview.findings:
            found[re.escape(rule.reason or f"filing.rule.{interview.id}.{rule.id}")].add(rule.law)
    return tuple((re.compile(reason), frozenset(laws)) for reason, laws in found.items())


@cache
def laws_of(reason: str) -> frozenset[str]:
    """With which laws this reason is given; empty where whoever gives it is handed the law."""
    return frozenset(law for pattern, laws in _by_pattern() if pattern.fullmatch(reason) for law in laws)


def _refused_by(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for move in procedure.moves:
        yield f"{procedure.prefix}.not_at_this_stage", move.law
        yield f"{procedure.prefix}.not_your_act", move.law
        for guard in move.needs:
            yield f"{procedure.prefix}.{guard}", guard.law if isinstance(guard, Guard) else move.law


def written(module: ModuleType, expr: ast.expr) -> list[str]:
    """The texts that an expression of this module can be; none where it holds what a function was given."""
    match expr:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return written(module, body) + written(module, other)
        case ast.JoinedStr(values=parts):
            found = [_part(module, part) for part in parts]
            return ["".join(part or "" for part in found)] if None not in found else []
        case ast.Name() | ast.Attribute():
            value: object = module
            for name in dotted(expr).split("."):
                value = getattr(value, name, None)
            return [value] if isinstance(value, str) else []
    return []


def _part(module: ModuleType, part: ast.expr) -> str | None:
    """A piece of a composed text, when there is just one that it can be."""
    found = written(module, part.value if isinstance(part, ast.FormattedValue) else part)
    return found[0] if len(found) == 1 else None


def _refuses(node: ast.Call) -> bool:
    return dotted(node.func).split(".")[-1] == "Refusal"


@cache
def module_of(path: Path) -> ModuleType:
    """The module in this file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return import_module(".".join(("tongban", *(part for part in parts if part != "__init__"))))


def _guards(kind: type[Guard]) -> Iterator[type[Guard]]:
    for below in kind.__subclasses__():
        yield from (below, *_guards(below))

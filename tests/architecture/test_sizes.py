"""No file over 400 lines, no function over 50 (house.md, law 8)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, files

pytestmark = pytest.mark.once

FILE_LINES = 400
FUNCTION_LINES = 50
HAND_WRITTEN = {".py", ".js", ".css", ".html", ".typ"}
NOT_HAND_WRITTEN = {"migrations", "vendor", "locale", "data", "vectors"}
EXCEPTIONS: frozenset[str] = frozenset()
"""Stays empty: a file that grows is two files."""


def too_long(path: Path) -> Iterator[str]:
    """What in one file is longer than a reader can hold."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > FILE_LINES:
        yield f"{path.name}: {lines} lines"
    if path.suffix == ".py":
        yield from (
            f"{path.name}:{name}: {length} lines" for name, length in _functions(text) if length > FUNCTION_LINES
        )


def _functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def hand_written() -> list[Path]:
    """The files the law is about."""
    return [
        path
        for path in files()
        if path.suffix in HAND_WRITTEN and not NOT_HAND_WRITTEN & set(path.relative_to(ROOT).parts[:-1])
    ]


def test_no_file_and_no_function_is_too_long() -> None:
    found = [f"{path.parent.relative_to(ROOT)}/{flaw}" for path in hand_written() for flaw in too_long(path)]
    assert found == []


def test_the_list_of_exceptions_is_empty() -> None:
    assert frozenset() == EXCEPTIONS


def test_a_long_file_is_caught(tmp_path: Path) -> None:
    long = tmp_path / "long.css"
    long.write_text("a {}\n" * (FILE_LINES + 1))
    assert list(too_long(long)) == ["long.css: 401 lines"]


def test_a_long_function_is_caught(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def act():\n" + "    pass\n" * FUNCTION_LINES)
    assert list(too_long(long)) == ["long.py:act: 51 lines"]

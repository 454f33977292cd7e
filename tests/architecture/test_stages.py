"""No second copy of a procedure: outside its table nobody names a stage of a case; code asks what the table allows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, dotted, imported, python_files
from tongban.cases.vocabulary import Stage

pytestmark = pytest.mark.once

STAGES = "tongban.cases.vocabulary.Stage"
WORDS = {"wording", "words", "vocabulary", "law"}
"""Rooms in which a stage is told, not compared."""


def may_name(path: Path) -> bool:
    """Whether the file at `path`, relative to the platform, may name stages of a case: tables and texts."""
    rooms = {*path.parts[1:-1], path.stem}
    return path.parts[:3] == ("cases", "rules", "procedures") or bool(WORDS & rooms)


def named(tree: ast.Module) -> Iterator[int]:
    """The lines that name a stage of a case."""
    known = {name.rpartition(".")[2] for name, _ in imported(tree) if name == STAGES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in Stage.__members__ and dotted(node.value) in known:
            yield node.lineno
        if isinstance(node, ast.Compare) and _stage_as_text(node):
            yield node.lineno


def _stage_as_text(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    about = any(isinstance(side, ast.Attribute) and side.attr == "stage" for side in sides)
    return about and any(isinstance(side, ast.Constant) and side.value in set(Stage) for side in sides)


def test_stages_of_a_case_stand_in_the_tables_only() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path, tree in python_files()
        if not may_name(path.relative_to(SOURCE))
        for line in named(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from tongban.cases.vocabulary import Stage\nif case.stage is Stage.DOCKETED: pass",
        "from tongban.cases.vocabulary import Stage\nwaiting = [Stage.DECIDED]",
        "if case.stage == 'docketed': pass",
        "if 'appeal_period' != row.stage: pass",
    ],
)
def test_a_stage_that_is_compared_is_caught(text: str) -> None:
    assert list(named(ast.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "from tongban.filing.vocabulary import Stage\nif filing.stage is Stage.CORRECTION: pass",
        "from tongban.cases.vocabulary import Stage\nstage = Stage(row.stage)",
        "if TRACKS[case.track].allows(case.stage, Act.SIGN_JUDGMENT): pass",
    ],
)
def test_asking_the_table_is_no_copy(text: str) -> None:
    assert not list(named(ast.parse(text)))


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("cases/rules/procedures/first_instance.py", True),
        ("desk/wording/cases.py", True),
        ("portal/forms/words.py", True),
        ("cases/queries.py", False),
        ("judgments/actions/effect.py", False),
        ("cases/rules/consent.py", False),
    ],
)
def test_where_a_stage_may_be_named(path: str, may: bool) -> None:
    assert may_name(Path(path)) is may

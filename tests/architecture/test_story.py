"""The demo's story is played through the public entrances, so it proves what a person can do and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import SOURCE, imported, python_files

pytestmark = pytest.mark.once

STORY = SOURCE / "cli" / "demo"
BEHIND_THE_PAGES = {"actions", "models"}


def short_cuts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Imports by which a story could do what no page offers."""
    for name, line in imported(tree):
        steps = name.split(".")
        if steps[0] == "tongban" and BEHIND_THE_PAGES & set(steps):
            yield name, line


def test_the_story_takes_no_short_cut() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path, tree in python_files(STORY)
        for name, line in short_cuts(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from tongban.filing.actions import submit",
        "from tongban.cases.models import Case",
        "import tongban.cases.models",
    ],
)
def test_a_short_cut_is_caught(text: str) -> None:
    assert list(short_cuts(ast.parse(text)))

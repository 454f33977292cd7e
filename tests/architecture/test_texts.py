"""Texts for people are kept in `wording.py`, in templates and in forms; a rule or an act knows codes only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ENTRANCES, SOURCE, imported, python_files

pytestmark = pytest.mark.once

TRANSLATION = "django.utils.translation"


def may_speak(path: Path) -> bool:
    """Whether the file at `path`, relative to the platform, may hold translatable texts.

    Every package may have `wording`; only entrances have `forms`; `face` is nothing but parts of pages.
    """
    rooms = {*path.parts[1:-1], path.stem}
    form = path.parts[0] in ENTRANCES and "forms" in rooms
    return path.parts[0] == "face" or "wording" in rooms or form


def translates(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every way in which a module marks a text for translation."""
    for name, line in imported(tree):
        owner, _, function = name.rpartition(".")
        if owner == TRANSLATION and "gettext" in function:
            yield name, line
        if name == TRANSLATION or name.partition(".")[0] == "gettext":
            yield name, line


def test_only_wording_and_forms_hold_texts() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path, tree in python_files()
        if not may_speak(path.relative_to(SOURCE))
        for name, line in translates(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from django.utils.translation import gettext as _",
        "from django.utils.translation import gettext_lazy",
        "from django.utils.translation import ngettext, npgettext",
        "from django.utils import translation",
        "import gettext",
    ],
)
def test_a_text_in_the_wrong_place_is_caught(text: str) -> None:
    assert list(translates(ast.parse(text)))


def test_choosing_a_language_is_no_text() -> None:
    assert list(translates(ast.parse("from django.utils.translation import get_language, override"))) == []


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("cases/wording.py", True),
        ("cases/wording/stages.py", True),
        ("portal/forms.py", True),
        ("portal/forms/filing.py", True),
        ("face/tags/panels.py", True),
        ("cases/forms.py", False),
        ("cases/rules/wordings.py", False),
        ("cases/actions/docket.py", False),
        ("portal/filing.py", False),
    ],
)
def test_who_may_speak(path: str, may: bool) -> None:
    assert may_speak(Path(path)) is may

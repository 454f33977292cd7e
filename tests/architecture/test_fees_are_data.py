"""What a case costs stands in the tariff and nowhere else: no rate, no band and no fee is written in code or texts."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.architecture.house import SOURCE, dotted, python_files

pytestmark = pytest.mark.once

TARIFF = SOURCE / "fees" / "data" / "tariff.toml"
_SUM = re.compile(r"(?<![\d.,%(])\d[\d,.]*\s*(?:元|万元|yuan\b)")
_NAMED = re.compile(r"(?:^|_)(?:fee|fees|tariff|halving)(?:_|$)", re.IGNORECASE)
_IN_NUMBERS = {"Decimal", "Fraction"}
ALLOWED = {
    "cli/demo/": "what the fictional people of the demonstration lend and write to each other",
    "标的额 186,500 元": "an example of the guide to the parts of pages",
}
"""Place or text, in part: why a sum stands there."""


def rates() -> set[str]:
    """Every rate of the tariff, as it is written there."""
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found.update(str(value) for key, value in node.items() if key == "rate")
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(tomllib.loads(TARIFF.read_text(encoding="utf-8")))
    return found


def told(tree: ast.AST) -> set[int]:
    """The docstrings and loose strings of a module: they explain, they do not count."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def fees_in(tree: ast.AST, known: set[str]) -> Iterator[int]:
    """Lines that write a rate of the tariff, or give a number to something called a fee."""
    explained = told(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in explained and str(node.value) in known:
            if isinstance(node.value, str):
                yield node.lineno
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_NAMED.search(dotted(target)) for target in targets) and _is_number(node.value):
                yield node.lineno


def _is_number(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and dotted(value.func).rpartition(".")[2] in _IN_NUMBERS:
        return bool(value.args) and isinstance(value.args[0], ast.Constant)
    return (
        isinstance(value, ast.Constant) and isinstance(value.value, int | float) and not isinstance(value.value, bool)
    )


def allowed(place: str) -> bool:
    """Whether a file or a text stands in the list above."""
    return any(part in place for part in ALLOWED)


def test_the_tariff_was_read() -> None:
    assert {"0.025", "0.005"} <= rates()


def test_no_code_writes_a_rate_or_a_fee_of_its_own() -> None:
    known = rates()
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path, tree in python_files()
        if not allowed(str(path.relative_to(SOURCE)))
        for line in fees_in(tree, known)
    ]
    assert found == []


def test_no_page_no_paper_and_no_translation_names_a_sum() -> None:
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ")]
    found = [
        f"{path.relative_to(SOURCE)}: {sum_}"
        for path in files
        if not allowed(str(path.relative_to(SOURCE)))
        for sum_ in _SUM.findall(_code(path))
    ]
    with (SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        messages = [str(message.string) for message in read_po(catalogue) if message.id]
    found += [text for text in messages if _SUM.search(text) and not allowed(text)]
    assert found == []


def _code(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".typ":
        return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))
    return re.sub(r"\{#.*?#\}", "", text)


@pytest.mark.parametrize(
    "text", ['share = amount * Fraction("0.025")', "CASE_FEE = 50", 'fee = Decimal("50")', "half_fee: int = 25"]
)
def test_a_fee_in_code_is_caught(text: str) -> None:
    assert list(fees_in(ast.parse(text), rates()))

"""Tables that leave the platform: in none does a cell begin a formula in somebody's spreadsheet."""

from __future__ import annotations

import ast
from pathlib import Path

from tongban.delivery.adapters.post_files import list_for_post
from tongban.face.bulk import safe_cell

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tongban"
WRITERS = {
    "face/bulk.py": "results of a table: who sent it; every cell by safe_cell",
    "delivery/adapters/post_files.py": "letters for the post; every cell by _plain",
    "fees/adapters/fiscal_lists.py": "receipts to be issued, for an office of the treasury; every cell by _plain",
    "filing/rules/bulk.py": "an empty table: words of the forms, nothing that a person wrote",
    "people/adapters/registers.py": "a question to a register, read by a program",
    "cli/bank.py": "the demonstration's bank writes a statement, read by this platform",
}
"""Which modules write CSV, who reads it, and what guards its cells."""


def _writers() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in {"writer", "DictWriter"}
                and getattr(node.value, "id", "") == "csv"
            ):
                found.add(path.relative_to(SOURCE).as_posix())
    return found


def test_every_module_that_writes_tables_stands_here_with_its_guard() -> None:
    assert _writers() == set(WRITERS)


def test_a_cell_that_begins_like_a_formula_begins_with_an_apostrophe() -> None:
    for risky in ("=1+1", "+86 1", "-2", "@SUM(A1)", "\t=1", "\r=1"):
        assert safe_cell(risky) == f"'{risky}"
        (_head, line) = list_for_post([(risky, "x")]).decode("utf-8-sig").splitlines()
        assert line.removeprefix('"').startswith("'")
    assert safe_cell("渝中区1号") == "渝中区1号"

"""Reads the tables of cases from the pages in docs/law: a lawyer adds a case by adding a line there.

A page holds prose and tables. A table of cases stands under a heading `## Cases: <name>`; its first line names the
columns. Backticks are for the reader; `-` and an empty cell both mean "nothing".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

LAW = Path(__file__).resolve().parents[2] / "docs" / "law"
_HEADING = re.compile(r"#+\s+(.*)")
_RULER = re.compile(r"[|\s:-]+")


@dataclass(frozen=True)
class LawCase:
    """One line of a table: where it stands, and its cells by column."""

    page: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def id(self) -> str:
        """Where to find the line, for the name of the test."""
        return f"{self.page}:{self.line}"


def cases(page: str, name: str) -> list[LawCase]:
    """The lines of the table under `## Cases: <name>` of `docs/law/<page>.md`. A missing table is an error."""
    found: list[LawCase] = []
    columns: list[str] = []
    here = False
    for number, line in enumerate((LAW / f"{page}.md").read_text(encoding="utf-8").splitlines(), start=1):
        heading = _HEADING.fullmatch(line.strip())
        if heading:
            here, columns = heading[1].strip() == f"Cases: {name}", []
        elif here and line.strip().startswith("|"):
            if _RULER.fullmatch(line):
                continue
            cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
            if not columns:
                columns = cells
                continue
            if len(cells) != len(columns):
                raise ValueError(f"{page}.md:{number}: {len(cells)} cells under {len(columns)} columns")
            found.append(LawCase(page, number, dict(zip(columns, cells, strict=True))))
    if not found:
        raise ValueError(f"{page}.md holds no table of cases called {name!r}")
    return found


def pages() -> list[Path]:
    """All pages on the law."""
    return sorted(LAW.glob("*.md"))


def moment(text: str) -> date | datetime:
    """A day, or a day with an hour."""
    return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)


def _plain(cell: str) -> str:
    text = cell.strip().strip("`").strip()
    return "" if text == "-" else text

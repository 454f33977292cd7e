"""The results of filing in bulk as a file: the same from the portal and from the API."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tongban.face.hotlines import hotline, in_a_line
from tongban.face.sayings import refusal_words
from tongban.filing.queries.bulk import results_of
from tongban.filing.vocabulary import Stage
from tongban.filing.vocabulary.bulk import BatchView, RowView

COLUMNS = (
    "ref",
    "line",
    "state",
    "filing",
    "stage",
    "case_number",
    "column",
    "reason",
    "law",
    "says",
    "remedy",
    "contact",
    "weight",
)
"""`weight`: whether what was found `stops` the row, or only `warns`."""


_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def results_csv(batch: BatchView) -> bytes:
    """A line for every row, or for each finding and warning in it; UTF-8 with its mark, so that spreadsheets see it.

    What began as a formula begins with an apostrophe.
    """
    return rows_csv(results_of(batch))


def rows_csv(rows: Iterable[tuple[RowView, Stage | None, str]]) -> bytes:
    """The same of rows that were read: each with where its filing stands, and the number of its case."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    whom = in_a_line(hotline())
    for row, stage, number in rows:
        known = [row.ref, str(row.line), row.state.value, str(row.filing or ""), stage.value if stage else "", number]
        weighed = [(one, "stops" if row.stops else "warns") for one in row.findings]
        weighed += [(one, "warns") for one in row.warnings]
        lines = [
            [", ".join(one.fields), one.reason, one.law, *refusal_words(one), whom, weight] for one, weight in weighed
        ]
        for told in lines or [[]]:
            writer.writerow([safe_cell(cell) for cell in [*known, *told]])
    return out.getvalue().encode("utf-8-sig")

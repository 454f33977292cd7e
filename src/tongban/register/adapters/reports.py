"""Reports on seals, as they were signed: beside each the head of the ledger that it describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from courtlog.disk import Disk

_FOLDER = "ledger-reports"
_HEAD = "head.checkpoint"


@dataclass(frozen=True, slots=True)
class Report:
    """The signed head that a report describes, and the report's papers (PDF) by their names in the bundle."""

    head: bytes
    papers: Mapping[str, bytes]


def keep(home: Path, seal: UUID, report: Report) -> None:
    """Store a report durably, the head last: a report without a head was cut short and is made again."""
    folder = home / _FOLDER / str(seal)
    files = {folder / name: paper for name, paper in report.papers.items()}
    Disk(home / _FOLDER).write(files | {folder / _HEAD: report.head})


def find(home: Path, seal: UUID) -> Report | None:
    """The report on a seal, None while there is none."""
    folder = home / _FOLDER / str(seal)
    if not (folder / _HEAD).is_file():
        return None
    papers = {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}
    return Report((folder / _HEAD).read_bytes(), papers)

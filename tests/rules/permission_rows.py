"""The list of permissions that was written by hand, chapter by chapter of the law, and not from the move tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from drawings import procedures

from tongban.kernel.moves import Procedure

_LIST = Path(__file__).with_name("permissions.csv")
_SIDES = frozenset({"plaintiff", "defendant", "third_party"})


@dataclass(frozen=True, slots=True)
class Row:
    """May `role` do `act` at `stage`? As the law says it, in the words of the procedure's codes."""

    chapter: str
    procedure: str
    stage: str
    role: str
    act: str
    may: bool
    law: str

    @property
    def roles(self) -> tuple[str, ...]:
        """As what the table may name who acts: a side of the case is a party of it, too."""
        return (self.role, "party") if self.role in _SIDES else (self.role,)

    def __str__(self) -> str:
        return f"{self.procedure}-{self.stage}-{self.role}-{self.act}"


@cache
def rows() -> tuple[Row, ...]:
    """Every row of the list."""
    told = csv.DictReader(_LIST.read_text(encoding="utf-8").splitlines())
    return tuple(Row(**(one | {"may": {"yes": True, "no": False}[one["may"]]})) for one in told)  # type: ignore[arg-type]


@cache
def named() -> dict[str, Procedure]:
    """Every procedure by its name."""
    return {procedure.name: procedure for procedure in procedures().values()}


@cache
def acts() -> dict[str, StrEnum]:
    """Every act that some procedure knows, by its code."""
    return {move.act.value: move.act for procedure in named().values() for move in procedure.moves}

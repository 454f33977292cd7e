"""Procedures as tables: each row says who may do which act at which stage, under which article, and where it leads.

The same table gives the decision, the permission, the buttons, the drawing and the tests (house.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Move:
    """One row: at `source`, `act` leads to `target`, done by a role in `by`, when every guard in `needs` holds.

    A guard is a name; the act works out which guards hold and hands them to `Procedure.decide`.
    """

    act: StrEnum
    source: StrEnum
    target: StrEnum
    by: frozenset[str]
    law: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A move table with its first stage and the stages at which it may rest for ever."""

    name: str
    first: StrEnum
    last: frozenset[StrEnum]
    moves: tuple[Move, ...]

    def decide(self, stage: str, act: StrEnum, *, role: str, holds: Collection[str] = ()) -> Move | Refusal:
        """The row that allows `act` now, or which of stage, role and guards stands in the way."""
        at_stage = [m for m in self.moves if m.source == stage and m.act == act]
        if not at_stage:
            possible = sorted({m.source for m in self.moves if m.act == act})
            facts = (("act", act), ("stage", stage), ("possible", ", ".join(possible)))
            law = next((m.law for m in self.moves if m.act == act), "house rule: the procedure's table")
            return Refusal(f"{self.name}.not_at_this_stage", law, facts=facts)
        row = at_stage[0]
        if role not in row.by:
            return Refusal(
                f"{self.name}.not_your_act", row.law, facts=(("act", act), ("by", ", ".join(sorted(row.by))))
            )
        missing = sorted(row.needs.difference(holds))
        if missing:
            return Refusal(f"{self.name}.{missing[0]}", row.law, facts=(("act", act),))
        return row

    def open_to(self, stage: str, role: str) -> tuple[Move, ...]:
        """What `role` may do at `stage`: the buttons on the desk."""
        return tuple(m for m in self.moves if m.source == stage and role in m.by)

    def problems(self) -> list[str]:
        """Flaws of the table itself: two rows for one (stage, act), unreachable stages, dead ends, rows without law."""
        found = []
        seen: set[tuple[str, str]] = set()
        for m in self.moves:
            if (m.source, m.act) in seen:
                found.append(f"{self.name}: {m.act} at {m.source} stands twice")
            seen.add((m.source, m.act))
            if not m.law:
                found.append(f"{self.name}: {m.act} at {m.source} cites no article")
            if not m.by:
                found.append(f"{self.name}: nobody may {m.act} at {m.source}")
        stages = {self.first, *(m.source for m in self.moves), *(m.target for m in self.moves)}
        found += [f"{self.name}: {stage} cannot be reached" for stage in sorted(stages - self._reachable())]
        left = {m.source for m in self.moves}
        found += [f"{self.name}: {stage} is a dead end" for stage in sorted(stages - left - self.last)]
        return found

    def _reachable(self) -> set[StrEnum]:
        reached, frontier = {self.first}, [self.first]
        while frontier:
            stage = frontier.pop()
            for m in self.moves:
                if m.source == stage and m.target not in reached:
                    reached.add(m.target)
                    frontier.append(m.target)
        return reached

    def mermaid(self) -> str:
        """The drawing for the documents."""
        lines = ["stateDiagram-v2", f"  [*] --> {self.first}"]
        lines += [f"  {m.source} --> {m.target}: {m.act} ({m.law})" for m in self.moves]
        lines += [f"  {stage} --> [*]" for stage in sorted(self.last)]
        return "\n".join(lines)


def roles(*names: str) -> frozenset[str]:
    """A set of roles, for readable rows."""
    return frozenset(names)


def guards(names: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """The names of those guards that hold."""
    return frozenset(name for name, holds in names if holds)

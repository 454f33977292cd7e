"""Procedures as tables: each row says who may do which act at which stage, under which article, and where it leads.

The same table gives the decision, the permission, the buttons, the drawing and the tests (house.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Guard


@dataclass(frozen=True, slots=True)
class Move:
    """One row: at `source`, `act` leads to `target`, done by a role in `by`, when every guard in `needs` holds.

    A guard is a name; the act works out which guards hold and hands them to `Procedure.decide`. `online`: the step of
    online conduct whose consent the act needs when it is done online. `starts`, `ends`: periods by their id in the
    table of periods that begin to run, or are over, with the act. `basis`: "text" when the article was read, "memory"
    when it is known and must be checked before it is relied on.
    """

    act: StrEnum
    source: StrEnum
    target: StrEnum
    by: frozenset[str]
    law: str
    needs: frozenset[str] = frozenset()
    online: StrEnum | None = None
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    basis: str = "text"


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done, under which article, when."""

    act: str
    law: str
    at: date | datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its procedure and stage, all that was done so far, and the periods that run.

    `running`: the id of each period with the event that started it.
    """

    procedure: str
    stage: str
    done: tuple[Done, ...] = ()
    running: tuple[tuple[str, date | datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A move table with its first stage and the stages at which it may rest for ever.

    `term` and `law`: its name and its articles, for procedures of the law. `starts`: its own periods, which run from
    its first stage on until a stage of `closed` or a last one. `refusals`: the prefix of the reasons with which it
    refuses, when it shares them with others.
    """

    name: str
    first: StrEnum
    last: frozenset[StrEnum]
    moves: tuple[Move, ...]
    term: str = ""
    law: str = ""
    starts: tuple[str, ...] = ()
    closed: frozenset[StrEnum] = frozenset()
    refusals: str = ""

    @property
    def prefix(self) -> str:
        """What the reasons of its refusals begin with."""
        return self.refusals or self.name

    @property
    def stages(self) -> tuple[StrEnum, ...]:
        """Every stage, in the order of the table."""
        named = [self.first, *(stage for m in self.moves for stage in (m.source, m.target))]
        return tuple(dict.fromkeys(named))

    @property
    def guards(self) -> frozenset[str]:
        """Every guard that some row needs."""
        return frozenset(guard for m in self.moves for guard in m.needs)

    def decide(self, stage: str, act: StrEnum, *, role: str, holds: Collection[str] = ()) -> Move | Refusal:
        """The row that allows `act` now, or which of stage, role and guards stands in the way."""
        return _decide(self.moves, self.prefix, stage, act, role, holds)

    def allows(self, stage: str, act: StrEnum) -> bool:
        """Whether somebody may do `act` at `stage`: how reactions and pages ask where a case stands."""
        return any(m.source == stage and m.act == act for m in self.moves)

    def begin(self, at: date | datetime) -> Standing:
        """A case that enters the procedure by its first stage."""
        return Standing(self.name, self.first, running=tuple((rule, at) for rule in self.starts))

    def step(
        self, standing: Standing, act: StrEnum, *, role: str, at: date | datetime, holds: Collection[str] = ()
    ) -> Standing | Refusal:
        """Where the case stands when `act` was done at `at`; its own periods are over when it is closed."""
        row = self.decide(standing.stage, act, role=role, holds=holds)
        if isinstance(row, Refusal):
            return row
        over = {*row.ends, *row.starts, *(self.starts if row.target in self.last | self.closed else ())}
        running = [(rule, since) for rule, since in standing.running if rule not in over]
        return Standing(
            self.name,
            row.target,
            (*standing.done, Done(act, row.law, at)),
            (*running, *((rule, at) for rule in row.starts)),
        )

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
        reached = self._reachable()
        found += [f"{self.name}: {stage} cannot be reached" for stage in sorted(set(self.stages) - reached)]
        left = {m.source for m in self.moves if m.target != m.source}
        found += [f"{self.name}: {stage} is a dead end" for stage in sorted(set(self.stages) - left - self.last)]
        found += [f"{self.name}: {stage} is no stage of its rows" for stage in sorted(self.last - set(self.stages))]
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
        """The drawing for the documents: one arrow from stage to stage, with every act that leads along it."""
        arrows: dict[tuple[str, str], list[str]] = {}
        for m in self.moves:
            # A semicolon would end the line of the drawing, a colon the label.
            law = m.law.replace("; ", "；").replace(": ", "：")
            arrows.setdefault((m.source, m.target), []).append(f"{_told(m.act)} ({law})")
        lines = ["stateDiagram-v2"]
        lines += [f"  {stage}: {_told(stage)}" for stage in self.stages if getattr(stage, "term", "")]
        lines += [f"  [*] --> {self.first}"]
        lines += [f"  {source} --> {target}: {'<br>'.join(acts)}" for (source, target), acts in arrows.items()]
        lines += [f"  {stage} --> [*]" for stage in sorted(self.last)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a case passes from one procedure into another, and what it takes along.

    `stages`: at which stages it may happen, and where the case then stands; `limits`: which period takes the place of
    which, counted from the same event; `starts`: periods that begin with it. All that was done stays done.
    """

    act: StrEnum
    source: Procedure
    target: Procedure
    stages: tuple[tuple[StrEnum, StrEnum], ...]
    by: frozenset[str]
    law: str
    needs: frozenset[str] = frozenset()
    limits: tuple[tuple[str, str], ...] = ()
    starts: tuple[str, ...] = ()
    basis: str = "text"

    @property
    def moves(self) -> tuple[Move, ...]:
        """Its rows: one for each stage at which it may happen."""
        return tuple(Move(self.act, a, b, self.by, self.law, self.needs, basis=self.basis) for a, b in self.stages)

    def problems(self) -> list[str]:
        """Stages that the procedures do not have, a stage named twice, no article."""
        name = f"{self.act} from {self.source.name} to {self.target.name}"
        found = [f"{name}: no stage {a}" for a, _ in self.stages if a not in self.source.stages]
        found += [f"{name}: no stage {b}" for _, b in self.stages if b not in self.target.stages]
        if len({a for a, _ in self.stages}) != len(self.stages) or not self.stages:
            found.append(f"{name}: each stage stands once, and there is one at least")
        if not self.law or not self.by:
            found.append(f"{name}: cites no article, or nobody may do it")
        return found


def convert(
    standing: Standing, conversion: Conversion, *, role: str, at: date | datetime, holds: Collection[str] = ()
) -> Standing | Refusal:
    """The case in its new procedure, or why it stays.

    What was done stays done: the new list of acts begins with the old one. A period that takes another's place is
    counted from the same event; every other period runs on.
    """
    if standing.procedure != conversion.source.name:
        facts = (("act", conversion.act), ("stage", standing.procedure), ("possible", conversion.source.name))
        return Refusal(f"{conversion.source.prefix}.not_at_this_stage", conversion.law, facts=facts)
    row = _decide(conversion.moves, conversion.source.prefix, standing.stage, conversion.act, role, holds)
    if isinstance(row, Refusal):
        return row
    renamed = dict(conversion.limits)
    kept = [(renamed.get(rule, rule), since) for rule, since in standing.running if rule not in conversion.starts]
    return replace(
        standing,
        procedure=conversion.target.name,
        stage=row.target,
        done=(*standing.done, Done(conversion.act, row.law, at)),
        running=(*kept, *((rule, at) for rule in conversion.starts)),
    )


def _decide(
    rows: Iterable[Move], prefix: str, stage: str, act: StrEnum, role: str, holds: Collection[str]
) -> Move | Refusal:
    with_act = [m for m in rows if m.act == act]
    if not with_act:
        return Refusal(f"{prefix}.not_in_this_procedure", "house rule: the procedure's table", facts=(("act", act),))
    row = next((m for m in with_act if m.source == stage), None)
    if row is None:
        possible = ", ".join(sorted({m.source for m in with_act}))
        facts = (("act", act), ("stage", stage), ("possible", possible))
        return Refusal(f"{prefix}.not_at_this_stage", with_act[0].law, facts=facts)
    if role not in row.by:
        able = ", ".join(sorted(row.by))
        return Refusal(f"{prefix}.not_your_act", row.law, facts=(("act", act), ("by", able)))
    missing = sorted(row.needs.difference(holds))
    if missing:
        return Refusal(f"{prefix}.{missing[0]}", _law_of(missing[0], row), facts=(("act", act),))
    return row


def _law_of(guard: str, row: Move) -> str:
    named = next(name for name in row.needs if name == guard)
    return named.law if isinstance(named, Guard) else row.law


def _told(word: StrEnum) -> str:
    term = getattr(word, "term", "")
    return f"{word} {term}" if term else str(word)


def roles(*names: str) -> frozenset[str]:
    """A set of roles, for readable rows."""
    return frozenset(names)


def guards(names: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """The names of those guards that hold."""
    return frozenset(name for name, holds in names if holds)


def stay(
    stages: Collection[StrEnum],
    act: StrEnum,
    by: frozenset[str],
    law: str,
    *,
    needs: frozenset[str] = frozenset(),
    online: StrEnum | None = None,
    starts: tuple[str, ...] = (),
    ends: tuple[str, ...] = (),
) -> tuple[Move, ...]:
    """Rows of an act that leaves the case at its stage, one for each of `stages`."""
    return tuple(Move(act, stage, stage, by, law, needs, online, starts, ends) for stage in stages)


def each(
    stages: Collection[StrEnum],
    act: StrEnum,
    target: StrEnum,
    by: frozenset[str],
    law: str,
    *,
    needs: frozenset[str] = frozenset(),
    starts: tuple[str, ...] = (),
    ends: tuple[str, ...] = (),
) -> tuple[Move, ...]:
    """Rows of an act that leads from each of `stages` to `target`."""
    return tuple(Move(act, stage, target, by, law, needs, None, starts, ends) for stage in stages)

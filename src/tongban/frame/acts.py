"""An act: the only way to change the state of a court's business (house.md, law 1).

    with act(by=actor, at=now) as record:
        ...decide, change rows...
        record(FilingAccepted(...), under="CPL 126", case=case.uid)

The block is one transaction. Each `record` makes one entry in the register, in the same transaction; an act that
records nothing is refused. Steps of a lower floor take the `record` of the act they serve.

What an act writes about itself (entries, due work, seals) nobody reads before it ends: such rows go to `later` and are
written together as the last thing in the transaction, one statement for each table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import models, transaction

from tongban.kernel.actor import Actor
from tongban.kernel.facts import Fact

M = TypeVar("M", bound=models.Model)


class DueRef(Protocol):
    """A piece of due work, as the worker hands it to a reaction."""

    @property
    def id(self) -> int:
        """The due work's row."""
        ...

    @property
    def entry_id(self) -> int:
        """The entry that made it due."""
        ...


class Recorder(Protocol):
    """Makes one entry; the register floor provides it."""

    def __call__(self, recording: Recording, fact: Fact, *, under: str, case: UUID | None) -> None:
        """Enter `fact` in the register, with what follows from it, in the transaction of the open act."""
        ...


class Gate(Protocol):
    """Judges each fact before it is recorded: the floor of people who acts, the floor of cases in which case."""

    def __call__(self, recording: Recording, fact: Fact, case: UUID | None) -> None:
        """Raise `Refused` when the actor may not do this, in this case; the act then leaves no trace."""
        ...


class Opening(Protocol):
    """Judges who acts before anything is done: what an act changes would hide what spoke against it."""

    def __call__(self, recording: Recording) -> None:
        """Raise `Refused` when the actor may do nothing at all now; the act then leaves no trace."""
        ...


class ActMisused(RuntimeError):  # noqa: N818 - it names the programmer's mistake
    """An act within an act, an act that recorded nothing, or an act before the register was installed."""


class NothingToDo(Exception):  # noqa: N818 - it is an answer, not an error
    """Raised inside an act that finds, under its locks, that all is done already: the act ends without a trace."""


class Recording:
    """The open act: who, when, why; call it to record a fact."""

    def __init__(self, *, by: Actor, at: datetime, fulfils: DueRef | None) -> None:
        if at.tzinfo is None:
            message = "an act needs an aware time"
            raise ActMisused(message)
        self.by, self.at, self.fulfils = by, at, fulfils
        self.facts = 0
        """How many were recorded until now."""
        self.open_cases: set[UUID] = set()
        """Cases in which the actor may act: judged once in an act."""
        self._later: dict[type[models.Model], list[models.Model]] = {}

    def __call__(self, fact: Fact, *, under: str, case: UUID | None = None) -> None:
        """Record `fact` on the basis `under`."""
        if _recorder is None or len(_gates) < GATES:
            message = "no recorder or no gate: the floors of the register, of people and of cases are not installed"
            raise ActMisused(message)
        for gate in _gates:
            gate(self, fact, case)
        _recorder(self, fact, under=under, case=case)
        self.facts += 1

    def later(self, *rows: models.Model) -> None:
        """Write new `rows` when the act ends, in its transaction, in the order given; the act itself cannot read them.

        A row may name an earlier one of another table that is not written yet: what is named is given first.
        """
        for row in rows:
            self._later.setdefault(type(row), []).append(row)

    def write(self) -> None:
        """Write what was left for later; `act` calls it once, as the last thing in the transaction."""
        for table, rows in self._later.items():
            table._default_manager.bulk_create(rows)
        self._later.clear()


_open: ContextVar[Recording | None] = ContextVar("open_act", default=None)
_recorder: Recorder | None = None
_openings: list[Opening] = []
_gates: list[Gate] = []
GATES = 3
"""How many floors stand at the gate; without all of them nothing is recorded."""


def install_recorder(recorder: Recorder) -> None:
    """Called once by the register floor."""
    global _recorder  # noqa: PLW0603 - the one port between two floors, set at start
    _recorder = recorder


def install_gate(gate: Gate) -> None:
    """Called once by each floor that stands at the gate: no act passes without them all."""
    _gates.append(gate)


def install_opening(opening: Opening) -> None:
    """Called once by each floor that judges an act before it begins."""
    _openings.append(opening)


def act_is_open() -> bool:
    """True inside the block of an act."""
    return _open.get() is not None


@contextmanager
def act(*, by: Actor, at: datetime, fulfils: DueRef | None = None) -> Iterator[Recording]:
    """Open an act by `by` at `at`; `fulfils` names the due work that it carries out (done exactly once).

    `NothingToDo` raised inside takes everything back and ends the block quietly.
    """
    if act_is_open():
        message = "an act within an act: pass the outer act's `record` instead"
        raise ActMisused(message)
    recording = Recording(by=by, at=at, fulfils=fulfils)
    with suppress(NothingToDo), transaction.atomic():
        token = _open.set(recording)
        try:
            for opening in _openings:
                opening(recording)
            yield recording
            if not recording.facts:
                message = "this act recorded nothing"
                raise ActMisused(message)
            recording.write()
        finally:
            _open.reset(token)


def locked(rows: models.QuerySet[M]) -> models.QuerySet[M]:
    """`rows` locked until the act ends (SQLite holds the whole database already: transactions are IMMEDIATE)."""
    return rows.select_for_update()

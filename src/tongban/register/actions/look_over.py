"""Looking the register over: what the operations page and the president see. It changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.register.actions.stamps import stamps_stand
from tongban.register.adapters.triggers import missing_triggers
from tongban.register.queries import counts, failing_work_at, kind_of_error, newest_audit
from tongban.register.vocabulary import EntryView, StampsStand


@dataclass(frozen=True, slots=True)
class Failing:
    """Work that keeps failing: what, how often it was tried, and the kind of the last error."""

    reaction: str
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class Health:
    """`counts` as `queries.counts` gives them; `audit` is the newest comparison with the ledger.

    `missing_triggers` must be empty, else the register can be changed. `stamps` is None where no time stamps are made.
    """

    counts: dict[str, int]
    audit: EntryView | None
    missing_triggers: tuple[str, ...]
    failing: tuple[Failing, ...]
    stamps: StampsStand | None


def look_over(court: str, cases: QuerySet[Any] | Collection[UUID]) -> Health:
    """How register and ledger stand now; of what keeps failing only the work of `court` and of `cases`."""
    failing = tuple(
        Failing(due.reaction, due.attempts, kind_of_error(due.last_error)) for due in failing_work_at(court, cases)
    )
    return Health(counts(), newest_audit(), tuple(missing_triggers()), failing, stamps_stand())

"""Refuses writes to domain tables outside an act, on every connection, in production too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from tongban.frame.acts import act_is_open

_WRITE = re.compile(
    r"""\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO|MERGE\s+INTO|TRUNCATE|COPY)
    (?:\s+(?:TABLE|ONLY))*\s+(?:"?\w+"?\s*\.\s*)?"?(\w+)"?""",
    re.IGNORECASE | re.VERBOSE,
)
_lifted: ContextVar[str] = ContextVar("write_guard_lifted", default="")


class WriteOutsideAct(RuntimeError):  # noqa: N818 - the name says what happened
    """A domain table was written without an open act."""


@cache
def guarded_tables() -> frozenset[str]:
    """Tables of the house whose model names no reason to be written outside acts."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("tongban.") and not getattr(model, "outside_acts", "")
    )


def check_write(sql: str) -> None:
    """Raise `WriteOutsideAct` when `sql` writes a guarded table and no act is open."""
    if sql[:1] in "Ss" or act_is_open() or _lifted.get():
        return
    for table in _WRITE.findall(sql):
        if table in guarded_tables():
            message = f"{table} was written without an act (house.md, law 1): use `with act(...)`"
            raise WriteOutsideAct(message)


@contextmanager
def lifted(reason: str) -> Iterator[None]:
    """Lift the guard for migrations and re-encryption, which change no fact; `reason` is for the reader."""
    token = _lifted.set(reason)
    try:
        yield
    finally:
        _lifted.reset(token)


def guard_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Receiver of `connection_created`. A connection that opens anew keeps its wrappers: one guard is enough."""
    if _guarded not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guarded)


def _guarded(execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]) -> Any:  # noqa: ANN401, FBT001 - Django's signature
    check_write(sql)
    return execute(sql, params, many, context)

"""An act against its own SQL: accepting a filing, and the same statements replayed on the same connection.

Each round works on two filings that are alike. One is accepted. The other is accepted and taken back while its SQL is
noted, and then that SQL is replayed: so the two leave the same rows. Two ways are measured: whole transactions, from
BEGIN to COMMIT on the disk, which is what a person waits for; and the bare work between them. The goal of the issue,
for whole transactions: the act takes at most 5 times the time of its SQL.

    .venv/bin/python bench/act.py            on SQLite, then on a PostgreSQL of its own (which does not wait for disks)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from statistics import median
from typing import Any

from _platform import ROOT, enter, folder, house, init, show

GOAL = 5
ROUNDS, COLD = 60, 10
Statement = tuple[str, Any, bool]
BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN")


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def captured(do: Callable[[], object]) -> list[Statement]:
    """The statements of `do`, without the transaction's own."""
    from django.db import connection

    seen: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001 - Django's
        seen.append((sql, params, many))
        return execute(sql, params, many, context)

    with taken_back(), connection.execute_wrapper(note):
        do()
    put_sequences_back()
    return [statement for statement in seen if not statement[0].startswith(BRACKETS)]


def put_sequences_back() -> None:
    """Let PostgreSQL give the same ids again after a transaction was taken back; SQLite does so by itself."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    tables = [model for model in apps.get_models() if model.__module__.startswith("tongban.")]
    for sql in connection.ops.sequence_reset_sql(no_style(), tables):
        with connection.cursor() as cursor:
            cursor.execute(sql)


def replay(statements: list[Statement]) -> None:
    """The same statements on the same connection; what they answer is fetched."""
    from django.db import connection

    from tongban.frame.guard import lifted

    with lifted("benchmark: the SQL of an act without the act"):
        _replay(connection, statements)


def _replay(connection: Any, statements: list[Statement]) -> None:  # noqa: ANN401 - Django's connection
    for sql, params, many in statements:
        with connection.cursor() as cursor:
            (cursor.executemany if many else cursor.execute)(sql, params)
            if cursor.description:
                cursor.fetchall()


def milliseconds(do: Callable[[], object], transaction: AbstractContextManager[object]) -> float:
    """How long `do` takes in `transaction`."""
    started = time.perf_counter()
    with transaction:
        do()
    return (time.perf_counter() - started) * 1000


def bare(do: Callable[[], object]) -> float:
    """How long `do` takes in a transaction that is open already and taken back afterwards."""
    with taken_back():
        return milliseconds(do, nullcontext())


def measure() -> None:
    """Accept filings, and replay what that does."""
    from django.db import connection
    from django.db.transaction import atomic

    from tongban.filing.actions.decide import accept

    here = house()

    def acceptance() -> Callable[[], object]:
        return partial(accept, here.filing(), by=here.clerk, at=here.at)

    times: dict[str, list[float]] = {"act": [], "sql": [], "bare act": [], "bare sql": []}
    for turn in range(COLD + ROUNDS):
        one, other = acceptance(), acceptance()
        statements = captured(one)
        again = partial(replay, statements)
        took = {"bare act": bare(one), "bare sql": bare(again)}
        put_sequences_back()
        took |= {"sql": milliseconds(again, atomic()), "act": milliseconds(other, nullcontext())}
        for name, value in took.items() if turn >= COLD else ():
            times[name].append(value)
    assert len(statements) > 10, "the act's SQL was not seen"
    print(f"{connection.vendor}: accepting a filing, {len(statements)} statements, {ROUNDS} rounds")
    mid = {name: median(values) for name, values in times.items()}
    show("  the act with its commit, median", mid["act"], "ms")
    show("  its SQL replayed with a commit, median", mid["sql"], "ms")
    show("  ratio of the medians", mid["act"] / mid["sql"], "times", GOAL)
    show("  the act between BEGIN and COMMIT, median", mid["bare act"], "ms")
    show("  its SQL replayed between BEGIN and COMMIT, median", mid["bare sql"], "ms")
    show("  ratio of the medians, without any disk", mid["bare act"] / mid["bare sql"], "times")


def main() -> None:
    """Each database in a process of its own."""
    if sys.argv[1:] == ["here"]:
        with folder() as home:
            init(home)
            enter(home)
            measure()
        return
    import pgcluster

    os.environ.pop("TONGBAN_DATABASE_URL", None)
    one = [sys.executable, __file__, "here"]
    subprocess.run(one, check=True, cwd=ROOT)
    with pgcluster.cluster() as lent:
        subprocess.run(one, check=True, cwd=ROOT, env=pgcluster.environment(lent.url))


if __name__ == "__main__":
    main()

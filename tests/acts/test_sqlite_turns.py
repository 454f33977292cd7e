"""Writers to SQLite take turns (docs/decisions/0011): nobody is told "database is locked" while the court works."""

from __future__ import annotations

import gc
import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from tongban.wiring.sqlite import turns

pytestmark = pytest.mark.only_on("sqlite")


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_hungry_writer_comes_before_those_who_begin_without_pause(committed: None) -> None:
    """The others hold the database nearly always; without turns this one would be lucky to find a gap."""
    ended = threading.Event()

    def hold_again_and_again() -> None:
        while not ended.is_set():
            with transaction.atomic():
                time.sleep(0.02)

    others = [in_a_thread(hold_again_and_again) for _ in range(6)]
    try:
        came = time.monotonic()
        for _ in range(3):
            with transaction.atomic():
                pass
        waited = time.monotonic() - came
    finally:
        ended.set()
        for other in others:
            other.join()
    assert waited < 3 * (turns.HUNGRY + 3)


def test_a_write_outside_a_transaction_takes_its_turn_too(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    connection.ensure_connection()
    session = Session(session_key="a", session_data="", expire_date=timezone.now())
    with turns.alone(connection.path), pytest.raises(OperationalError, match="database is locked"):
        session.save(force_insert=True)
    session.save(force_insert=True)
    assert Session.objects.count() == 1


def test_patience_ends_when_a_writer_hangs_and_the_next_one_begins_when_it_has_ended(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "HUNGRY", 0.05)
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    holds, ended = threading.Event(), threading.Event()

    def hang() -> None:
        with transaction.atomic():
            holds.set()
            ended.wait(20)

    hanging = in_a_thread(hang)
    assert holds.wait(20)
    with pytest.raises(OperationalError, match="database is locked"), transaction.atomic():
        pass
    ended.set()
    hanging.join()
    with transaction.atomic():
        assert connection.in_atomic_block


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path, context = str(tmp_path / "file"), multiprocessing.get_context("fork")
    holds = context.Event()

    def hold() -> None:
        with turns.alone(path):
            holds.set()
            time.sleep(60)

    killed = context.Process(target=hold)
    killed.start()
    assert holds.wait(20)
    killed.kill()
    killed.join()
    with turns.alone(path):
        assert Path(f"{path}-queue").exists()


def test_garbage_of_a_waiting_connection_holds_up_nobody(committed: None) -> None:
    """Who waits inside SQLite holds his connection's lock; a writer that collects his garbage would wait for it."""
    begun, waiting, session = threading.Event(), threading.Event(), Session(session_key="b", session_data="")
    session.expire_date = timezone.now()

    def litter_and_wait() -> None:
        connection.ensure_connection()
        connection.connection.execute("PRAGMA busy_timeout = 60000")
        half_read = connection.connection.cursor()
        half_read.execute("SELECT 1 UNION SELECT 2").fetchone()
        knot: list[object] = [half_read]
        knot.append(knot)
        del half_read, knot
        assert begun.wait(20)
        waiting.set()
        session.save(force_insert=True)

    gc.disable()
    try:
        waits = in_a_thread(litter_and_wait)
        with transaction.atomic():
            begun.set()
            assert waiting.wait(20)
            time.sleep(0.3)
            came = time.monotonic()
            gc.collect()
            collected = time.monotonic() - came
        waits.join()
    finally:
        gc.enable()
    assert collected < 30, "half of what the other would wait inside SQLite"
    assert Session.objects.filter(session_key="b").exists()

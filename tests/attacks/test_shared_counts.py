"""Where several machines serve one platform, all count together, in its PostgreSQL."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from tongban.wiring import shared_counts
from tongban.wiring.counts import lines
from tongban.wiring.platform import Platform, PlatformMisconfigured
from tongban.wiring.shared_counts import SharedCounts

on_server = pytest.mark.only_on("postgresql")


def _put_away() -> None:
    if known := lines.__dict__.pop("server", None):
        known.close()


@pytest.fixture
def counts(db: None) -> Iterator[SharedCounts]:
    made = SharedCounts("", {})
    made.clear()
    yield made
    made.clear()
    _put_away()


@on_server
def test_counts_are_exact_when_many_machines_try_at_once(counts: SharedCounts) -> None:
    counts.add("tries", 0, 60)

    def machine() -> None:
        for _ in range(50):
            counts.incr("tries")
        _put_away()

    threads = [threading.Thread(target=machine) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert counts.get("tries") == 200


@on_server
def test_a_count_that_ran_out_is_none(counts: SharedCounts) -> None:
    assert counts.add("a", 5, 0.05)
    assert not counts.add("a", 6, 60)
    time.sleep(0.1)
    assert counts.get("a") is None
    with pytest.raises(ValueError, match="a"):
        counts.incr("a")
    assert counts.add("a", 7, 60)
    assert counts.incr("a", 3) == 10
    counts.set("a", [1.5, 2.5], 60)
    assert counts.get("a") == [1.5, 2.5]
    assert counts.touch("a", 60)
    assert counts.delete("a")
    assert not counts.delete("a")


@on_server
def test_what_was_counted_stays_when_a_page_takes_its_work_back(counts: SharedCounts) -> None:
    with transaction.atomic():
        counts.add("tries", 1, 60)
        transaction.set_rollback(True)
    assert counts.get("tries") == 1


@on_server
def test_the_table_is_not_logged(counts: SharedCounts) -> None:
    counts.add("tries", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'counts'")
        assert cursor.fetchone() == ("u",)


@on_server
def test_a_line_that_broke_is_made_anew(counts: SharedCounts) -> None:
    counts.add("tries", 1, 60)
    lines.server.close()
    assert counts.incr("tries") == 2


@on_server
def test_a_court_goes_on_when_the_server_does_not_count(
    counts: SharedCounts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def silent() -> psycopg.Connection:
        raise psycopg.OperationalError

    monkeypatch.setattr(shared_counts, "_server", silent)
    assert counts.add("tries", 1, 60)
    assert counts.incr("tries") == 1
    assert counts.get("tries") is None
    assert "attempts are not counted" in caplog.text


def test_several_machines_need_a_database_that_they_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TONGBAN_DATABASE_URL", raising=False)
    text = 'slug = "x"\ntree = ["渝"]\nseveral_machines = '
    (tmp_path / "platform.toml").write_text(f"{text}true\n")
    with pytest.raises(PlatformMisconfigured, match="PostgreSQL"):
        Platform.load(tmp_path)
    (tmp_path / "platform.toml").write_text(f'{text}"yes"\n')
    with pytest.raises(PlatformMisconfigured, match="several_machines"):
        Platform.load(tmp_path)
    (tmp_path / "platform.toml").write_text(f'{text}true\ndatabase = "postgresql://db/tongban"\n')
    assert Platform.load(tmp_path).several_machines

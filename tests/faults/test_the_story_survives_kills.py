"""The whole story while platforms are killed with -9 at random moments: it goes on, and all happens exactly once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import courtlog
from courtlog.issue import content_of
from tongban.cli.demo.hand import HttpHand
from tongban.cli.demo.run import play_all
from tongban.cli.demo.stage import CHONGQING, SICHUAN, PlatformPlan, Stage, free_port
from tongban.wiring.clock import Clock

pytestmark = [pytest.mark.once, pytest.mark.long, pytest.mark.timeout(900)]

KILLS = 8
SETTLED_WITHIN = 120
"""Seconds that the platforms may need after the last kill to do what is left."""
PAUSE = (2.0, 6.0)
"""Seconds between two kills: the story takes some forty, each start of a platform some five."""


# Minutes long, so it belongs to `make test-all`; `make test` kills during an errand: test_killed_platforms.py.
@pytest.mark.heavy(keep=0)
def test_platforms_killed_at_any_moment_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "demo", free_port(), Clock.wall)
    over = threading.Event()
    killed: list[str] = []
    try:
        stage.prepare()
        stage.start()
        chance = random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:kills")
        killer = threading.Thread(target=_kill, args=(stage, chance, over, killed))
        killer.start()

        def make(plan: PlatformPlan, language: str) -> HttpHand:
            return HttpHand(stage.url(plan), language)

        played = play_all(stage, make, tmp_path / "summary.json", threading.Event())
        over.set()
        killer.join()
        assert played, f"the story broke off after these kills: {killed}"
        assert killed
        _come_to_rest(stage)
    finally:
        over.set()
        stage.stop()
    _everything_once(stage)


def _come_to_rest(stage: Stage) -> None:
    """Wait until both platforms have done what was due: the last kill may have left messages on their way."""
    end = time.monotonic() + SETTLED_WITHIN
    while any(_waiting(stage.home(plan)) or stage.check(plan)["to_seal"] for plan in (CHONGQING, SICHUAN)):
        assert time.monotonic() < end, "something stayed undone"
        time.sleep(1)


def _waiting(home: Path) -> int:
    """Work that could be done now; not what waits for a day that the story does not reach."""
    now = "not_before <= (SELECT max(at) FROM register_entry)"
    with closing(sqlite3.connect(home / "platform.sqlite3")) as database:
        query = f"SELECT count(*) FROM register_due WHERE done_at IS NULL AND (attempts > 0 OR {now})"  # noqa: S608 - of our own words
        return int(database.execute(query).fetchone()[0])


def _kill(stage: Stage, chance: random.Random, over: threading.Event, killed: list[str]) -> None:
    """Kill one platform's supervisor and all its processes, a few times; the stage starts it again."""
    while len(killed) < KILLS and not over.wait(chance.uniform(*PAUSE)):
        plan = chance.choice((CHONGQING, SICHUAN))
        for pid in _family(stage.processes[plan.slug].pid):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        killed.append(plan.slug)
        stage.wait_until_up(plan)


def _family(pid: int) -> list[int]:
    """A process and all that descend from it, the eldest first."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found


def _everything_once(stage: Stage) -> None:
    chongqing, sichuan = (_facts(stage.home(plan)) for plan in (CHONGQING, SICHUAN))
    assert [row["serial"] for row in chongqing["numbers"]] == [1], "one case, one number"
    events = Counter(chongqing["events"])
    for event in ("filing_accepted", "case_docketed", "charge_paid", "hearing_opened", "judgment_effective"):
        assert events[event] == 1, event
    papers = Counter(chongqing["papers"])
    for paper in ("filing/acceptance_notice", "fees/payment_notice", "hearings/record", "judgments/judgment"):
        assert papers[paper] == 1, paper
    for here, there, peer in ((chongqing, sichuan, "chongqing"), (sichuan, chongqing, "sichuan")):
        assert here["failing"] == []
        assert here["positions"] == list(range(len(here["positions"]))), "every seal once, and nothing else but heads"
        assert sorted(here["sent"]) == sorted(uid for uid, sender in there["received"] if sender == peer)


def _anchored(home: Path) -> list[int]:
    """Where other courts' heads stand in the ledger."""
    reader = courtlog.LogReader(home / "ledger")
    return [index for index in range(reader.size) if content_of(reader.entry(index))]


def _facts(home: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(home / "platform.sqlite3")) as database:

        def column(query: str) -> list[Any]:
            return [row[0] for row in database.execute(query)]

        return {
            "numbers": [{"serial": last} for last in column("SELECT last FROM cases_serial WHERE court = '渝0103'")],
            "events": column("SELECT event FROM register_entry"),
            "papers": column("SELECT paper FROM documents_document WHERE origin = 'paper'"),
            "positions": sorted([*column("SELECT position FROM register_seal"), *_anchored(home)]),
            "failing": column("SELECT reaction || last_error FROM register_due WHERE done_at IS NULL AND attempts > 5"),
            "sent": column("SELECT uid FROM federation_outbound"),
            "received": list(database.execute("SELECT uid, peer FROM federation_inbound")),
        }

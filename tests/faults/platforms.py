"""Real platforms for the tests of faults: processes of their own, which can be killed and started again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pgcluster import free_port

ROOT = Path(__file__).resolve().parents[2]
HAND = Path(__file__).with_name("platform_hand.py")
PATIENCE = 90.0
"""Seconds within which the platforms must have come to rest after a kill, on a busy machine."""


class Platform:
    """A platform with processes of its own, which can be killed and started again."""

    def __init__(self, home: Path, slug: str, tree: str, **settings: str) -> None:
        self.home, self.slug, self.tree, self.port = home, slug, tree, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        here = f"{ROOT}{os.pathsep}{ROOT / 'src'}"
        self.env = {k: v for k, v in os.environ.items() if k != "TONGBAN_DATABASE_URL"}
        self.env |= {"TONGBAN_HOME": str(home), "PYTHONPATH": here, "DJANGO_SETTINGS_MODULE": "tongban.wiring.settings"}
        further = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
        hosted = ["--tree", tree] if tree else []
        self.run("init", "--slug", slug, "--name", slug, *hosted, "--url", self.url, *further)

    def run(self, *words: str) -> str:
        """A command of the program `tongban` on this platform."""
        command = [sys.executable, "-m", "tongban.wiring.command", "--home", str(self.home), *words]
        return subprocess.run(command, check=True, env=self.env, capture_output=True, text=True).stdout

    def hand(self, step: str, *words: str, script: Path = HAND) -> dict[str, Any]:
        """A step by a person, as the script of that hand tells it."""
        done = subprocess.run(
            [sys.executable, str(script), step, *words], check=False, env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self) -> None:
        """Serve, in a process group of its own."""
        command = [sys.executable, "-m", "tongban.wiring.command", "--home", str(self.home), "serve"]
        log = (self.home / "serve.log").open("ab")
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], env=self.env, stdout=log, stderr=log, process_group=0
        )
        log.close()

    def kill(self) -> None:
        """Kill all its processes at once, as a power cut does."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        """What stands in the database; `values` for the question marks of `sql`."""
        with contextlib.closing(sqlite3.connect(self.home / "platform.sqlite3", timeout=30)) as database:
            return database.execute(sql, values).fetchall()

    def at_rest(self) -> bool:
        """No work is due and everything asked for is sealed."""
        due = "SELECT 1 FROM register_due WHERE done_at IS NULL AND not_before <= strftime('%Y-%m-%d %H:%M:%f', 'now')"
        return not self.rows(due) and not self.rows("SELECT 1 FROM register_seal WHERE proven_at IS NULL")


def wait(until: Callable[[], object], what: str, *platforms: Platform) -> None:
    """Wait until something is so; tells what still fails when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            open_work = [
                p.rows("SELECT reaction, last_error FROM register_due WHERE done_at IS NULL") for p in platforms
            ]
            logs = "\n".join((p.home / "serve.log").read_text()[-1500:] for p in platforms)
            pytest.fail(f"{what}: {open_work}\n{logs}")
        time.sleep(0.1)

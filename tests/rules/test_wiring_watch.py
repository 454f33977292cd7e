"""The watchman: the commands it is given, and a process that ends is started again until it is told to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tongban.wiring.watch import SEPARATOR, commands_in

WITHIN = 30


@pytest.mark.parametrize(
    ("words", "commands"),
    [
        ([], {}),
        (["--", "web", "a", "--port=1"], {"web": ["a", "--port=1"]}),
        (["--", "web", "a", "-x", "--", "worker", "b"], {"web": ["a", "-x"], "worker": ["b"]}),
    ],
)
def test_commands_are_read_by_name(words: list[str], commands: dict[str, list[str]]) -> None:
    assert commands_in(words) == commands


def test_what_ends_is_started_again_and_all_end_with_the_watchman(tmp_path: Path) -> None:
    told = tmp_path / "told"
    child = f"import os, time; open({str(told)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(0.2)"
    words = ["-m", "tongban.wiring.watch", SEPARATOR, "short", sys.executable, "-c", child]
    watchman = subprocess.Popen([sys.executable, *words])
    end = time.monotonic() + WITHIN
    while not told.exists() or len(told.read_text().split()) < 2:
        assert time.monotonic() < end, "it was not started again"
        time.sleep(0.1)
    watchman.send_signal(signal.SIGTERM)
    assert watchman.wait(WITHIN) == 0
    assert all(not Path("/proc", number).exists() for number in told.read_text().split())


def test_the_watchman_knows_nothing_of_the_platform() -> None:
    asked = "import sys, tongban.wiring.watch; print([name for name in sys.modules if name.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

"""What the benchmarks share: a throw-away platform made by the operator's own command, and how a figure is printed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # models load after Django is set up
    from tests.builders import House

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder for the length of a measurement."""
    with tempfile.TemporaryDirectory(prefix="tongban-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def command(*words: object, home: Path) -> list[str]:
    """A command of the platform at `home`."""
    return [sys.executable, "-m", "tongban.wiring.command", "--home", str(home), *map(str, words)]


def init(home: Path, url: str = "http://127.0.0.1:8001") -> None:
    """Make the home of a platform that hosts the courts of Chongqing and Sichuan."""
    words = ["--slug", "bench", "--name", "测量平台", "--tree", "渝", "--tree", "川", "--url", url]
    subprocess.run(command("init", *words, home=home), check=True, capture_output=True)


def enter(home: Path) -> None:
    """Make this process one of the platform at `home`."""
    os.environ |= {"TONGBAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tongban.wiring.settings"}
    import django

    django.setup()


def house(**known: Any) -> House:
    """The tests' house at the platform's own time, with new people and staff, or with those who are `known`."""
    from django.conf import settings

    from tests.builders import House, TestClock, furnish

    made = House(**known) if known else furnish()
    made.clock = TestClock(settings.TONGBAN_CLOCK.now())
    return made


def show(what: str, got: float, unit: str, goal: float | None = None) -> None:
    """Print a figure beside its goal."""
    told = f"{got:8.1f} {unit}"
    if goal is not None:
        told += f"   goal: at most {goal:g} {unit}   {'kept' if got <= goal else 'MISSED'}"
    print(f"{what:<58} {told}", flush=True)

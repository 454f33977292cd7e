"""How long the demo's stage and story take: `tongban demo --once` in a folder of its own.

The goals of the issue: the story within 90 s; from a clean clone to the finished story within 5 minutes, downloads
apart. The clone's part, `tools/prepare`, is not measured here.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

from _platform import ROOT, folder, show

STORY, IN_ALL = 90, 300
SLOWEST = 5


def two_free_ports() -> int:
    """The first of two neighbouring ports that nobody uses now."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def play(place: Path) -> tuple[float, str]:
    """Play the story with everything in `place`; returns the seconds in all and, if it broke off, why."""
    words = ["demo", "--once", "--port", str(two_free_ports()), "--folder", str(place)]
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tongban.wiring.command", *words], cwd=ROOT, check=False, capture_output=True, text=True
    )
    broke_off = [*done.stdout.splitlines()[-1:], done.stderr.strip()] if done.returncode else []
    return time.monotonic() - started, "\n".join(broke_off)


def main() -> None:
    """Play once and tell."""
    with folder() as place:
        in_all, broke_off = play(place / "demo")
        assert not broke_off, f"the story broke off:\n{broke_off}"
        steps = json.loads((place / "demo" / "summary.json").read_text(encoding="utf-8"))["steps"]
    story = sum(step["seconds"] for step in steps)
    show(f"the story, {len(steps)} scenes", story, "s", STORY)
    show("stage, check and stop around it", in_all - story, "s")
    show("`tongban demo --once` in all", in_all, "s", IN_ALL)
    print("slowest scenes:")
    for step in sorted(steps, key=lambda step: -step["seconds"])[:SLOWEST]:
        print(f"  {step['seconds']:5.1f} s  {step['name']}")


if __name__ == "__main__":
    main()

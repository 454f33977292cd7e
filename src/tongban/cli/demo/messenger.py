"""A message service for trying, a process of its own: it takes messages from a folder and reports their arrival.

    python -m tongban.cli.demo.messenger FOLDER [--once]

It shares nothing with a platform but the folder: `FOLDER/out/*.json` are messages, `FOLDER/in/*.json` its reports. A
message to an address that ends in `0` does not arrive, one that ends in `9` is never heard of again, one that ends in
`8` is reported twice. No real message goes anywhere; what was "sent" lies in `FOLDER/sent`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

POLL = 0.2


def work(folder: Path) -> int:
    """Take every waiting message; returns how many there were."""
    found = sorted((folder / "out").glob("*.json"))
    for path in found:
        told = json.loads(path.read_text(encoding="utf-8"))
        last = told["to"][-1:]
        state = {"state": "failed", "why": "unknown_number"} if last == "0" else {"state": "arrived"}
        for copy in range(0 if last == "9" else 2 if last == "8" else 1):
            _put(folder / "in", f"{told['key']}-{copy}.json", {"key": told["key"], **state})
        (folder / "sent").mkdir(exist_ok=True)
        path.replace(folder / "sent" / path.name)
    return len(found)


def _put(folder: Path, name: str, told: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.part"
    part.write_text(json.dumps(told), encoding="utf-8")
    part.replace(folder / name)


def main(folder: Path, *, once: bool) -> None:
    """Work until the process is ended, or once."""
    while work(folder) or not once:
        if once:
            return
        time.sleep(POLL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), once="--once" in sys.argv)

"""The watchman of `tongban serve`: starts processes, starts one again when it ends, stops all when told to stop.

It imports nothing of the platform, so that it costs no memory.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

SEPARATOR = "--"
"""Before each process's name and command among the arguments."""
_DIE_WITH_PARENT = 1
_ALLOCATOR = {"MALLOC_ARENA_MAX": "2"}
"""Each thread would keep a heap of its own, emptied and never given back (mallopt(3))."""
log = logging.getLogger("tongban.serve")


def watch(commands: dict[str, list[str]]) -> None:
    """Keep `commands` running, by name, until SIGTERM or Ctrl-C."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    running = {name: _start(command) for name, command in commands.items()}
    while not stopping.wait(0.5):
        for name, process in list(running.items()):
            if process.poll() is not None:
                log.error("%s ended with %s; starting it again", name, process.returncode)
                time.sleep(1)
                running[name] = _start(commands[name])
    for process in running.values():
        process.terminate()
    for process in running.values():
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def commands_in(words: Sequence[str]) -> dict[str, list[str]]:
    """The commands by name from `-- NAME WORD... -- NAME WORD...`."""
    found: dict[str, list[str]] = {}
    rest = list(words)
    while rest:
        end = rest.index(SEPARATOR, 1) if SEPARATOR in rest[1:] else len(rest)
        _separator, name, *command = rest[:end]
        found[name], rest = command, rest[end:]
    return found


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = _ALLOCATOR | os.environ
    return subprocess.Popen(command, env=environment, preexec_fn=_die_with_parent)  # noqa: PLW1509 - before any thread


def _die_with_parent() -> None:
    """Ask the kernel to end this process when its parent is killed: no orphan holds the ports or the ledger."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    watch(commands_in(sys.argv[1:]))

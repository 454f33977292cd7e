"""`tongban serve`: watches over the web and worker processes; `tongban worker`: the worker itself."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connections

from tongban.fees.actions.bank_import import import_once
from tongban.reactions.table import OUTSIDE
from tongban.reactions.worker import work_once
from tongban.register.actions.due import release_claims
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger
from tongban.register.adapters.triggers import missing_triggers

log = logging.getLogger("tongban.serve")

IDLE = 0.1
"""Seconds between two looks for due work when there was none."""
_DIE_WITH_PARENT = 1


def serve(*, host: str, port: int) -> int:
    """Start the processes; start one again when it ends; stop all on SIGTERM or Ctrl-C."""
    missing = missing_triggers()
    if missing:
        log.error("the register's triggers are missing (%s): run `tongban migrate`", ", ".join(missing))
        return 1
    commands = {"web": _web_command(host, port), "worker": [sys.executable, "-m", "tongban.wiring.command", "worker"]}
    running = {name: _start(command) for name, command in commands.items()}
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
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
    return 0


def _web_command(host: str, port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        "--workers=1",
        "--blocking-threads=4",
        "--static-path-route=/static",
        f"--static-path-mount={settings.STATIC_ROOT}",
        "--no-ws",
        "--log-level=warning",
        "tongban.wiring.wsgi:application",
    ]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, preexec_fn=_die_with_parent)  # noqa: PLW1509 - one call, before any thread


def _die_with_parent() -> None:
    """Ask the kernel to end this process when its parent is killed: no orphan holds the ports or the ledger."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def work() -> int:
    """Do due work, seal, and take the bank's files in, each in threads of its own, until told to stop."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    clock = settings.TONGBAN_CLOCK
    ledger = Ledger(settings.TONGBAN.home, seconds=lambda: int(clock.now().timestamp()))
    # The ledger has one writer, so no other worker of this platform lives: what is claimed was a dead worker's.
    freed = release_claims()
    if freed:
        log.warning("%s pieces of due work were left by a worker that ended; they are taken up again", freed)
    loops = {
        "due-0": (lambda: work_once(clock), IDLE),
        # The second one waits for nobody outside: a slow peer or mail server never holds up the court's own work.
        "due-1": (lambda: work_once(clock, without=OUTSIDE), 4 * IDLE),
        "sealer": (lambda: seal_once(ledger, clock), 2 * IDLE),
        "bank": (lambda: import_once(settings.TONGBAN.bank_inbox, clock), 5 * IDLE),
    }
    threads = [
        threading.Thread(target=_repeat, args=(stopping, once, pause), name=name)
        for name, (once, pause) in loops.items()
    ]
    for thread in threads:
        thread.start()
    parent = os.getppid()
    while not stopping.wait(0.5):
        if os.getppid() != parent:
            stopping.set()
    for thread in threads:
        thread.join(15)
    ledger.close()
    return 0


def _repeat(stopping: threading.Event, once: Callable[[], bool], pause: float) -> None:
    """Call `once` until told to stop; rest `pause` seconds whenever it had nothing to do, longer when it failed."""
    while not stopping.is_set():
        try:
            close_old_connections()
            busy = once()
        except Exception:
            log.exception("%s", threading.current_thread().name)
            busy = False
            stopping.wait(1)
        if not busy:
            stopping.wait(pause)
    connections.close_all()

"""`tongban serve`: the web and worker processes under a watchman; `tongban worker`: the worker itself."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from django.conf import settings
from django.db import close_old_connections, connections

from tongban.delivery.actions.inbox import SILENT, Carriers
from tongban.delivery.actions.reconcile import Reconciler as ServiceReconciler
from tongban.documents.actions.content import plain_content
from tongban.dossier.actions.scan_folder import take_from_folder
from tongban.federation.actions.gateway import carry_by_folder
from tongban.fees.actions.bank_import import Looks, import_once
from tongban.fees.actions.fiscal_told import FiscalAsker
from tongban.fees.actions.gateway import Asker
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.reconcile import Reconciler
from tongban.frame.keyring import ring
from tongban.privacy.actions.retention import Retention
from tongban.reactions.table import LONG, NOT_LONG, OUTSIDE
from tongban.reactions.worker import work_once
from tongban.register.actions.alarms import watch_once
from tongban.register.actions.audit import audit_once
from tongban.register.actions.due import release_claims
from tongban.register.adapters.triggers import missing_triggers
from tongban.register.adapters.watching import Watch
from tongban.wiring import watch
from tongban.wiring.clock import Clock
from tongban.wiring.reads import Keeper
from tongban.wiring.sealed import SEALED
from tongban.wiring.sealing import Sealer, only_worker
from tongban.wiring.stamping import Stamper

log = logging.getLogger("tongban.serve")

IDLE = 0.1
"""Seconds between two looks for due work when there was none."""
REST = 60.0
"""Seconds between two looks whether the day's audit, the hour's anchoring or its time stamp is to be made."""


def serve(*, host: str, port: int) -> int:
    """Become the watchman over a web process and a worker; returns only when the platform cannot be served."""
    ring()
    missing = missing_triggers()
    connections.close_all()
    if plain_content():
        log.error("files of the time before content was encrypted are not taken over: run `tongban migrate`")
        return 1
    if missing:
        log.error("the register's triggers are missing (%s): run `tongban migrate`", ", ".join(missing))
        return 1
    worker = [sys.executable, "-m", "tongban.wiring.command", "worker"]
    return _become_watchman(web=_web_command(host, port), worker=worker)


def _become_watchman(**commands: list[str]) -> NoReturn:
    """In this process's place, because it holds the whole platform in memory and the watchman needs none of it."""
    words = [word for name, command in commands.items() for word in (watch.SEPARATOR, name, *command)]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", watch.__name__, *words])  # noqa: S606 - no shell is wanted # nosec


def _web_command(host: str, port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=asginl",
        f"--host={host}",
        f"--port={port}",
        "--workers=1",
        "--static-path-route=/static",
        f"--static-path-mount={settings.STATIC_ROOT}",
        "--no-ws",
        "--log-level=warning",
        "tongban.wiring.asgi:application",
    ]


def work() -> int:
    """Do due work, seal, and take the bank's files in, each in threads of its own, until told to stop."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    clock = settings.TONGBAN_CLOCK
    platform = settings.TONGBAN
    watching = Watch(platform.home, platform.mirrors, lambda: int(clock.now().timestamp()))
    with only_worker(platform.home), Sealer(platform.home, clock) as sealer, watching:
        return _work(stopping, clock, sealer, watching)


def _work(stopping: threading.Event, clock: Clock, sealer: Sealer, watching: Watch) -> int:
    # No other worker of this platform lives: what is claimed was a dead worker's.
    freed = release_claims()
    if freed:
        log.warning("%s pieces of due work were left by a worker that ended; they are taken up again", freed)
    bank: Looks = {}
    loops = {
        "due-0": (lambda: work_once(clock, without=LONG), IDLE),
        # The second one waits for nobody outside: a slow peer or mail server never holds up the court's own work.
        "due-1": (lambda: work_once(clock, without=OUTSIDE), 4 * IDLE),
        # The third one does nothing but what takes minutes.
        "due-2": (lambda: work_once(clock, without=NOT_LONG), 8 * IDLE),
        "sealer": (sealer, 2 * IDLE),
        "anchor": (sealer.anchor, REST),
        "stamps": (Stamper(settings.TONGBAN, clock), REST),
        "enter": (sealer.enter, REST / 10),
        "audit": (lambda: audit_once(settings.TONGBAN.home, SEALED, clock), REST),
        "retention": (Retention(clock), REST),
        "reads": (Keeper(settings.TONGBAN.home, clock), REST),
        "gateway": (lambda: carry_by_folder(clock.now()), 5 * IDLE),
        "bank": (lambda: import_once(settings.TONGBAN.bank_inbox, clock, bank), 5 * IDLE),
        "scans": (lambda: take_from_folder(settings.TONGBAN.home / "scans", at=clock.now()), 5 * IDLE),
        "orders": (lambda: write_orders(settings.TONGBAN.bank_outbox, clock), 10 * IDLE),
        "payments": (Asker(clock), 10 * IDLE),
        "treasury": (FiscalAsker(clock), 10 * IDLE),
        "reconcile": (Reconciler(clock), REST),
        "carriers": (_carriers(clock), 10 * IDLE),
        "services": (ServiceReconciler(clock), REST),
    }
    if settings.TONGBAN.watch:
        loops["watch"] = (lambda: watch_once(watching, settings.TONGBAN.home, clock), float(settings.TONGBAN.watch))
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
    return 0


def _carriers(clock: Clock) -> Carriers:
    platform = settings.TONGBAN
    return Carriers(
        platform.post_outbox, platform.post_inbox, platform.returned_mail, platform.messages, clock, silent=SILENT
    )


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

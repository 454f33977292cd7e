"""G2: how long one deposit takes, embedded and with the cosignatures of 3 of 4 witnesses, each a process with HTTP.

Beside it stands the limit measured in the same run: the syncs of the disk for which a group commit waits.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from _ledger import folder, show
from _ledger_figures import LOG, WITNESS, statements

from courtlog.bench import Figures, deposit_groups, limits
from courtlog.deposit import Wait
from courtlog.gathering import Gathering
from courtlog.intake import Intake
from courtlog.log import Log, system_clock
from courtlog.operations import keygen
from courtlog.policy import Policy

DEPOSITS, RATE, SECONDS = 300, 1_000, 10
FIRST_PORT = 8_311
SYNCS = 8
"""What one group waits for: two commits, tile, bundle, checkpoint, and the names of these three."""


@contextlib.contextmanager
def witnesses(home: Path) -> Iterator[Policy]:
    """Four witnesses at work, and the policy that asks for three of them."""
    (home / "known").write_text(f"log {LOG.verifier}\nquorum none\n")
    lines, running = [f"log {LOG.verifier}"], []
    for number in range(4):
        key, listen = home / f"w{number}.key", f"127.0.0.1:{FIRST_PORT + number}"
        lines.append(f"witness w{number} {keygen(f'w{number}.example', key, witness=True)} http://{listen}")
        command = [sys.executable, "-m", "courtlog.cli", "witness", home / f"w{number}.sqlite3", "--new"]
        command += ["--policy", home / "known", "--key", key, "--listen", listen]
        running.append(subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    lines += ["group all-of-them 3 w0 w1 w2 w3", "quorum all-of-them"]
    (home / "log" / "policy.tlog-policy").write_text("\n".join(lines) + "\n")
    try:
        for number in range(4):
            for _ in range(200):
                with contextlib.suppress(httpx.HTTPError):
                    httpx.get(f"http://127.0.0.1:{FIRST_PORT + number}/")
                    break
                time.sleep(0.1)
        yield Policy.parse("\n".join(lines).encode() + b"\n")
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


def steady(door: Intake, given: list[bytes], rate: float) -> Figures:
    """Hand in deposits at a constant rate, whatever their waits."""
    waits: list[float] = []
    everything = threading.Semaphore(0)
    start = time.perf_counter()
    for number, one in enumerate(given):
        time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        begin = time.perf_counter()

        def done(_: object, begin: float = begin) -> None:
            waits.append(time.perf_counter() - begin)
            everything.release()

        door.submit([one], Wait.PROOF).add_done_callback(done)
    for _ in given:
        everything.acquire()
    return Figures.of(waits, time.perf_counter() - start)


def main() -> None:
    """Embedded first, then with witnesses."""
    given = statements(2 * DEPOSITS + 2 * RATE * SECONDS)
    alone, alone_witnessed = given[:DEPOSITS], given[DEPOSITS : 2 * DEPOSITS]
    steadily, steadily_witnessed = given[2 * DEPOSITS :][: RATE * SECONDS], given[2 * DEPOSITS + RATE * SECONDS :]
    with folder() as home:
        floor = SYNCS * 1000 / limits(home).syncs
        with Log.create(home / "log", LOG, WITNESS) as log:
            median = deposit_groups(log, [[one] for one in alone]).p50
            show("embedded, median of one deposit", median, "ms", most=10, limit=floor)
            with Intake(log) as door:
                show(
                    f"embedded, p99 at {RATE:,} a second", steady(door, steadily, RATE).p99, "ms", most=150, limit=floor
                )
        with (
            witnesses(home) as policy,
            Log(home / "log", LOG, WITNESS, cosigners=Gathering(policy, system_clock)) as log,
        ):
            median = deposit_groups(log, [[one] for one in alone_witnessed]).p50
            show("3 of 4 witnesses, median of one", median, "ms", most=50, limit=floor)
            with Intake(log) as door:
                figures = steady(door, steadily_witnessed, RATE)
            show(f"3 of 4 witnesses, p99 at {RATE:,} a second", figures.p99, "ms", most=150, limit=floor)


if __name__ == "__main__":
    main()

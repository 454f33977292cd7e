"""G1: individually signed deposits a second, durable, promised and provable; and members of batches a second.

Both in this process, signatures checked in another; the limit is what the measured Ed25519 operations allow.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
import threading
import time
from pathlib import Path

from _ledger import folder, show
from _ledger_figures import ISSUER, LOG, WITNESS, checkers, statements, throughput

from courtlog.batch import encode_records, issue_batch
from courtlog.bench import limits
from courtlog.commitment import Commitments
from courtlog.intake import Intake
from courtlog.log import Log
from courtlog.proofs import inclusion_path
from courtlog.service import Service
from courtlog.tiles import TileTree
from courtlog.tlogproof import TlogProof

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
EXPECTED = 9_000
MEMBERS, BATCHES, CLIENTS = 1_000, 300, 4


def deposits(home: Path) -> None:
    """One statement each, by as many clients as a busy court has."""
    cores = os.cpu_count() or 1
    given = statements(int(SECONDS * EXPECTED))
    able = limits(home)
    signed = 1 / (1 / able.verifications + 1 / able.signatures)  # a second and core: one check, one promise
    checking = checkers(cores)
    with Log.create(home / "log", LOG, WITNESS) as log, Intake(log, checking) as door:
        for _ in range(2 * cores):  # until every checker has started
            door.deposit(given[:1])
        begin = _processor()
        figures = throughput(door, iter(given[1:]), SECONDS)
        taken = _processor() - begin
        count = log.size
        begin = time.process_time()
        head, tree = log.head(), TileTree(count, log.read_public)
        proofs = [
            TlogProof(index, tuple(inclusion_path(index, count, tree.node)), head.note) for index in range(0, count, 10)
        ]
        print(f"{count} entries; {len(proofs) / (time.process_time() - begin):,.0f} inclusion proofs a second of CPU")
    checking.close()
    show("individually signed deposits", figures.rate, "/s", least=5_000, limit=signed * cores)
    show(f"  on {cores} cores of its own, by CPU time", count / taken * cores, "/s", limit=signed * cores)
    show("  99th percentile of the wait", figures.p99, "ms", most=500)


def _processor() -> float:
    """CPU seconds of this process and of the checkers so far."""
    total = time.process_time()
    for one in multiprocessing.active_children():
        words = Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return total


def batches(home: Path) -> None:
    """Manifests of a thousand members, posted to the service by a few gateways."""
    made = []
    for number in range(BATCHES):
        records = encode_records(Commitments(os.urandom(32), os.urandom(32)) for _ in range(MEMBERS))
        signed = issue_batch(records, name=f"{number}", subject=f"{number}", key=ISSUER, at=0).statement
        made.append(len(signed).to_bytes(2, "big") + signed + records)
    able = limits(home)
    signed = 1 / (1 / able.verifications + 1 / able.signatures)  # a second and core: one check, one promise
    checking = checkers(1)
    with Log.create(home / "log", LOG, WITNESS) as log, Intake(log, checking) as door:
        service = Service(log, door)

        def gateway(bodies: list[bytes]) -> None:
            for body in bodies:
                environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/batch", "QUERY_STRING": "wait=proof",
                           "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}  # fmt: skip
                assert service.answer(environ).status == 200

        threads = [threading.Thread(target=gateway, args=(made[at::CLIENTS],)) for at in range(CLIENTS)]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        taken = time.perf_counter() - begin
    checking.close()
    show(f"members in batches of {MEMBERS:,}", BATCHES * MEMBERS / taken, "/s", least=30_000, limit=able.leaves / 2)


if __name__ == "__main__":
    with folder() as home:
        deposits(home)
    with folder() as home:
        batches(home)

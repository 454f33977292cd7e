"""Keys and statements for the measures of the ledger, the same in every process; how it measures is in courtlog."""

import hashlib
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from threading import Semaphore

from courtlog import bench
from courtlog.bench import Figures
from courtlog.deposit import Wait
from courtlog.intake import Checkers, Intake
from courtlog.note import COSIGNATURE
from courtlog.signing import SignerKey
from courtlog.statement import thumbprint

OUTSTANDING = 2_000
"""Deposits on their way at a time where many clients are measured."""
ISSUER = SignerKey("party.example", 1, hashlib.sha256(b"party").digest())
LOG = SignerKey("court.example/bench", 1, hashlib.sha256(b"log").digest())
WITNESS = SignerKey("court.example/bench/witness", COSIGNATURE, hashlib.sha256(b"witness").digest())


def statement(number: int) -> bytes:
    """Sign the statement with this number."""
    return bench.statement(number, ISSUER)


def statements(count: int) -> list[bytes]:
    """Sign many statements on all cores, before anything is measured."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(statement, range(count), chunksize=2_000))


def checkers(processes: int) -> Checkers:
    """Start processes that check the signatures of the samples."""
    return Checkers({thumbprint(ISSUER.verifier.public): ISSUER.verifier.public}, processes)


def throughput(door: Intake, given: Iterator[bytes], seconds: float) -> Figures:
    """Hand in single signed statements, as many at a time as a busy court's clients would, and await their proofs."""
    waits: list[float] = []
    free = Semaphore(OUTSTANDING)

    def done(begin: float, _: object) -> None:
        waits.append(time.perf_counter() - begin)
        free.release()

    start = time.perf_counter()
    while time.perf_counter() - start < seconds and (one := next(given, None)):
        free.acquire()
        door.submit([one], Wait.PROOF).add_done_callback(partial(done, time.perf_counter()))
    for _ in range(OUTSTANDING):
        free.acquire()
    return Figures.of(waits, time.perf_counter() - start)

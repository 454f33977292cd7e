"""What this machine can do: deposits a second, waits, proofs, and beside them what disk and signatures allow."""

import hashlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Semaphore

from courtlog.commitment import Commitments
from courtlog.deposit import Wait
from courtlog.intake import Checkers, Intake
from courtlog.issue import sign_statement
from courtlog.log import Log
from courtlog.merkle import leaf_hash
from courtlog.note import COSIGNATURE, check_ed25519
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement, thumbprint

ISSUER = SignerKey("party.example", 1, hashlib.sha256(b"party").digest())
LOG = SignerKey("court.example/bench", 1, hashlib.sha256(b"log").digest())
WITNESS = SignerKey("court.example/bench/witness", COSIGNATURE, hashlib.sha256(b"witness").digest())
OUTSTANDING = 2_000
"""Deposits on their way at a time in a measurement of throughput."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the disk can do in a second, and one core in a second of CPU, each alone."""

    syncs: float
    verifications: float
    signatures: float
    leaves: float

    @property
    def signed(self) -> float:
        """Deposits a second and core whose signature is checked and which get a signed promise."""
        return 1 / (1 / self.verifications + 1 / self.signatures)


@dataclass(frozen=True, slots=True)
class Figures:
    """Deposits a second, and the median and 99th percentile of their waits in milliseconds."""

    rate: float
    p50: float
    p99: float

    @classmethod
    def of(cls, waits: Iterable[float], seconds: float) -> "Figures":
        """Sum up waits in seconds."""
        ordered = sorted(waits)
        at = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99))
        return cls(len(ordered) / seconds, *at)


def rate_of(run: Callable[[], object], clock: Callable[[], float] = time.process_time, seconds: float = 0.5) -> float:
    """Tell how often something can be done in a second of CPU, or of another clock."""
    begin, count = clock(), 0
    while (passed := clock() - begin) < seconds:
        run()
        count += 1
    return count / passed


def limits(directory: Path) -> Limits:
    """Measure the limits, the disk's where `directory` lies."""
    message, public = bytes(300), ISSUER.verifier.public
    signature = ISSUER.sign_raw(message)
    path = directory / "sync"
    with path.open("wb") as file:

        def sync() -> None:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())

        syncs = rate_of(sync, time.perf_counter)
    path.unlink()
    return Limits(syncs, rate_of(lambda: check_ed25519(public, signature, message)),
                  rate_of(lambda: ISSUER.sign_raw(message)), rate_of(lambda: leaf_hash(message)))  # fmt: skip


def statement(number: int) -> bytes:
    """Sign the statement with this number."""
    digests = (hashlib.sha256(f"{number} {which}".encode()).digest() for which in ("sha256", "sm3"))
    return sign_statement(Statement(Kind.EVIDENCE, Commitments(*digests), 12, ISSUER.name, str(number), 0), ISSUER)


def statements(count: int) -> list[bytes]:
    """Sign many statements on all cores, before anything is measured."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(statement, range(count), chunksize=2_000))


def checkers(processes: int) -> Checkers:
    """Start processes that check the signatures of the samples."""
    return Checkers({thumbprint(ISSUER.verifier.public): ISSUER.verifier.public}, processes)


def throughput(door: Intake, given: Iterator[bytes], seconds: float, *, outstanding: int = OUTSTANDING) -> Figures:
    """Hand in single signed statements, as many at a time as a busy court's clients would, and await their proofs."""
    waits: list[float] = []
    free = Semaphore(outstanding)

    def done(begin: float, _: object) -> None:
        waits.append(time.perf_counter() - begin)
        free.release()

    start = time.perf_counter()
    while time.perf_counter() - start < seconds and (one := next(given, None)):
        free.acquire()
        door.submit([one], Wait.PROOF).add_done_callback(partial(done, time.perf_counter()))
    for _ in range(outstanding):
        free.acquire()
    return Figures.of(waits, time.perf_counter() - start)


def one_by_one(log: Log, given: Iterable[bytes]) -> Figures:
    """Deposit one statement after the other, each alone."""
    waits = []
    start = time.perf_counter()
    for one in given:
        begin = time.perf_counter()
        log.deposit([one])
        waits.append(time.perf_counter() - begin)
    return Figures.of(waits, time.perf_counter() - start)

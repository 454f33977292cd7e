"""What a log does on a machine, beside what the machine's disk and processor allow: the limits are measured first."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Semaphore

from courtlog.commitment import Commitments
from courtlog.deposit import Wait
from courtlog.fsck import check_log
from courtlog.intake import Checkers, Intake
from courtlog.issue import sign_statement
from courtlog.log import Log
from courtlog.merkle import leaf_hash
from courtlog.note import COSIGNATURE, check_ed25519
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement, thumbprint

OUTSTANDING = 2_000
"""Deposits on their way at a time where many clients are measured."""


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
        return cls(len(ordered) / seconds, *(ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.99)))


def rate_of(run: Callable[[], object], clock: Callable[[], float] = time.process_time, seconds: float = 0.5) -> float:
    """Tell how often something can be done in a second of CPU, or of another clock; the clock itself costs little."""
    begin, count, step = clock(), 0, 1
    while (passed := clock() - begin) < seconds:
        for _ in range(step):
            run()
        count, step = count + step, min(2 * step, 64)
    return count / passed


def limits(directory: Path) -> Limits:
    """Measure the limits, the disk's where `directory` lies."""
    message, key = bytes(300), SignerKey.generate("party.example")
    public, signature = key.verifier.public, key.sign_raw(message)
    with tempfile.TemporaryFile(dir=directory) as file:

        def sync() -> None:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())

        syncs = rate_of(sync, time.perf_counter)
    return Limits(syncs, rate_of(lambda: check_ed25519(public, signature, message)),
                  rate_of(lambda: key.sign_raw(message)), rate_of(lambda: leaf_hash(message)))  # fmt: skip


def statement(number: int, key: SignerKey) -> bytes:
    """Sign the statement with this number."""
    digests = (hashlib.sha256(f"{number} {which}".encode()).digest() for which in ("sha256", "sm3"))
    return sign_statement(Statement(Kind.EVIDENCE, Commitments(*digests), 12, key.name, str(number), 0), key)


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
    waits = [1 / rate_of(partial(log.deposit, [one]), time.perf_counter, 0) for one in given]
    return Figures.of(waits, sum(waits))


def measure(directory: Path, seconds: float) -> Iterator[str]:
    """Measure on the disk of `directory`, where nothing is left behind; gives lines for people."""
    issuer, key = SignerKey.generate("party.example"), SignerKey.generate("court.example/bench")
    witness = SignerKey.generate(f"{key.name}/witness", COSIGNATURE)
    with tempfile.TemporaryDirectory(dir=directory, prefix="courtlog-bench-") as name:
        able = limits(Path(name))
        yield (f"this disk: {able.syncs:,.0f} syncs/s; one core: {able.verifications:,.0f} Ed25519 checks/s, "
               f"{able.signatures:,.0f} signatures/s, {able.leaves:,.0f} leaves/s")  # fmt: skip
        given = [statement(number, issuer) for number in range(100 + int(seconds * able.signed))]
        checkers = Checkers({thumbprint(issuer.verifier.public): issuer.verifier.public}, 1)
        with Log.create(Path(name) / "log", key, witness) as log, Intake(log, checkers) as door:
            alone = one_by_one(log, given[:100])
            yield f"one deposit after another: {alone.rate:,.0f}/s, median {alone.p50:.1f} ms, p99 {alone.p99:.1f} ms"
            door.deposit(given[:1])  # until the checker has started
            many = throughput(door, iter(given[100:]), seconds)
            yield (f"many at once: {many.rate:,.0f}/s, {many.rate / able.signed:.2f} of what one core's signatures "
                   f"allow; median {many.p50:.0f} ms, p99 {many.p99:.0f} ms")  # fmt: skip
            size = log.size
        checkers.close()
        begin, faults = time.process_time(), list(check_log(Path(name) / "log"))
        checked = size / (time.process_time() - begin)
        yield (f"fsck: {checked:,.0f} entries in a second of CPU, {2 * checked / able.leaves:.2f} of what two hashes "
               f"for each allow; {len(faults)} faults")  # fmt: skip

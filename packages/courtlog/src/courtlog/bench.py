"""What a log does on a machine, beside what the machine's disk and processor allow: the limits are measured first."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from courtlog.commitment import Commitments
from courtlog.issue import sign_statement
from courtlog.log import Log
from courtlog.merkle import leaf_hash
from courtlog.note import COSIGNATURE, check_ed25519
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement

GROUP = 256
"""Statements in a group."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the disk can do in a second, and one core in a second of CPU, each alone."""

    syncs: float
    verifications: float
    signatures: float
    leaves: float


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


def deposit_groups(log: Log, groups: Iterable[Sequence[bytes]]) -> Figures:
    """Deposit one group of statements after the other; the figures are those of groups."""
    waits = []
    for group in groups:
        begin = time.perf_counter()
        log.deposit(group)
        waits.append(time.perf_counter() - begin)
    return Figures.of(waits, sum(waits))


def measure(directory: Path, seconds: float) -> Iterator[str]:
    """Measure on the disk of `directory`, where nothing is left behind; gives lines for people."""
    issuer, key = SignerKey.generate("party.example"), SignerKey.generate("court.example/bench")
    witness = SignerKey.generate(f"{key.name}/witness", COSIGNATURE)
    with tempfile.TemporaryDirectory(dir=directory, prefix="courtlog-bench-") as name:
        able = limits(Path(name))
        yield (f"this disk: {able.syncs:,.0f} syncs/s; one core: {able.verifications:,.0f} Ed25519 checks/s, "
               f"{able.signatures:,.0f} signatures/s, {able.leaves:,.0f} leaves/s")  # fmt: skip
        with Log.create(Path(name) / "log", key, witness) as log:
            alone = deposit_groups(log, ([statement(number, issuer)] for number in range(100)))
            yield f"one deposit after another: {alone.rate:,.0f}/s, median {alone.p50:.1f} ms, p99 {alone.p99:.1f} ms"
            numbers = range(100, 100 + int(seconds * able.signatures), GROUP)
            many = deposit_groups(log, [[statement(one + more, issuer) for more in range(GROUP)] for one in numbers])
            rate = GROUP * many.rate
            yield (f"in groups of {GROUP}: {rate:,.0f}/s, {rate / able.signatures:.2f} of what "
                   f"one core's signatures allow; median {many.p50:.0f} ms, p99 {many.p99:.0f} ms")  # fmt: skip

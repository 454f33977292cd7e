"""The door of a log for many clients at once: signatures are checked in other processes, deposits are grouped.

A submission is admitted whole or not at all. It passes three stations, each with threads of its own, so that checking,
storing and cosigning go on at the same time: checkers -> the one writer -> the publisher (with cosigners only).
"""

import math
import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from functools import partial

from courtlog.deposit import Deposited, Keyed, Wait, keyed
from courtlog.errors import Contradiction, CourtlogError, LogError, Malformed, Missing
from courtlog.log import Log
from courtlog.note import VerifierKey
from courtlog.opening import parse_public
from courtlog.statement import SignedStatement, thumbprint

Issuers = Mapping[bytes, bytes]
"""Public keys of those who may deposit, by key id."""
CHUNK = 64
"""Statements that one checker takes at a time."""


class Overloaded(LogError):  # noqa: N818
    """More deposits wait than the log takes in; `retry_after` is in seconds."""

    def __init__(self, waiting: int, retry_after: int) -> None:
        super().__init__(f"{waiting} deposits wait already; nothing was taken in. Try again in {retry_after} s.")
        self.retry_after = retry_after


def parse_issuers(text: str) -> Issuers:
    """Read one public key per line, `ed25519:HEX` or a vkey; `#` begins a comment. Raises `Malformed`."""
    keys = (line.split("#")[0].strip() for line in text.splitlines())
    publics = [VerifierKey.parse(one).public if "+" in one else parse_public(one) for one in keys if one]
    return {thumbprint(public): public for public in publics}


def admit(statements: Sequence[bytes], issuers: Issuers) -> list[Keyed]:
    """Check that each statement can be read and was signed by a known issuer.

    Raises `Malformed`, `Missing` (unknown issuer) or `Contradiction` (wrong signature), with the statement's number.
    """
    admitted = []
    for number, statement in enumerate(statements):
        try:
            signed = SignedStatement.parse(statement)
            signed.verify(_key_of(signed, issuers))
        except (Malformed, Missing, Contradiction) as error:
            raise type(error)(f"Statement {number} of the submission: {error}") from error
        admitted.append(keyed(statement, signed))
    return admitted


def _key_of(signed: SignedStatement, issuers: Issuers) -> bytes:
    if signed.key_id not in issuers:
        raise Missing("its issuer is not registered with this log.")
    return issuers[signed.key_id]


class Checkers:
    """Processes that check signatures. Ed25519 holds the interpreter's lock, so threads would gain nothing."""

    def __init__(self, issuers: Issuers, processes: int) -> None:
        self.issuers, self._processes = issuers, processes
        self.places = 2 * processes
        """How many submissions may be checked or wait for a checker at a time."""
        self._pool, self._mutex = self._start(), threading.Lock()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._processes, context, initializer=_know, initargs=(self.issuers,))

    def check(self, submissions: Sequence[Sequence[bytes]]) -> Sequence[list[Keyed] | CourtlogError]:
        """Check some submissions in one process; gives of each what was admitted, or why it is refused."""
        pool = self._pool
        try:
            return pool.submit(_admit_all, submissions).result()
        except Exception as problem:  # noqa: BLE001  # whoever waits is told, and others go on
            with self._mutex:
                if isinstance(problem, BrokenExecutor) and self._pool is pool:  # a checker was killed
                    self._pool = self._start()
            told = LogError(f"The signatures were not checked ({problem}); nothing was taken in. Try again.")
            return [told] * len(submissions)

    def close(self) -> None:
        """Wait for what is being checked, then end the processes."""
        self._pool.shutdown()


_KNOWN: dict[bytes, bytes] = {}
"""The issuers, in a checker's process."""


def _know(issuers: Issuers) -> None:
    _KNOWN.update(issuers)


def _admit_all(submissions: Iterable[Sequence[bytes]]) -> list[list[Keyed] | CourtlogError]:
    results: list[list[Keyed] | CourtlogError] = []
    for statements in submissions:
        try:
            results.append(admit(statements, _KNOWN))
        except CourtlogError as error:
            results.append(error)
    return results


@dataclass(slots=True)
class _Submission:
    statements: Sequence[bytes]
    wait: Wait
    future: "Future[list[Deposited]]" = field(default_factory=Future)
    entries: list[Keyed] = field(default_factory=list)
    deposited: list[Deposited] = field(default_factory=list)

    def refuse(self, problem: BaseException) -> None:
        if not self.future.done():
            self.future.set_exception(problem)


class Intake(AbstractContextManager["Intake"]):
    """Takes submissions from any number of threads. Use as a context manager, or call `close`; the log stays open."""

    def __init__(self, log: Log, checkers: Checkers | None = None, *, capacity: int = 20_000,
                 group: int = 2_048) -> None:  # fmt: skip
        """Start the stations. Without `checkers` the callers have checked the issuers' signatures.

        `capacity` statements may wait in all; `group` is the size from which a group commit takes no more.
        """
        self._log, self._checkers, self._capacity, self._group = log, checkers, capacity, group
        self._changed = threading.Condition()
        self._incoming: deque[_Submission] = deque()
        self._ready: deque[_Submission] = deque()
        self.unproven: deque[_Submission] = deque()
        """What waits for a published head."""
        self.waiting, self._rate, self._closing = 0, 1000.0, False
        """Number of statements that were handed in and are not stored yet."""
        stations: list[Callable[[], None]] = [self._write, self._prove]
        stations += [partial(self._check, checkers)] * checkers.places if checkers else []
        self._threads = [threading.Thread(target=one, daemon=True) for one in stations]
        for thread in self._threads:
            thread.start()

    def submit(self, statements: Sequence[bytes], wait: Wait = Wait.PROMISE) -> "Future[list[Deposited]]":
        """Hand in statements, all of which are deposited or none; returns at once.

        Raises `Overloaded`; the future raises what `admit` and `Log.deposit` raise. A proof that did not come in the
        cosigners' time is given as `proven=False`.
        """
        if not statements:
            raise Malformed("The submission holds no statement.")
        one = _Submission(statements, wait)
        if not self._checkers:
            one.entries = [keyed(statement) for statement in statements]
        with self._changed:
            if self._closing:
                raise LogError("The log is being closed; nothing was taken in.")
            if self.waiting + len(statements) > self._capacity:
                raise Overloaded(self.waiting, math.ceil(self.waiting / self._rate) or 1)
            self.waiting += len(statements)
            (self._incoming if self._checkers else self._ready).append(one)
            self._changed.notify_all()
        return one.future

    def check(self, statement: bytes) -> None:
        """Check the signature of one statement at once, before something is done for it; raises as `admit` does."""
        if self._checkers:
            admit([statement], self._checkers.issuers)

    def deposit(self, statements: Sequence[bytes], wait: Wait = Wait.PROMISE) -> list[Deposited]:
        """Hand in statements and wait for the acknowledgement."""
        return self.submit(statements, wait).result()

    def close(self) -> None:
        """Take in nothing more, finish what was taken in, stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _take(self, queue: deque[_Submission], most: int, finished: Callable[[], bool]) -> list[_Submission]:
        """Wait for submissions and take up to `most` statements of them; none when nothing more can come."""
        with self._changed:
            self._changed.wait_for(lambda: queue or finished())
            taken, count = [], 0
            while queue and count < most:
                taken.append(queue.popleft())
                count += len(taken[-1].statements)
            return taken

    def _check(self, checkers: Checkers) -> None:
        while taken := self._take(self._incoming, CHUNK, lambda: self._closing):
            results = checkers.check([one.statements for one in taken])
            with self._changed:
                for one, result in zip(taken, results, strict=True):
                    if isinstance(result, CourtlogError):
                        one.refuse(result)
                        self.waiting -= len(one.statements)
                    else:
                        one.entries = result
                        self._ready.append(one)
                self._changed.notify_all()

    def _write(self) -> None:
        while taken := self._take(self._ready, self._group, lambda: self._closing and not self.waiting):
            entries = [entry for one in taken for entry in one.entries]
            begin = time.monotonic()
            try:
                deposited = iter(self._log.deposit_keyed(entries, Wait.PROMISE))
            except Exception as problem:  # noqa: BLE001  # whoever waits is told, and this thread goes on
                for one in taken:
                    one.refuse(problem)
            else:
                self._rate = max(1.0, len(entries) / (time.monotonic() - begin))
                for one in taken:
                    one.deposited = [next(deposited) for _ in one.entries]
                    if one.wait is Wait.PROMISE or all(each.proven for each in one.deposited):
                        one.future.set_result(one.deposited)
            with self._changed:
                self.unproven += [one for one in taken if not one.future.done()]
                self.waiting -= len(entries)
                self._changed.notify_all()

    def _prove(self) -> None:
        while taken := self._take(self.unproven, self._capacity, lambda: self._closing and not self.waiting):
            try:
                with suppress(Missing):
                    self._log.publish()
            except Exception as problem:  # noqa: BLE001  # as above
                for one in taken:
                    one.refuse(problem)
            else:
                for one in taken:
                    proven = self._log.proven
                    one.future.set_result([replace(each, proven=each.index < proven) for each in one.deposited])

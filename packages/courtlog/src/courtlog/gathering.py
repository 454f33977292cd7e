"""Gathering cosignatures: asks all witnesses of a policy at once, and goes on when a quorum has answered.

No witness is trusted beyond its own line: what it answers is checked, what it does not answer is not waited for. A
witness that is still busy with an earlier head is left out, so one that stalls holds at most one thread.
"""

import base64
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from queue import Empty, SimpleQueue
from typing import TypeAlias

from courtlog.checkpoint import Checkpoint, parse_decimal
from courtlog.clock import TOLERANCE
from courtlog.cosignature import verify_cosignature
from courtlog.errors import Contradiction, CourtlogError, LogError, Missing, RolledBack
from courtlog.note import Note, NoteSignature, VerifierKey
from courtlog.policy import Policy
from courtlog.web import HttpClient
from courtlog.witness import SIZE_TYPE, origin_digest

Prove = Callable[[int], list[bytes]]
"""Gives the proof that the head in question begins with an older size; none for 0."""
_LONGEST_ANSWER = 524_288
_Result: TypeAlias = "list[NoteSignature] | CourtlogError"


class _Differs(CourtlogError):  # noqa: N818  # never leaves this file
    """The witness's last head has another size than the request built on."""

    def __init__(self, size: int) -> None:
        super().__init__(f"It knows the log with {size} entries.")
        self.size = size


@dataclass(slots=True)
class _Colleague:
    """One witness: its key, its server, the size that it last cosigned, its present trouble."""

    key: VerifierKey
    server: HttpClient
    size: int = 0
    trouble: str = ""
    busy: threading.Lock = field(default_factory=threading.Lock)

    def submit(self, note: Note, old: int, proof: list[bytes], now: int) -> list[NoteSignature]:
        """Ask for a cosignature; gives this witness's lines, checked. Raises `_Differs` or any `CourtlogError`."""
        lines = [f"old {old}\n", *(base64.b64encode(one).decode() + "\n" for one in proof), "\n"]
        request = "".join(lines).encode() + note.encode()
        status, kind, body = self.server.ask("POST", "add-checkpoint", _LONGEST_ANSWER, request)
        if status == 409 and kind.partition(";")[0].strip() == SIZE_TYPE:  # noqa: PLR2004  # the protocol's number
            raise _Differs(parse_decimal(body.decode("ascii", "replace").removesuffix("\n"), "The size it answered"))
        if status != 200:  # noqa: PLR2004
            raise LogError(f"It answered with status {status}.")
        answered = Note.parse(note.text.encode() + b"\n" + body)
        cosignature = verify_cosignature(answered, self.key)
        if cosignature is None:
            raise Missing("It answered without its own line.")
        if abs(cosignature.time - now) > TOLERANCE:
            raise Contradiction(
                f"It put the time {cosignature.time} under a head of {now}: one of the clocks is wrong."
            )
        self.size = Checkpoint.parse(note.text).size
        return [one for one in answered.signatures if (one.name, one.key_id) == (self.key.name, self.key.id)][:1]


class Gathering:
    """The witnesses of one policy, as the log's `Cosigners`. Safe to share between threads."""

    def __init__(self, policy: Policy, clock: Callable[[], int], seconds: float = 5.0) -> None:
        """Ask those witnesses whose addresses stand in the policy, each for at most `seconds`."""
        self._policy, self._clock, self._seconds = policy, clock, seconds
        self._colleagues = {
            name: _Colleague(key, HttpClient(policy.urls[key], seconds))
            for name, key in policy.witnesses.items()
            if key in policy.urls
        }

    def gather(self, note: Note, prove: Prove) -> Note:
        """Give the note with the cosignatures that completed the quorum; raises `Missing` when they did not come.

        Raises `RolledBack` when a witness shows a larger head that this log signed. A mere claim of one is ignored.
        """
        names = {name for name, key in self._policy.witnesses.items() if verify_cosignature(note, key)}
        lines: list[NoteSignature] = []
        proofs = cache(prove)  # for all the threads of the round
        asked = self._ask_all(lambda one: self._cosign(one, note, proofs))
        for name, result in asked:
            if isinstance(result, RolledBack):
                raise result
            if isinstance(result, list):
                lines += result
                names.add(name)
            if self._policy.satisfied(names):
                return Note(note.text, (*note.signatures, *lines))
        if self._policy.satisfied(names):
            return note
        troubles = "; ".join(f"{name}: {one.trouble or 'silent'}" for name, one in self._colleagues.items()
                             if name not in names)  # fmt: skip
        raise Missing(f"The witnesses did not complete the quorum {self._policy.quorum} in time. {troubles}")

    def check_start(self, note: Note) -> None:
        """Ask, before anything is signed, whether a witness knows more than the newest head of the lock store.

        Raises `RolledBack` when one claims to, and `Missing` when those that did not answer could make a quorum by
        themselves: then a newer head may have been published that nobody can be asked about.
        """
        head, silent = Checkpoint.parse(note.text), set(self._policy.witnesses)
        if self._policy.satisfied(silent - self._colleagues.keys()):
            return  # nobody outside is needed for a head, so nobody can be asked
        for name, result in self._ask_all(lambda one: one.submit(note, head.size, [], self._clock()), patient=True):
            if isinstance(result, _Differs) and result.size >= head.size:
                raise RolledBack(
                    f"The witness {name} knows another head of {head.origin}, of {result.size} entries; the lock store "
                    f"has one of {head.size}. Was it restored from a backup? Nothing is signed."
                )
            if isinstance(result, list | _Differs):
                silent.discard(name)
        if self._policy.satisfied(silent):
            raise Missing(
                f"Too few witnesses answer to know whether {head.origin} was rolled back; "
                f"silent are {', '.join(sorted(silent))}."
            )

    def _cosign(self, one: _Colleague, note: Note, prove: Prove) -> list[NoteSignature]:
        """Ask one witness, a second time when it knows another size than was thought."""
        head = Checkpoint.parse(note.text)
        old = min(one.size, head.size)
        try:
            return one.submit(note, old, prove(old), self._clock())
        except _Differs as differs:
            if differs.size > head.size:
                self._check_larger(one, head, differs.size)
            return one.submit(note, differs.size, prove(differs.size), self._clock())

    def _check_larger(self, one: _Colleague, head: Checkpoint, size: int) -> None:
        """Raise `RolledBack` when the witness shows a larger head that the log signed, else `Contradiction`."""
        shown = one.server.read(f"{origin_digest(head.origin)}/checkpoint", _LONGEST_ANSWER) or b""
        larger = Policy(logs=self._policy.logs, quorum="none").check(shown).checkpoint
        if larger.origin == head.origin and larger.size > head.size:
            raise RolledBack(f"{one.key.name} shows a head of {larger.size} entries that {head.origin} signed; the "
                             f"head to be cosigned has {head.size}: another history was signed.")  # fmt: skip
        raise Contradiction(f"It claims to know {size} entries, but shows no such head.")

    def _ask_all(
        self, ask: Callable[[_Colleague], list[NoteSignature]], *, patient: bool = False
    ) -> Iterator[tuple[str, _Result]]:
        """Ask every witness that is not busy, each in a thread of its own; gives the results that come in time.

        `patient`: wait, within that time, for one that is busy with an earlier question.
        """
        results: SimpleQueue[tuple[str, _Result]] = SimpleQueue()
        end = time.monotonic() + self._seconds
        started = 0
        for name, one in self._colleagues.items():
            if one.busy.acquire(timeout=max(0.0, end - time.monotonic()) if patient else 0.0):
                # A daemon, since a process that ends must not wait for a witness that stalls.
                threading.Thread(target=self._ask, args=(name, one, ask, results), daemon=True).start()
                started += 1
            else:
                one.trouble = "still busy with an earlier head"
        for _ in range(started):
            try:
                yield results.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                return

    def _ask(self, name: str, one: _Colleague, ask: Callable[[_Colleague], list[NoteSignature]],
             results: SimpleQueue[tuple[str, _Result]]) -> None:  # fmt: skip
        result: _Result
        try:
            result = ask(one)
            one.trouble = ""
        except (CourtlogError, OSError) as error:
            result = error if isinstance(error, CourtlogError) else LogError(str(error))
            one.trouble = str(error)
        finally:
            one.busy.release()
        results.put((name, result))

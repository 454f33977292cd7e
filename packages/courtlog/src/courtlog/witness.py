"""A witness (C2SP tlog-witness): cosigns heads of other courts' logs, each only if it extends the last one it cosigned.

The state is one SQLite file, which must never be restored from a backup: a witness that forgets what it cosigned may
cosign a second history. A witness whose state is lost is given a new key and name.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from courtlog.checkpoint import Checkpoint, parse_decimal
from courtlog.clock import ClockWrong, not_before
from courtlog.errors import Contradiction, CourtlogError, LogError, Malformed
from courtlog.merkle import EMPTY_ROOT, verify_consistency
from courtlog.note import Note, NoteSignature, VerifierKey, check_ed25519, decode_base64
from courtlog.signing import SignerKey, cosign
from courtlog.store import connect, transaction
from courtlog.web import TEXT, Answer, Application, Environ, read_body, wsgi

MAX_REQUEST = 524_288
"""Longest request in bytes: 63 hashes, and a head with a hundred post-quantum signatures."""
MAX_PROOF = 63
"""Most lines in a consistency proof."""
SIZE_TYPE = "text/x.tlog.size"
"""Content type of the size with which a 409 is answered."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS head (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL,
    note BLOB NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Request:
    """An `add-checkpoint` request as read; nothing in it is checked."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    head: Checkpoint

    @classmethod
    def parse(cls, body: bytes) -> "Request":
        """Read a request; raises `Malformed`."""
        top, blank, rest = body.partition(b"\n\n")
        try:
            first, *lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise Malformed("The request does not begin with plain lines.") from error
        if not blank or not first.startswith("old "):
            raise Malformed("The request does not begin with the old size, or lacks its empty line.")
        if len(lines) > MAX_PROOF:
            raise Malformed(f"The proof has {len(lines)} lines; the limit is {MAX_PROOF}.")
        old = parse_decimal(first.removeprefix("old "), "The old size")
        proof = tuple(decode_base64(line, "A hash in the proof") for line in lines)
        note = Note.parse(rest)
        return cls(old, proof, note, Checkpoint.parse(note.text))


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The last head that was cosigned for one log; `at` is the time of that cosignature."""

    size: int
    root: bytes
    note: bytes
    at: int


Decide = Callable[[Witnessed | None, int], Witnessed]
"""Gives a log's new last head for the old one and the latest time signed for any log, or raises."""


class WitnessStore:
    """What was cosigned, one row for each log; a change is on the disk when the method returns."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Open the state; raises `LogError` when it is absent, or, with `new`, when it is there."""
        if path.exists() == new:
            what = "exists already" if new else "is absent: a witness that lost its state must get a new key"
            raise LogError(f"The state {path} {what}.")
        self._connection = connect(path, _SCHEMA)
        self._mutex = threading.Lock()

    def get(self, origin: str) -> Witnessed | None:
        """Give the last head of a log."""
        with self._mutex:
            return self._get(origin)

    def update(self, origin: str, decide: Decide) -> Witnessed:
        """Replace a log's last head by what `decide` gives; what it raises leaves the state as it was.

        Nothing else, in this process or another, changes the state in between.
        """
        with self._mutex, transaction(self._connection):
            (latest,) = self._connection.execute("SELECT coalesce(max(at), 0) FROM head").fetchone()
            new = decide(self._get(origin), latest)
            row = (origin, new.size, new.root, new.note, new.at)
            self._connection.execute(
                "INSERT OR REPLACE INTO head (origin, size, root, note, at) VALUES (?, ?, ?, ?, ?)", row
            )
        return new

    def _get(self, origin: str) -> Witnessed | None:
        query = "SELECT size, root, note, at FROM head WHERE origin = ?"
        row = self._connection.execute(query, (origin,)).fetchone()
        return Witnessed(*row) if row else None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class _Refused(Exception):  # noqa: N818  # never leaves this file
    """A request is answered with a status of the protocol."""

    def __init__(self, status: int, text: str, content_type: str = TEXT) -> None:
        super().__init__(text)
        self.answer = Answer(status, f"{text}\n".encode(), content_type)


class Witness:
    """Answers requests of logs. Safe to share between threads, and with other processes on the same state."""

    def __init__(
        self, logs: Sequence[VerifierKey], keys: Sequence[SignerKey], store: WitnessStore, clock: Callable[[], int],
        convict: Callable[[bytes, bytes], object] = lambda *_: None,
    ) -> None:  # fmt: skip
        """Cosign heads of `logs` with every one of `keys`.

        `convict` receives two heads of one size but different roots that one log signed: evidence of a fork.
        """
        if not keys or {one.public for one in logs} & {one.verifier.public for one in keys}:
            raise LogError("A witness needs a key of its own, which is no log's.")
        self._logs, self._keys, self._store, self._clock, self._convict = logs, keys, store, clock, convict

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer one request: 200 with cosignature lines, or the status that C2SP tlog-witness gives to the refusal."""
        try:
            request = Request.parse(body)
            signed = self._signed(request)
            if request.old > request.head.size:
                raise Malformed("The old size is larger than the head's.")
            new = self._store.update(request.head.origin, lambda *state: self._decide(request, signed, *state))
        except _Refused as refusal:
            return refusal.answer
        except ClockWrong as error:
            return Answer(503, f"{error}\n".encode())
        except CourtlogError as error:
            return Answer(400, f"{error}\n".encode())
        lines = Note.parse(new.note).signatures[len(signed.signatures) :]
        return Answer(200, "".join(map(str, lines)).encode())

    def newest(self, origin_hash: str) -> bytes | None:
        """Give the last head that was cosigned for the log whose origin has this SHA-256 in hexadecimal."""
        origins = {origin_digest(one.name): one.name for one in self._logs}
        last = self._store.get(origins[origin_hash]) if origin_hash in origins else None
        return last.note if last else None

    def _signed(self, request: Request) -> Note:
        """Give the head with the valid lines of its log's known keys, and no others."""
        keys = [key for key in self._logs if key.name == request.head.origin]
        if not keys:
            raise _Refused(404, "This log is not one that the witness knows.")
        lines = [one for one in request.note.signatures for key in keys if _is_by(request.note.text, one, key)]
        if not lines:
            raise _Refused(403, "No known key of the log has signed this head.")
        return Note(request.note.text, tuple(dict.fromkeys(lines)))

    def _decide(self, request: Request, signed: Note, last: Witnessed | None, latest: int) -> Witnessed:
        """Check that the head extends the last one, and cosign it; called with the state locked."""
        known, head = last.size if last else 0, request.head
        if request.old != known:
            raise _Refused(409, str(known), SIZE_TYPE)
        if last and head.size == last.size and head.root != last.root:
            self._convict(last.note, signed.encode())
            raise _Refused(409, str(known), SIZE_TYPE)
        if not known and head.size:  # any log begins with nothing: that is no statement, so it has no proof
            if request.proof:
                raise _Refused(422, "A proof from an empty log is empty.")
        else:
            try:
                verify_consistency(known, head.size, request.proof, last.root if last else EMPTY_ROOT, head.root)
            except (Malformed, Contradiction) as error:
                raise _Refused(422, str(error)) from error
        at = not_before(self._clock(), latest)
        for key in self._keys:
            signed = cosign(signed, key, at)
        return Witnessed(head.size, head.root, signed.encode(), at)


def _is_by(text: str, line: NoteSignature, key: VerifierKey) -> bool:
    own = (line.name, line.key_id) == (key.name, key.id)
    return own and check_ed25519(key.public, line.data, text.encode())


def origin_digest(origin: str) -> str:
    """Give the folder under which mirrors and witnesses publish what they know of a log (C2SP tlog-mirror)."""
    return hashlib.sha256(origin.encode()).hexdigest()


def application(witness: Witness) -> Application:
    """Give the witness as WSGI: `POST /add-checkpoint`, and `GET /<origin digest>/checkpoint` for monitors."""

    def answer(environ: Environ) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "").strip("/")
        if path == "add-checkpoint":
            if method != "POST":
                return Answer(405)
            body = read_body(environ, MAX_REQUEST)
            return Answer(413) if body is None else witness.add_checkpoint(body)
        digest, _, name = path.partition("/")
        note = witness.newest(digest) if method == "GET" and name == "checkpoint" else None
        return Answer(404) if note is None else Answer(200, note)

    return wsgi(answer)

"""A log over HTTP (WSGI): deposits for its writer, and for everybody the tlog-tiles API, proofs and receipts.

    POST /add                 one statement (application/cose), or an entry bundle of up to 256 of them
    POST /batch               two bytes of length, the statement, the records
    GET  /checkpoint /tile/…  the C2SP layout, plain files that any web server could give
    GET  /proof/INDEX         tlog-proof under the first head that includes the entry
    GET  /receipt/INDEX       COSE receipt (RFC 9942); only where the log's key is
    GET  /batch/ROOT/INDEX    member proof
    GET  /policy /health

`?wait=proof` after /add and /batch waits for the published head. Errors are JSON: `code`, `what`, `do`.
"""

import json
import re
import time
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import parse_qs

from courtlog.batch import MAX_MEMBERS, RECORD, Batches, check_batch
from courtlog.deposit import Deposited, Wait
from courtlog.errors import Contradiction, CourtlogError, Frozen, Malformed, Missing
from courtlog.intake import Intake, Overloaded
from courtlog.reader import LogReader
from courtlog.signing import SignerKey, sign_receipt
from courtlog.statement import MAX_STATEMENT, SignedStatement
from courtlog.tiles import decode_bundle
from courtlog.web import TEXT, Answer, Application, Environ, read_body, wsgi

MAX_ADD = 4_194_304
"""Longest body of /add in bytes."""
MAX_BATCH = 2 + MAX_STATEMENT + MAX_MEMBERS * RECORD
"""Longest body of /batch in bytes."""
JSON, BINARY, COSE = "application/json", "application/octet-stream", "application/cose"
_IMMUTABLE = (("Cache-Control", "public, max-age=31536000, immutable"),)
_FRESH = (("Cache-Control", "no-cache"),)
TILE = re.compile(
    r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/(x[0-9]{3}/)*[0-9]{3}(\.p/([1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))?"
)
"""The paths of tiles and of entry bundles (C2SP tlog-tiles)."""
_DO = {
    "malformed": "Correct the request; the formats are in the README of courtlog.",
    "contradiction": "Sign the statement with the issuer's registered key and send exactly the signed bytes.",
    "unknown-issuer": "Ask the operator to register the issuer's public key.",
    "too-large": "Send less at a time.",
    "not-found": "See the list of addresses in the README of courtlog.",
    "method": "Use the method that is given for this address.",
    "overloaded": "Send the same again after the seconds in Retry-After.",
    "frozen": "Send it to the log's newest shard.",
    "unavailable": "Send the same again later; the same deposit is never made twice.",
    "read-only": "Send deposits to the writer of this log.",
}


def problem(status: int, code: str, what: object, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Give an error: a word for programs, a sentence, and what to do."""
    fields = {"code": code, "what": str(what), "do": _DO[code]}
    return Answer(status, json.dumps(fields, ensure_ascii=False).encode() + b"\n", JSON, (*_FRESH, *headers))


class Service:
    """Answers requests for one log. Safe to share between threads."""

    def __init__(self, log: LogReader, door: Intake | None = None, key: SignerKey | None = None) -> None:
        """Serve readers, and depositors when there is a `door`; `key` is the log's, for receipts."""
        self._log, self._door, self._key, self._batches = log, door, key, Batches(log.directory)
        self._begin = time.monotonic()

    def answer(self, environ: Environ) -> Answer:
        """Answer one request; never raises for bad input."""
        path = environ.get("PATH_INFO", "").strip("/")
        method = environ["REQUEST_METHOD"]
        try:
            if path in ("add", "batch"):
                return self._post(path, environ) if method == "POST" else problem(405, "method", "This takes POST.")
            if method not in ("GET", "HEAD"):
                return problem(405, "method", "This takes GET.")
            return self._get(path)
        except (CourtlogError, OSError) as error:
            return _refusal(error, method)

    def _post(self, path: str, environ: Environ) -> Answer:
        if self._door is None:
            return problem(409, "read-only", "This address only reads the log.")
        limit = MAX_ADD if path == "add" else MAX_BATCH
        body = read_body(environ, limit)
        if body is None:
            return problem(413, "too-large", f"The request is longer than {limit} bytes.")
        wait = parse_qs(environ.get("QUERY_STRING", "")).get("wait", [Wait.PROMISE.value])
        if wait[0] not in list(Wait):
            raise Malformed(f"wait is neither {' nor '.join(Wait)}.")
        if path == "batch":
            statements = [self._keep_batch(body)]
        else:
            single = environ.get("CONTENT_TYPE", "").partition(";")[0].strip() == COSE
            statements = [body] if single else decode_bundle(body)
        deposited = self._door.deposit(statements, Wait(wait[0]))
        return _json({"deposited": [_fields(one) for one in deposited]})

    def _keep_batch(self, body: bytes) -> bytes:
        length = int.from_bytes(body[:2], "big")
        statement, records = body[2 : 2 + length], body[2 + length :]
        root = check_batch(SignedStatement.parse(statement).statement, records)
        assert self._door  # noqa: S101  # _post has looked
        self._door.check(statement)  # a stranger's records must not fill the disk
        self._batches.keep(root, records)
        return statement

    def _get(self, path: str) -> Answer:
        name, _, rest = path.partition("/")
        if name == "tile" and TILE.fullmatch(path):
            return self._file(path, BINARY, _IMMUTABLE)
        fixed = {
            "checkpoint": lambda: self._file("checkpoint", TEXT, _FRESH),
            "policy": lambda: Answer(200, self._log.policy(), TEXT, _FRESH),
            "health": self._health,
        }
        if path in fixed:
            return fixed[path]()
        if name == "batch" and (match := re.fullmatch(r"([0-9a-f]{64})/([0-9]{1,9})", rest)):
            return Answer(200, self._batches.prove(match[1], int(match[2])).encode(), TEXT, _IMMUTABLE)
        if name in ("proof", "receipt") and re.fullmatch(r"[0-9]{1,19}", rest):
            return self._proof(name, int(rest))
        return problem(404, "not-found", "There is nothing at this address.")

    def _file(self, path: str, content_type: str, headers: tuple[tuple[str, str], ...]) -> Answer:
        data = self._log.read_public(PurePosixPath(path))
        if data is None:
            return problem(404, "not-found", f"The log has no {path}.")
        return Answer(200, data, content_type, headers)

    def _proof(self, name: str, index: int) -> Answer:
        if index >= self._log.size:
            raise Missing(f"No published head includes an entry {index}.")
        proof = self._log.proof(index)
        if name == "proof":
            return Answer(200, proof.encode(), TEXT, _FRESH)
        if self._key is None:
            raise Missing("Receipts are made where the log's key is, not here.")
        return Answer(200, sign_receipt(self._log.entry(index), proof, self._key), COSE, _FRESH)

    def _health(self) -> Answer:
        fields: dict[str, object] = {"origin": self._log.origin, "size": self._log.size, "writer": bool(self._door)}
        if self._door:
            fields |= {"waiting": self._door.waiting, "unproven": len(self._door.unproven)}
        return _json(fields | {"up": int(time.monotonic() - self._begin)})


def _json(fields: object) -> Answer:
    return Answer(HTTPStatus.OK, json.dumps(fields, ensure_ascii=False).encode() + b"\n", JSON, _FRESH)


def _fields(one: Deposited) -> dict[str, object]:
    return {"index": one.index, "promise": one.promise.decode(), "repeated": one.repeated, "proven": one.proven}


def _refusal(error: Exception, method: str) -> Answer:
    """Give the answer to what was refused; whatever was not foreseen is still a sentence."""
    match error:
        case Overloaded():
            return problem(503, "overloaded", error, (("Retry-After", str(error.retry_after)),))
        case Frozen():
            return problem(409, "frozen", error)
        case Malformed():
            return problem(422, "malformed", error)
        case Contradiction():
            return problem(403, "contradiction", error)
        case Missing():
            return problem(403, "unknown-issuer", error) if method == "POST" else problem(404, "not-found", error)
    return problem(503, "unavailable", error, (("Retry-After", "10"),))


def application(service: Service) -> Application:
    """Give the service as a WSGI application."""
    return wsgi(service.answer)

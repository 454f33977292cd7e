import contextlib
import io
import json
import re
import socket
import threading
import time

import pytest
from ledger_samples import LOG_KEY, PARTY_KEY, START, key, statement
from test_ledger_batch import batch, member

from courtlog import Promise
from courtlog.batch import MemberProof
from courtlog.errors import RolledBack
from courtlog.intake import Checkers, Intake, Overloaded, parse_issuers
from courtlog.reader import LogReader
from courtlog.receipt import check_receipt
from courtlog.service import COSE, MAX_ADD, Service, application
from courtlog.tiles import encode_bundle
from courtlog.tlogproof import TlogProof
from courtlog.web import HttpClient, Unreachable


@pytest.fixture(scope="module")
def checkers():
    checkers = Checkers(parse_issuers(str(PARTY_KEY.verifier)), 1)
    yield checkers
    checkers.close()


@pytest.fixture
def door(log, checkers):
    with Intake(log, checkers) as door:
        yield door


@pytest.fixture
def ask(log, door):
    return asking(Service(log, door, LOG_KEY))


def asking(service):
    """Give a client that speaks WSGI with the service."""
    app = application(service)

    def ask(method, path, body=b"", kind="", query=""):
        seen = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        data = b"".join(app(environ, lambda *given: seen.append(given)))
        ((status, headers),) = seen
        return int(status.split()[0]), dict(headers), data

    return ask


def told(answer):
    status, headers, data = answer
    assert headers["Content-Type"] == "application/json"
    return status, json.loads(data)


def test_one_statement_and_many_are_deposited_and_answered_with_promises(ask, log, statements):
    status, fields = told(ask("POST", "/add", statements[0], COSE))
    assert (status, fields["deposited"][0]["index"]) == (200, 0)
    _, fields = told(ask("POST", "/add", encode_bundle(statements[:3]), query="wait=proof"))
    assert [(one["index"], one["repeated"], one["proven"]) for one in fields["deposited"]] == [
        (0, True, True), (1, False, True), (2, False, True)]  # fmt: skip
    Promise.open(fields["deposited"][2]["promise"].encode(), LOG_KEY.verifier, statements[2])
    assert log.size == 3


def test_tiles_and_checkpoint_are_served_in_the_layout_with_their_caching(ask, log, statements):
    log.deposit(statements[:258])
    for path in ("tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/2"):
        status, headers, data = ask("GET", f"/{path}")
        assert (status, data) == (200, (log.public / path).read_bytes())
        assert "immutable" in headers["Cache-Control"]
    status, headers, data = ask("GET", "/checkpoint")
    assert (status, data) == (200, log.head().note)
    assert headers["Content-Type"].startswith("text/plain")
    assert headers["Cache-Control"] == "no-cache"
    assert ask("HEAD", "/checkpoint")[2] == b""


@pytest.mark.parametrize(
    "path", ["/tile/../../log.json", "/tile/0/../../../keys/log.key", "/tile/64/000", "/tile/0/000.p/256", "/tile/0/0",
             "/tile/0/001", "/tile/0/x001/000/", "/", "/keys/log.key", "/proof/-1", "/proof/x", "/batch/aa/0",
             "/tile/0/000.p/0", "/tile/0/\u0660\u0660\u0660"],
)  # fmt: skip
def test_nothing_outside_the_layout_is_served(ask, log, statements, path):
    log.deposit(statements[:1])
    status, fields = told(ask("GET", path))
    assert (status, fields["code"]) == (404, "not-found")


def test_proofs_and_receipts_are_given_for_published_entries(ask, log, statements):
    log.deposit(statements[:5])
    status, _, data = ask("GET", "/proof/3")
    proof = TlogProof.parse(data)
    proof.verify(statements[3])
    status, headers, receipt = ask("GET", "/receipt/3")
    assert (status, headers["Content-Type"]) == (200, COSE)
    check_receipt(receipt, proof, [LOG_KEY.verifier])
    assert told(ask("GET", "/proof/5"))[0] == 404
    assert ask("GET", "/policy")[2] == log.policy()
    assert told(ask("GET", "/health"))[1]["size"] == 5


def test_a_batch_is_taken_in_once_and_its_members_are_proven(ask, log):
    records, issued, signed = batch(40)
    body = len(issued.statement).to_bytes(2, "big") + issued.statement + records
    for repeated in (False, True):
        status, fields = told(ask("POST", "/batch", body, query="wait=proof"))
        assert (status, fields["deposited"][0]["index"], fields["deposited"][0]["repeated"]) == (200, 0, repeated)
    assert log.entry(0) == issued.statement
    status, _, data = ask("GET", f"/batch/{signed.members[1].hex()}/39")
    MemberProof.parse(data).verify(member(39), signed)
    for wrong, want in (
        (body[:-64], (403, "contradiction")),
        (body[:-1], (422, "malformed")),
        (b"", (422, "malformed")),
    ):
        status, fields = told(ask("POST", "/batch", wrong))
        assert (status, fields["code"]) == want
    assert log.size == 1


def test_a_strangers_batch_leaves_nothing_on_the_disk(log, door):
    from courtlog.batch import encode_records, issue_batch  # noqa: PLC0415

    records = encode_records([member(1)])
    stranger = issue_batch(records, name="b", subject="", key=key("stranger"), at=START)
    body = len(stranger.statement).to_bytes(2, "big") + stranger.statement + records
    assert told(asking(Service(log, door))("POST", "/batch", body))[0] == 403
    assert not (log.directory / "batches").exists()


def test_bad_deposits_are_refused_with_a_code_a_sentence_and_what_to_do(ask, log, statements):
    changed = statements[1][:-1] + bytes([statements[1][-1] ^ 1])
    for body, kind, want in (
        (b"nonsense", COSE, (422, "malformed")),
        (b"\x00", "", (422, "malformed")),
        (b"", "", (422, "malformed")),
        (encode_bundle([statements[0]] * 257), "", (422, "malformed")),
        (encode_bundle([statements[0], changed]), "", (403, "contradiction")),
        (statement(1, key("stranger")), COSE, (403, "unknown-issuer")),
        (bytes(MAX_ADD + 1), "", (413, "too-large")),
    ):
        status, fields = told(ask("POST", "/add", body, kind))
        assert (status, fields["code"]) == want
        assert re.search(r"\w.*\.$", fields["what"])
        assert fields["do"]
    assert told(ask("POST", "/add", statements[0], COSE, query="wait=ever"))[0] == 422
    assert told(ask("GET", "/add"))[0] == told(ask("DELETE", "/checkpoint"))[0] == 405
    assert log.size == 0


def test_a_full_or_broken_log_asks_to_come_again(log, door, statements):
    def refuse(error):
        def deposit(*_):
            raise error

        return deposit

    ask = asking(Service(log, door))
    for error, code in (
        (Overloaded(9, 3), "overloaded"),
        (RolledBack("x."), "unavailable"),
        (OSError(28, "x"), "unavailable"),
    ):
        door.deposit = refuse(error)
        status, headers, data = ask("POST", "/add", statements[0], COSE)
        assert (status, json.loads(data)["code"]) == (503, code)
        assert int(headers["Retry-After"]) >= 1


def test_a_reader_serves_all_but_deposits_and_receipts(log, statements):
    log.deposit(statements[:2])
    ask = asking(Service(LogReader(log.directory)))
    assert ask("GET", "/proof/1")[0] == 200
    assert told(ask("GET", "/receipt/1"))[0] == 404
    assert told(ask("POST", "/add", statements[2], COSE))[0] == 409


DRIPS = {
    "its status": [bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n" * 4],
    "its headers": [b"HTTP/1.1 200 OK\r\nX: ", *[b"a"] * 40],
    "one interim answer after another": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 40,
    "its body": [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b"a"] * 40],
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_lets_its_answer_drip_is_left_when_the_time_is_over(what):
    def drip(listener):
        connection, _ = listener.accept()
        connection.recv(10_000)
        with connection, contextlib.suppress(OSError):
            for part in DRIPS[what]:
                connection.sendall(part)
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        begin = time.monotonic()
        with pytest.raises(Unreachable):
            HttpClient(f"http://127.0.0.1:{listener.getsockname()[1]}", seconds=0.5).read("checkpoint", 10_000)
        assert time.monotonic() - begin < 3

"""RFC 3161: what is stamped, who may be believed, and what a response is worth that was tampered with."""

import dataclasses
import hashlib
import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import tsp
from ledger_samples import CONTENT, LOG_KEY, START
from ledger_servers import serving
from rfc3161_client import TimestampRequestBuilder
from test_ledger_standalone import both, flip

from courtlog import Bundle, Given, Outcome, TlogProof, Verdict, build_bundle, to_text, verify_bundle
from courtlog.checkpoint import Checkpoint
from courtlog.clock import ClockWrong
from courtlog.commitment import sm3
from courtlog.errors import Contradiction, CourtlogError, LogError, Malformed, Missing
from courtlog.note import Note
from courtlog.reader import SignedHead
from courtlog.stamp import Stamps, check_stamp, read_roots, stamp_check, stamped
from courtlog.tsa import CA, POLICY, Authority, Response, ask, create_authority
from courtlog.web import Unreachable

NOW = datetime.fromtimestamp(START + 600, UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    directory = tmp_path_factory.mktemp("tsa")
    create_authority(directory, "Court of Exampleville Time Stamps", NOW - timedelta(days=1))
    return directory, Authority.load(directory, lambda: START + 600)


@pytest.fixture(scope="module")
def stamp(sample, authority):
    """(bytes stamped, response, root certificates)."""
    directory, own = authority
    data = stamped(TlogProof.parse(sample.parts.proof).head, LOG_KEY.verifier)
    with serving(own) as address:
        return data, ask(address, data), read_roots((directory / CA).read_bytes())


def test_the_stamp_covers_the_text_and_the_logs_own_line_and_nothing_else(sample):
    head = TlogProof.parse(sample.parts.proof).head
    note = Note.parse(head)
    assert len(note.signatures) == 2
    assert stamped(head, LOG_KEY.verifier) == head[: head.index(str(note.signatures[1]).encode())]
    with pytest.raises(Missing):
        stamped(Note(note.text, note.signatures[1:]).encode(), LOG_KEY.verifier)


def test_a_stamp_is_believed_under_its_root_and_its_time_is_the_upper_bound(stamp):
    data, response, roots = stamp
    found = check_stamp(response, data, roots)
    assert (found.time, found.authority) == (START + 601, "CN=Court of Exampleville Time Stamps")


def test_a_stamp_for_something_else_contradicts_and_one_by_a_stranger_is_not_believed(stamp, tmp_path):
    data, response, roots = stamp
    with pytest.raises(Contradiction):
        check_stamp(response, data + b"x", roots)
    stranger = read_roots(create_authority(tmp_path, "Stranger", NOW).read_bytes())
    with pytest.raises(Missing):
        check_stamp(response, data, stranger)
    with pytest.raises(Malformed):
        read_roots(b"no certificate")


def test_a_stamp_with_another_digest_is_not_checked_rather_than_altered(stamp, authority):
    data, _, roots = stamp
    imprint = {"hash_algorithm": {"algorithm": "1.2.156.10197.1.401"}, "hashed_message": sm3(data)}
    response = authority[1].respond(query(message_imprint=imprint).dump())
    with pytest.raises(Missing, match="NOT CHECKED"):
        check_stamp(response, data, roots)


def test_a_stamp_after_its_certificate_ended_is_not_believed(stamp, authority):
    data, _, roots = stamp
    late = dataclasses.replace(authority[1], clock=lambda: START + 86_400 * 365 * 7)
    with serving(late) as address, pytest.raises(Missing):
        check_stamp(ask(address, data), data, roots)


def test_no_flipped_byte_of_a_response_changes_what_it_proves(stamp):
    data, response, roots = stamp
    honest = check_stamp(response, data, roots)
    for at in range(len(response)):
        try:
            assert check_stamp(flip(response, at, at % 8), data, roots) == honest, at
        except CourtlogError:
            pass


def verify(sample, stamp, given):
    data = build_bundle(dataclasses.replace(sample.parts, stamp=stamp), CONTENT)
    with Bundle.open(io.BytesIO(data)) as bundle:
        return verify_bundle(bundle, given)


def test_a_bundle_says_not_checked_without_a_root_and_proves_the_time_with_it(sample, stamp):
    _, response, roots = stamp
    unchecked = verify(sample, response, Given())
    assert unchecked.verdict is Verdict.MATCH
    assert "NOT CHECKED" in to_text(unchecked)
    report = verify(sample, response, Given(further=[stamp_check(roots)]))
    assert (report.verdict, report.stamp.time) == (Verdict.MATCH, START + 601)
    assert "independence" not in {finding.code for finding in report.findings}
    assert "says the time stamp of CN=Court of Exampleville Time Stamps" in to_text(report)


def test_a_bundle_with_another_heads_stamp_is_altered_and_one_without_is_not_proven(sample, stamp, authority):
    data, _, roots = stamp
    with serving(authority[1]) as address:
        other = ask(address, data + b"x")
    given = Given(further=[stamp_check(roots)])
    assert verify(sample, other, given).verdict is Verdict.ALTERED
    assert verify(sample, None, given).verdict is Verdict.NOT_PROVEN
    assert verify(sample, b"garbage", given).verdict is Verdict.NOT_PROVEN


def test_without_the_extra_the_verdict_says_not_checked(sample, stamp, monkeypatch):
    _, response, roots = stamp
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    report = verify(sample, response, Given(further=[stamp_check(roots)]))
    (found,) = (finding for finding in report.findings if finding.code == "stamp")
    assert found.outcome is Outcome.MISSING
    assert "NOT CHECKED" in found.text


def test_openssl_accepts_the_stamp_and_refuses_it_for_a_tampered_head(stamp, authority, tmp_path):
    data, response, _ = stamp
    (tmp_path / "tsa.tsr").write_bytes(response)
    (tmp_path / "head").write_bytes(data)
    (tmp_path / "twin").write_bytes(data.replace(b"\n5\n", b"\n6\n").replace(b"\n4\n", b"\n6\n"))
    assert (tmp_path / "twin").read_bytes() != data
    ca, openssl = authority[0] / CA, shutil.which("openssl")
    for name, accepted in (("head", True), ("twin", False)):
        command = [
            openssl,
            "ts",
            "-verify",
            "-in",
            "tsa.tsr",
            "-data",
            name,
            "-CAfile",
            ca,
            "-attime",
            str(START + 600),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is accepted, done.stderr
        assert ("Verification: OK" in done.stdout + done.stderr) is accepted


def query(**fields):
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(b"").digest()}
    return tsp.TimeStampReq({"version": "v1", "message_imprint": imprint} | fields)


# A query as a sound client sends it, but for the tag of the algorithm's parameters: 7 where NULL has 5.
UNSOUND = TimestampRequestBuilder().data(b"x").build().as_bytes().replace(b"\x05\x00\x04\x40", b"\x07\x00\x04\x40")


def imprint(algorithm, size):
    return {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": bytes(size)}


@pytest.mark.parametrize(
    ("request_bytes", "reason"),
    [
        pytest.param(b"", "bad_data_format", id="empty"),
        pytest.param(b"\x30\x80", "bad_data_format", id="cut"),
        pytest.param(query().dump() + b"x", "bad_data_format", id="trailing"),
        pytest.param(query(req_policy="1.2.3.4").dump(), "unaccepted_policy", id="policy"),
        pytest.param(query(message_imprint=imprint("sha1", 20)).dump(), "bad_alg", id="sha1"),
        pytest.param(query(message_imprint=imprint("sha256", 20)).dump(), "bad_data_format", id="short digest"),
        pytest.param(UNSOUND, "bad_data_format", id="parameters"),
    ],
)
def test_a_request_that_cannot_be_granted_is_rejected_with_the_reason(authority, request_bytes, reason):
    answer = Response.load(authority[1].respond(request_bytes))
    assert answer["status"]["status"].native == "rejection"
    assert answer["status"]["fail_info"].native == {reason}


def test_an_authority_whose_clock_is_wrong_gives_no_stamp(authority):
    def wrong():
        raise ClockWrong("It jumped.")

    answer = Response.load(dataclasses.replace(authority[1], clock=wrong).respond(query().dump()))
    assert answer["status"]["fail_info"].native == {"time_not_available"}


def test_a_stamp_without_a_certificate_is_given_to_who_asks_for_none(authority):
    answer = Response.load(authority[1].respond(query(req_policy=POLICY).dump()))
    assert answer["status"]["status"].native == "granted"
    assert not answer["time_stamp_token"]["content"]["certificates"].native


def answering(status, body):
    def application(environ, start_response):
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response(status, [("Content-Length", str(len(body)))])
        return [body]

    return application


def test_an_authority_below_another_gives_the_chain_along_and_only_the_root_needs_trust(authority):
    directory, own = authority
    (root,) = read_roots((directory / CA).read_bytes())
    chained = dataclasses.replace(own, chain=(root,))
    request = TimestampRequestBuilder().data(b"x").build().as_bytes()
    token = tsp.TimeStampResp.load(chained.respond(request))["time_stamp_token"]["content"]
    given = {one.chosen.serial_number for one in token["certificates"]}
    assert given == {own.certificate.serial_number, root.serial_number}
    assert check_stamp(chained.respond(request), b"x", [root]).time == START + 601


def test_stamps_are_given_again_the_largest_head_first(tmp_path):
    stamps = Stamps(tmp_path)
    assert list(stamps.newest_first()) == []
    heads = [SignedHead(Checkpoint("court.example/log", size, bytes(32)), b"head %d" % size) for size in (1000, 9, 70)]
    for head in heads:
        stamps.keep(head, b"response to " + head.note)
    kept = [(b"head %d" % size, b"response to head %d" % size) for size in (1000, 70, 9)]
    assert list(stamps.newest_first()) == kept
    assert [stamps.first(index) for index in (70, 9, 0)] == [head for head, _ in kept]


def test_an_authority_that_fails_floods_or_replays_is_refused(stamp, authority):
    _, response, _ = stamp
    refused = authority[1].respond(b"")
    for status, body in (
        ("500 Broken", b""), ("200 OK", b""), ("200 OK", bytes(300_000)), ("200 OK", response), ("200 OK", refused),
    ):  # fmt: skip
        with serving(answering(status, body)) as address, pytest.raises(Unreachable):
            ask(address, stamp[0])
    for address in ("http://127.0.0.1:9/", "http://127.0.0.1:9", "nonsense", "ftp://x/"):
        with pytest.raises((Unreachable, Malformed)):
            ask(address, stamp[0])


def test_the_server_refuses_what_is_no_query(authority):
    import httpx  # noqa: PLC0415

    with serving(authority[1]) as address:
        assert httpx.get(address).status_code == 405
        assert httpx.post(address, content=bytes(20_000)).status_code == 413


def test_an_authority_is_made_once_and_its_key_is_for_its_owner(authority, tmp_path):
    with pytest.raises(Malformed):
        create_authority(authority[0], "Again", NOW)
    assert (authority[0] / "tsa.key").stat().st_mode & 0o77 == 0
    with pytest.raises(LogError):
        Authority.load(tmp_path)


def test_both_verifiers_leave_a_stamp_unchecked_that_nobody_asked_about(sample, stamp, tmp_path):
    (tmp_path / "b.zip").write_bytes(build_bundle(dataclasses.replace(sample.parts, stamp=stamp[1]), CONTENT))
    assert both(tmp_path / "b.zip") == (("MATCH", 0), ("MATCH", 0))

"""SM2 with SM3: the standard's own example, lines on heads, and who may ignore them."""

import io
import shutil
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from ledger_samples import CONTENT, LOG_KEY, ORIGIN, PARTY_KEY, START, create, statement

from courtlog import Bundle, Given, Kind, Outcome, Parts, Policy, SignerKey, Verdict, build_bundle, issue, verify_bundle
from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, LogError, Malformed, Missing
from courtlog.note import Note, NoteSignature
from courtlog.signing import _loaded, _public, sign_note
from courtlog.sm2 import TYPE, check_signature, check_sm2_line, parse_sm2_key, sm2_check

# GB/T 32918.5-2017, annex A: the recommended curve.
NUMBER = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
POINT = bytes.fromhex(
    "04"
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
MESSAGE = b"message digest"
KEY = SignerKey(ORIGIN, TYPE, bytes.fromhex(NUMBER))
HEAD = sign_note(Checkpoint(ORIGIN, 7, bytes(32)).text, LOG_KEY)


def test_the_example_of_the_standard_is_right():
    assert check_signature(POINT, SIGNATURE, MESSAGE)
    assert KEY.verifier.public.endswith(POINT)


def test_every_changed_byte_of_the_example_is_refused():
    for at in range(64):
        assert not check_signature(POINT, SIGNATURE[:at] + bytes([SIGNATURE[at] ^ 1]) + SIGNATURE[at + 1 :], MESSAGE)
    for at in range(65):
        assert not check_signature(POINT[:at] + bytes([POINT[at] ^ 1]) + POINT[at + 1 :], SIGNATURE, MESSAGE)
    assert not check_signature(POINT, SIGNATURE, b"message digesT")


def test_numbers_out_of_range_are_refused():
    order = int("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16).to_bytes(32, "big")
    for signature in (bytes(64), bytes(32) + SIGNATURE[32:], order + SIGNATURE[32:], SIGNATURE[:32] + order, b""):
        assert not check_signature(POINT, signature, MESSAGE)
    assert not check_signature(b"\4" + bytes(64), SIGNATURE, MESSAGE)
    assert not check_signature(POINT[:-1], SIGNATURE, MESSAGE)


def test_a_line_is_checked_by_its_key_and_ignored_by_those_who_know_no_sm2():
    note = Note.parse(sign_note(HEAD.text, LOG_KEY, KEY).encode())
    check_sm2_line(note, KEY.verifier)
    assert note.signed_by([LOG_KEY.verifier]) == [LOG_KEY.verifier]
    assert Policy(logs=[LOG_KEY.verifier], quorum="none").check(note.encode()).cosignatures == ()
    with pytest.raises(Missing):
        check_sm2_line(HEAD, KEY.verifier)


def test_a_wrong_line_contradicts():
    line = sign_note(HEAD.text, LOG_KEY, KEY).signatures[-1]
    other = Checkpoint(ORIGIN, 8, bytes(32)).text
    with pytest.raises(Contradiction):
        check_sm2_line(Note(other, (line,)), KEY.verifier)
    with pytest.raises(Contradiction):
        check_sm2_line(Note(HEAD.text, (NoteSignature(line.name, line.key_id, line.data[:-1]),)), KEY.verifier)


def test_keys_come_back_from_their_text_and_others_are_refused():
    assert SignerKey.parse(str(KEY)) == KEY
    assert parse_sm2_key(str(KEY.verifier)) == KEY.verifier
    assert NUMBER.lower() not in repr(KEY)
    for text in ("", "a+b", str(LOG_KEY.verifier), str(KEY.verifier).replace("+", "+0", 1), str(KEY)):
        with pytest.raises(Malformed):
            parse_sm2_key(text)
    for text in ("", str(KEY.verifier), str(KEY).replace("+", "+0", 2)):
        with pytest.raises(Malformed):
            SignerKey.parse(text)
    for secret in (b"", bytes(32), b"\xff" * 32):
        with pytest.raises(Malformed):
            SignerKey("x", TYPE, secret)


def test_without_the_extra_no_line_is_made_and_none_is_checked(monkeypatch):
    note, own = sign_note(HEAD.text, LOG_KEY, KEY), KEY.verifier
    _loaded.cache_clear()
    _public.cache_clear()
    monkeypatch.setitem(sys.modules, "tongsuopy.crypto.asymciphers", None)
    for act in (lambda: sign_note(HEAD.text, LOG_KEY, KEY), lambda: str(KEY), lambda: check_sm2_line(note, own)):
        with pytest.raises(Missing, match=r"courtlog\[sm\]"):
            act()


def test_openssl_accepts_a_line_and_refuses_the_tampered_twin(tmp_path):
    data = sign_note(HEAD.text, LOG_KEY, KEY).signatures[-1].data
    der = encode_dss_signature(int.from_bytes(data[:32], "big"), int.from_bytes(data[32:], "big"))
    (tmp_path / "signature").write_bytes(der)
    (tmp_path / "text").write_text(HEAD.text)
    (tmp_path / "twin").write_text(HEAD.text.replace("7", "8"))
    # SubjectPublicKeyInfo of an SM2 key: a fixed head, then the point.
    spki = bytes.fromhex("3059301306072A8648CE3D020106082A811CCF5501822D034200") + POINT
    (tmp_path / "key").write_bytes(spki)
    for name, accepted in (("text", True), ("twin", False)):
        command = [shutil.which("openssl"), "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key"]
        command += ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]
        command += ["-in", name, "-sigfile", "signature"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode == 0) is accepted, done.stderr


@pytest.fixture
def national(tmp_path):
    """A log whose heads bear an SM2 line too."""
    keys = tmp_path / "log" / "keys"
    keys.mkdir(parents=True)
    (keys / "sm2.key").write_text(f"{KEY}\n")
    with create(tmp_path / "log") as log:
        log.deposit([statement(0)])
        yield log


def test_a_log_with_an_sm2_key_signs_each_head_twice(national):
    note = Note.parse(national.head().note)
    check_sm2_line(note, KEY.verifier)
    assert len(note.signatures) == 3


def test_a_log_refuses_an_sm2_key_of_another_name_or_one_that_cannot_be_read(tmp_path):
    for number, text in enumerate((str(SignerKey("other.example", TYPE, KEY.seed)), str(LOG_KEY), "nonsense")):
        keys = tmp_path / str(number) / "keys"
        keys.mkdir(parents=True)
        (keys / "sm2.key").write_text(text)
        with pytest.raises(LogError):
            create(tmp_path / str(number))


def test_a_bundle_is_checked_against_the_sm2_key_that_the_person_trusts(sample, national):
    how = {"name": "a.txt", "kind": Kind.EVIDENCE, "subject": "s", "key": PARTY_KEY, "at": START}
    issued = issue(io.BytesIO(CONTENT), **how)
    (deposited,) = national.deposit([issued.statement])
    proof = national.proof(deposited.index).encode()
    data = build_bundle(Parts(issued.statement, issued.opening, proof, national.policy()), CONTENT)
    stranger = SignerKey.generate(ORIGIN, TYPE).verifier
    for bundle, key, verdict, outcome in (
        (data, KEY.verifier, Verdict.MATCH, Outcome.PROVED),
        (data, stranger, Verdict.NOT_PROVEN, Outcome.MISSING),
        (sample.bundle, KEY.verifier, Verdict.NOT_PROVEN, Outcome.MISSING),
        (data, SignerKey("other.example", TYPE, KEY.seed).verifier, Verdict.NOT_PROVEN, Outcome.MISSING),
    ):
        with Bundle.open(io.BytesIO(bundle)) as opened:
            report = verify_bundle(opened, Given(further=[sm2_check(key)]))
        found = [finding.outcome for finding in report.findings if finding.code == "sm2"]
        assert (report.verdict, found) == (verdict, [outcome])

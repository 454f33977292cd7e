import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import LOG_KEY, ORIGIN, START, VECTORS, WITNESS_KEY

from courtlog.checkpoint import Checkpoint
from courtlog.cosignature import verify_cosignature
from courtlog.deposit import Promise
from courtlog.errors import Contradiction, CourtlogError, Malformed
from courtlog.merkle import EMPTY_ROOT
from courtlog.note import Note, VerifierKey
from courtlog.signing import SignerKey, cosign, sign_note
from courtlog.tlogproof import TlogProof

# The published test key of a foreign project: both encodings were made by Go's sumdb/note.
GO_SKEY = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
GO_VKEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
HEAD = Checkpoint(ORIGIN, 0, EMPTY_ROOT)


def test_keys_are_encoded_exactly_as_go_encodes_them():
    signer = SignerKey.parse(GO_SKEY)
    assert str(signer) == GO_SKEY
    assert str(signer.verifier) == GO_VKEY
    assert VerifierKey.parse(GO_VKEY) == signer.verifier


def test_signing_a_foreign_head_with_the_foreign_key_gives_the_foreign_bytes():
    for size in range(16):
        note = (VECTORS / "tessera" / "testdata" / "log" / f"checkpoint.{size}").read_bytes()
        assert sign_note(Note.parse(note).text, SignerKey.parse(GO_SKEY)).encode() == note


def test_a_secret_key_is_not_shown_by_accident():
    assert LOG_KEY.seed.hex() not in repr(LOG_KEY)
    assert repr(LOG_KEY.seed) not in repr(LOG_KEY)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "a+b",
        GO_VKEY.replace("33d7", "33d8"),
        GO_VKEY + "A",
        GO_VKEY.replace("+A", "+C"),
        "a b" + GO_VKEY,
        GO_VKEY[:-1],
        "x+00000000+Bw==",
    ],
)
def test_a_key_that_is_not_well_formed_is_refused(vkey):
    with pytest.raises(Malformed):
        VerifierKey.parse(vkey)


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1), st.integers(0, 2**63 - 1))
def test_signed_texts_come_back_and_verify(text, time):
    note = cosign(sign_note(text + "\n", LOG_KEY), WITNESS_KEY, time)
    read = Note.parse(note.encode())
    assert read == note
    assert read.signed_by([LOG_KEY.verifier]) == [LOG_KEY.verifier]
    assert verify_cosignature(read, WITNESS_KEY.verifier).time == time


STRANGE = {
    "no signature": b"text\n",
    "no blank line": b"text\n\xe2\x80\x94 a AAAAAAA=\n",
    "not UTF-8": b"\xff\n\n\xe2\x80\x94 a AAAAAAA=\n",
    "control character": b"te\x00xt\n\n\xe2\x80\x94 a AAAAAAA=\n",
    "carriage returns": b"text\r\n\r\n\xe2\x80\x94 a AAAAAAA=\r\n",
    "a hyphen for the dash": b"text\n\n- a AAAAAAA=\n",
    "no final newline": b"text\n\n\xe2\x80\x94 a AAAAAAA=",
    "empty name": b"text\n\n\xe2\x80\x94  AAAAAAA=\n",
    "plus in the name": b"text\n\n\xe2\x80\x94 a+b AAAAAAA=\n",
    "a third word": b"text\n\n\xe2\x80\x94 a AAAAAAA= x\n",
    "short signature": b"text\n\n\xe2\x80\x94 a AAAA\n",
    "sloppy base64": b"text\n\n\xe2\x80\x94 a AAAAAAB=\n",
    "too long": b"x" * 1_000_001,
    "too many signatures": b"text\n\n" + b"\xe2\x80\x94 a AAAAAAA=\n" * 101,
    "nothing": b"",
}


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE.keys())
def test_a_note_with_strange_lines_is_refused(data):
    with pytest.raises(Malformed):
        Note.parse(data)


def test_unknown_signatures_are_ignored_and_a_wrong_known_one_condemns_the_note():
    note = cosign(sign_note(HEAD.text, LOG_KEY), WITNESS_KEY, START)
    assert Note.parse(note.encode()).signed_by([SignerKey.generate(ORIGIN).verifier]) == []
    forged = Note(note.text.replace("0", "1"), note.signatures)
    with pytest.raises(Contradiction):
        forged.signed_by([LOG_KEY.verifier])
    with pytest.raises(Contradiction):
        verify_cosignature(forged, WITNESS_KEY.verifier)


def test_a_cosignature_with_another_time_is_wrong():
    note = cosign(sign_note(HEAD.text, LOG_KEY), WITNESS_KEY, START)
    line = note.signatures[1]
    later = Note(note.text, (type(line)(line.name, line.key_id, (START + 1).to_bytes(8, "big") + line.data[8:]),))
    with pytest.raises(Contradiction):
        verify_cosignature(later, WITNESS_KEY.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "a\n1\n",
        "a\n01\n" + "A" * 43 + "=\n",
        "a\n-1\n" + "A" * 43 + "=\n",
        "a\n1\nAAAA\n",
        "a\n9223372036854775808\n" + "A" * 43 + "=\n",
        "a\n1\n" + "A" * 43 + "=",
        "a\n\u0661\n" + "A" * 43 + "=\n",
        "a\n1\n" + "A" * 43 + "=\n\nx\n",
    ],
)
def test_a_head_that_is_not_well_formed_is_refused(text):
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


@given(st.integers(0, 2**63 - 1), st.lists(st.binary(min_size=32, max_size=32), max_size=63), st.none() | st.binary())
def test_proofs_come_back_as_they_went(index, path, extra):
    proof = TlogProof(index, tuple(path), sign_note(HEAD.text, LOG_KEY).encode(), extra)
    assert TlogProof.parse(proof.encode()) == proof


@given(st.binary(max_size=200))
def test_no_bytes_make_a_parser_fail_in_an_unforeseen_way(data):
    for parse in (Note.parse, TlogProof.parse):
        try:
            parse(data)
        except CourtlogError:
            pass


def test_a_promise_binds_the_log_to_the_entry():
    promise = Promise(ORIGIN, 7, __import__("hashlib").sha256(b"\0entry").digest(), START).sign(LOG_KEY)
    assert Promise.open(promise, LOG_KEY.verifier, b"entry").index == 7
    with pytest.raises(Contradiction):
        Promise.open(promise, LOG_KEY.verifier, b"another")
    with pytest.raises(Malformed):
        Checkpoint.parse(Note.parse(promise).text)

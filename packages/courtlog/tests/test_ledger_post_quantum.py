"""ML-DSA-44 cosignatures (type 0x06): counted where they can be checked, never accepted where they cannot."""

import hashlib
import sys

import pytest
from ledger_samples import LOG_KEY, START, WITNESS_KEY, key
from test_ledger_standalone import both, flip, members, pack

from courtlog import ML_DSA_44, Policy, SignerKey, TlogProof, VerifierKey
from courtlog.checkpoint import Checkpoint
from courtlog.cosignature import cosigned_message, verify_cosignature
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import Note, NoteSignature
from courtlog.signing import cosign, sign_note

HEAD = Checkpoint("example.com/behind-the-sofa", 20_852_163, hashlib.sha256(b"root").digest())
QUANTUM_KEY = key("w.example/pq", ML_DSA_44)
LOG = key(HEAD.origin)


def policy(*lines):
    return Policy.parse("\n".join([f"log {LOG.verifier}", *lines]).encode() + b"\n")


def without_ml_dsa(monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.mldsa", None)


def test_keys_come_back_from_their_text():
    assert SignerKey.parse(str(QUANTUM_KEY)) == QUANTUM_KEY
    assert VerifierKey.parse(str(QUANTUM_KEY.verifier)) == QUANTUM_KEY.verifier
    assert len(QUANTUM_KEY.verifier.public) == 1312
    data = b"w.example/pq\n\x06" + QUANTUM_KEY.verifier.public
    assert QUANTUM_KEY.verifier.id == hashlib.sha256(data).digest()[:4]


def test_the_message_is_the_structure_of_the_specification_byte_for_byte():
    name, origin = b"w.example/pq", b"example.com/behind-the-sofa"
    expected = b"subtree/v1\n\x00" + bytes([len(name)]) + name + (1_679_315_147).to_bytes(8, "big")
    expected += bytes([len(origin)]) + origin + bytes(8) + (20_852_163).to_bytes(8, "big") + HEAD.root
    assert cosigned_message(HEAD.text, 1_679_315_147, QUANTUM_KEY.verifier) == expected


def test_a_cosignature_counts_towards_the_quorum_and_gives_its_time():
    note = cosign(sign_note(HEAD.text, LOG), QUANTUM_KEY, START)
    assert len(note.signatures[1].data) == 8 + 2420
    head = policy(f"witness pq {QUANTUM_KEY.verifier}", "quorum pq").check(note.encode())
    assert (head.since.time, head.since.name, head.unchecked) == (START, "w.example/pq", ())


@pytest.mark.parametrize("at", [0, 7, 8, 2427])
def test_a_flipped_bit_of_the_time_or_the_signature_contradicts(at):
    note = cosign(sign_note(HEAD.text, LOG), QUANTUM_KEY, START)
    bad = NoteSignature("w.example/pq", QUANTUM_KEY.verifier.id, flip(note.signatures[1].data, at))
    with pytest.raises(Contradiction):
        verify_cosignature(Note(note.text, (bad,)), QUANTUM_KEY.verifier)


@pytest.mark.parametrize("field", ["origin", "size", "root"])
def test_a_cosignature_holds_for_its_own_head_only(field):
    line = cosign(sign_note(HEAD.text, LOG), QUANTUM_KEY, START).signatures[1]
    other = {"origin": "another.example", "size": 7, "root": bytes(32)}[field]
    text = Checkpoint(**{"origin": HEAD.origin, "size": HEAD.size, "root": HEAD.root} | {field: other}).text
    with pytest.raises(Contradiction):
        verify_cosignature(Note(text, (line,)), QUANTUM_KEY.verifier)


def test_a_cosignature_without_a_time_does_not_count():
    note = cosign(sign_note(HEAD.text, LOG), QUANTUM_KEY, 0).encode()
    with pytest.raises(Missing, match="states no time"):
        policy(f"witness pq {QUANTUM_KEY.verifier}", "quorum pq").check(note)


def test_where_cryptography_lacks_it_the_line_is_not_checked_and_never_accepted(monkeypatch):
    note = cosign(sign_note(HEAD.text, LOG), QUANTUM_KEY, START).encode()
    witness = f"witness pq {QUANTUM_KEY.verifier}"
    without_ml_dsa(monkeypatch)
    with pytest.raises(Missing, match="NOT CHECKED"):
        policy(witness, "quorum pq").check(note)
    head = policy(witness, "quorum none").check(note)
    assert (head.since, head.cosignatures) == (None, ())
    assert "NOT CHECKED" in head.unchecked[0]


def test_names_over_255_bytes_cannot_be_cosigned():
    with pytest.raises(Malformed):
        cosign(sign_note(Checkpoint("x" * 256, 0, HEAD.root).text, key("x" * 256)), QUANTUM_KEY, START)


def test_verify_py_says_not_checked_and_does_not_count_it(sample, tmp_path, capsys):
    """With the Ed25519 witness as quorum both say MATCH; where the other is needed, verify.py says NOT PROVEN."""
    proof = TlogProof.parse(sample.parts.proof)
    head = cosign(Note.parse(proof.head), QUANTUM_KEY, START + 9).encode()
    parts = members(sample.bundle) | {"proof.tlog-proof": sample.parts.proof.replace(proof.head, head)}
    lines = [f"log {LOG_KEY.verifier}", f"witness w {WITNESS_KEY.verifier}", f"witness pq {QUANTUM_KEY.verifier}"]
    path = tmp_path / "b.zip"
    for quorum, alone in (("w", ("MATCH", 0)), ("pq", ("NOT PROVEN", 3))):
        parts["policy.tlog-policy"] = "\n".join([*lines, f"quorum {quorum}", ""]).encode()
        path.write_bytes(pack(parts.items()))
        assert both(path) == (("MATCH", 0), alone)
    capsys.readouterr()

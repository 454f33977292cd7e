"""scitt-cose (COSE receipts and statements), metamorphic-log (heads and proofs; Rust), rfc3161-client, tongsuopy."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from ledger_samples import LOG_KEY, PARTY_KEY

from courtlog.merkle import leaf_hash


def pem(key):
    public = Ed25519PublicKey.from_public_bytes(key.verifier.public)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def flip(data, at=-1):
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_receipts(judge, scene):
    judge("scitt-cose", "COSE receipts of inclusion (RFC 9942)")
    import scitt_cose

    def verify(receipt=scene.receipt, entry=scene.entry, key=LOG_KEY):
        return scitt_cose.verify_receipt(receipt, leaf_entry_hex=entry.hex(), log_public_key_pem=pem(key))

    found = verify()
    assert found.ok, found.errors
    assert (found.root, found.tree_size, found.leaf_index) == (scene.root.hex(), scene.size, scene.index)
    assert (found.issuer, found.subject) == (LOG_KEY.name, "0198c2f0")
    for twin in (verify(flip(scene.receipt)), verify(entry=flip(scene.entry)), verify(key=PARTY_KEY)):
        assert not twin.ok


def test_statements(judge, scene):
    judge("scitt-cose", "signed statements (RFC 9052, RFC 9943)")
    import scitt_cose

    found = scitt_cose.parse_signed_statement(scene.entry, public_key_pem=pem(PARTY_KEY))
    assert (found["signature_verified"], found["issuer"], found["subject"]) == (True, PARTY_KEY.name, "0198c2f0")
    for entry, key in ((flip(scene.entry), PARTY_KEY), (scene.entry, LOG_KEY)):
        assert scitt_cose.parse_signed_statement(entry, public_key_pem=pem(key))["signature_verified"] is False


def test_heads_and_proofs(judge, scene):
    judge("metamorphic-log", "signed heads, inclusion, growth")
    import metamorphic_log as other

    keys, leaf, path = [scene.key], leaf_hash(scene.entry), list(scene.proof.path)
    head = other.checkpoint_verify(scene.head, keys)
    assert (head.origin, head.size, head.root) == (LOG_KEY.name, scene.size, scene.root)
    other.checkpoint_verify_inclusion(scene.head, keys, scene.index, leaf, path)
    other.checkpoint_verify_consistency(scene.older, scene.head, keys, scene.consistency)
    twin = scene.head.replace("\n300\n", "\n301\n")
    for refused in (
        lambda: other.checkpoint_verify(twin, keys),
        lambda: other.checkpoint_verify(scene.head, [str(PARTY_KEY.verifier)]),
        lambda: other.checkpoint_verify_inclusion(scene.head, keys, scene.index, flip(leaf), path),
        lambda: other.checkpoint_verify_inclusion(scene.head, keys, scene.index, leaf, [*path[:-1], flip(path[-1])]),
        lambda: other.checkpoint_verify_consistency(scene.older, scene.head, keys, [flip(scene.consistency[0])]),
    ):
        with pytest.raises(other.VerifyError):
            refused()

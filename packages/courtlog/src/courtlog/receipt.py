"""COSE receipts of inclusion (RFC 9942, RFC9162_SHA256): the proof of an entry in the language of SCITT (RFC 9943).

A receipt is the log's COSE_Sign1 over the root of a head that it has published, with the inclusion path beside it. The
key is the one that signs the heads: what is signed begins with 0x84, which no signed note can, so neither is the other.
Protected header: 1 = -8 (EdDSA), 4 = key id (RFC 9679), 15 = {1: origin, 2: the statement's subject}, 395 = 1.
"""

from collections.abc import Iterable

from courtlog import cbor
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import VerifierKey, check_ed25519
from courtlog.statement import thumbprint, to_be_signed
from courtlog.tlogproof import TlogProof

MAX_RECEIPT = 16_384
"""Longest receipt in bytes; one with 63 hashes and the longest names that occur has about 3,000."""
_EDDSA, _RFC9162_SHA256 = -8, 1
_ALGORITHM, _CRITICAL, _KEY_ID, _STRUCTURE = 1, 2, 4, 395


def encode_path(proof: TlogProof) -> bytes:
    """Give the inclusion proof of RFC 9942, 5.2: size, index and path."""
    return cbor.encode([proof.checkpoint.size, proof.index, list(proof.path)])


def check_receipt(data: bytes, proof: TlogProof, logs: Iterable[VerifierKey]) -> None:
    """Check that `data` is a receipt by one of `logs` for the entry and head of `proof`, which the caller has checked.

    1. It is a receipt of inclusion in such a tree. 2. It states the entry, size and path of `proof`. 3. The key that it
    names signed the head's root. Raises `Malformed`, `Contradiction`, or `Missing` when none of `logs` has that key.
    """
    match cbor.decode(data) if len(data) <= MAX_RECEIPT else None:
        case cbor.Tag(number=18, value=[bytes(protected), {396: {-1: [bytes(path)]}}, None, bytes(signature)]):
            header = cbor.decode(protected)
        case _:
            raise Malformed("The receipt is not a COSE receipt of one inclusion with a detached root.")
    if not isinstance(header, dict) or (header.get(_ALGORITHM), header.get(_STRUCTURE)) != (_EDDSA, _RFC9162_SHA256):
        raise Malformed("The receipt is signed, or its tree is built, in a way that this version does not know.")
    if _CRITICAL in header:
        raise Malformed("The receipt has critical headers that this version does not know.")
    if path != encode_path(proof):
        raise Contradiction("The receipt is for another entry or another head than the proof.")
    key = next((key for key in logs if thumbprint(key.public) == header.get(_KEY_ID)), None)
    if key is None:
        raise Missing("The receipt names a key that is none of the log's: NOT CHECKED.")
    if not check_ed25519(key.public, signature, to_be_signed(protected, proof.checkpoint.root)):
        raise Contradiction(f"The receipt is not what the log {key.name} signed: its signature is wrong.")

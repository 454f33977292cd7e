"""G3: how large the proof of an entry is in a log of a thousand million, and how long its check takes.

The head bears the log's signature and a quorum of three witnesses; a policy that knows four checks it.

The tree is made up: only the hashes on the path are computed, and the root from them.
"""

from __future__ import annotations

import hashlib

from _ledger import show
from _ledger_figures import LOG, statement

from courtlog.bench import rate_of
from courtlog.checkpoint import Checkpoint
from courtlog.merkle import leaf_hash, node_hash
from courtlog.note import COSIGNATURE, check_ed25519
from courtlog.policy import Policy
from courtlog.proofs import inclusion_path
from courtlog.signing import SignerKey, cosign, sign_note
from courtlog.tlogproof import TlogProof

QUORUM = 3
SIZE, INDEX = 1_000_000_000, 714_285_714


def root_over(leaf: bytes, path: list[bytes]) -> bytes:
    """The root that a path leads to (RFC 9162, 2.1.3.2)."""
    node, last, computed = INDEX, SIZE - 1, leaf
    for sibling in path:
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return computed


def main() -> None:
    """Make one proof, weigh it, check it many times."""
    entry = statement(INDEX)
    path = inclusion_path(INDEX, SIZE, lambda level, index: hashlib.sha256(f"{level} {index}".encode()).digest())
    note = sign_note(Checkpoint(LOG.name, SIZE, root_over(leaf_hash(entry), path)).text, LOG)
    lines = [f"log {LOG.verifier}"]
    for number in range(4):
        key = SignerKey.generate(f"witness{number}.court.example", COSIGNATURE)
        if number < QUORUM:
            note = cosign(note, key, 1_800_000_000)
        lines.append(f"witness w{number} {key.verifier}")
    policy = Policy.parse("\n".join([*lines, f"group g {QUORUM} w0 w1 w2 w3", "quorum g", ""]).encode())
    proof = TlogProof(INDEX, tuple(path), note.encode()).encode()

    def check() -> None:
        read = TlogProof.parse(proof)
        read.verify(entry)
        policy.check(read.head)

    check()
    message, signature = note.text.encode(), LOG.sign_raw(note.text.encode())
    signatures = (1 + QUORUM) * 1000 / rate_of(lambda: check_ed25519(LOG.verifier.public, signature, message))
    show(f"proof of an entry among {SIZE:,}, with its head", len(proof), "bytes", most=2_048)
    show("its check, with four signatures", 1000 / rate_of(check), "ms", most=1, limit=signatures)
    inclusion = 1000 / rate_of(lambda: TlogProof.parse(proof).verify(entry))
    show("its check, inclusion alone", inclusion, "ms", most=1)


if __name__ == "__main__":
    main()

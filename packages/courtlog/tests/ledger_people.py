"""A log's history held in memory, and the witnesses who look at it."""

import base64

from ledger_samples import LOG_KEY, ORIGIN, START, key

from courtlog.checkpoint import Checkpoint
from courtlog.merkle import leaf_hash, nodes_of, range_hash
from courtlog.note import COSIGNATURE
from courtlog.proofs import consistency_path
from courtlog.signing import sign_note
from courtlog.witness import Witness, WitnessStore


class History:
    """A log as its leaf hashes; two with different `branch` begin to differ at entry `same`."""

    def __init__(self, size=40, branch=0, same=0, signer=LOG_KEY):
        leaves = [leaf_hash(f"{number} {branch if number >= same else 0}".encode()) for number in range(size)]
        self.node, self.signer = nodes_of(leaves), signer

    def head(self, size, origin=ORIGIN):
        return sign_note(Checkpoint(origin, size, range_hash(0, size, self.node)).text, self.signer)

    def proof(self, old, new):
        return consistency_path(old, new, self.node) if old else []

    def request(self, old, new, proof=None):
        return request(old, self.proof(old, new) if proof is None else proof, self.head(new))


def request(old, proof, note):
    lines = [f"old {old}", *(base64.b64encode(one).decode() for one in proof), "", ""]
    return "\n".join(lines).encode() + note.encode()


def witness(path, name="w.example", logs=(LOG_KEY.verifier,), clock=lambda: START, **options):
    store = WitnessStore(path, new=not path.exists())
    return Witness(logs, [key(name, COSIGNATURE)], store, clock, **options)

"""A log of another project, from its published folder: copied, proven entry by entry, refused when tampered with."""

import shutil

import pytest
from ledger_samples import START, VECTORS, key
from test_tiles import FOREIGN_KEY

from courtlog import COSIGNATURE, Policy, VerifierKey
from courtlog.errors import CourtlogError
from courtlog.merkle import leaf_hash, verify_consistency
from courtlog.mirror import Mirror
from courtlog.proofs import consistency_path, inclusion_path
from courtlog.reader import RemoteTree, read_head
from courtlog.tiles import decode_bundle
from courtlog.tlogproof import TlogProof
from courtlog.web import source_of

FOREIGN = VECTORS / "tessera" / "testdata" / "log"
LOG = VerifierKey.parse(FOREIGN_KEY)


def copied(tmp_path, place):
    """Mirror a published folder; gives the head that the mirror keeps and cosigns."""
    policy = Policy.parse(f"log {FOREIGN_KEY}\nquorum none\n".encode())
    with Mirror(tmp_path / "copies", policy, key("mirror.example/m", COSIGNATURE), lambda: START) as mirror:
        return mirror.copy(LOG, source_of(str(place)))


def test_the_whole_foreign_log_is_audited_and_copied(tmp_path):
    head = copied(tmp_path, FOREIGN)
    assert (head.checkpoint.origin, head.checkpoint.size) == ("example.com/log/testdata", 15)
    entries = list((tmp_path / "copies").rglob("entries/*.p/15"))
    assert [decode_bundle(path.read_bytes()) for path in entries] == [
        decode_bundle((FOREIGN / "tile/entries/000.p/15").read_bytes())
    ]


def test_each_foreign_head_is_the_beginning_of_every_later_one():
    source = source_of(str(FOREIGN))
    heads = [read_head(source, [LOG], f"checkpoint.{size}").checkpoint for size in range(1, 16)]
    for newer in heads:
        tree = RemoteTree(newer, source)
        for older in heads[: newer.size]:
            path = consistency_path(older.size, newer.size, tree.node)
            verify_consistency(older.size, newer.size, path, older.root, newer.root)


def test_each_foreign_entry_has_a_proof_in_our_format_and_no_other_entry_has_it():
    source = source_of(str(FOREIGN))
    head = read_head(source, [LOG])
    tree = RemoteTree(head.checkpoint, source)
    entries = decode_bundle(tree.data("entries", 0))
    assert [leaf_hash(entry) for entry in entries] == tree.hashes(0, 0)
    for index, entry in enumerate(entries):
        proof = TlogProof(index, tuple(inclusion_path(index, tree.size, tree.node)), head.note)
        assert TlogProof.parse(proof.encode()) == proof
        proof.verify(entry)
        with pytest.raises(CourtlogError):
            proof.verify(entry + b"!")


@pytest.mark.parametrize("name", ["checkpoint", "tile/0/000.p/15", "tile/entries/000.p/15"])
def test_a_tampered_twin_of_the_foreign_log_is_neither_copied_nor_cosigned(tmp_path, name):
    twin = tmp_path / "twin"
    shutil.copytree(FOREIGN, twin)
    data = bytearray((twin / name).read_bytes())
    data[len(data) // 2] ^= 1
    (twin / name).write_bytes(data)
    with pytest.raises(CourtlogError):
        copied(tmp_path, twin)

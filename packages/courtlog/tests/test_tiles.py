import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import VECTORS

from courtlog.edge import Edge
from courtlog.errors import Malformed, StoreDamaged
from courtlog.merkle import leaf_hash, nodes_of, range_hash, verify_consistency, verify_inclusion
from courtlog.policy import Policy
from courtlog.proofs import consistency_path, inclusion_path
from courtlog.tiles import TileTree, decode_bundle, encode_bundle, tile_path, width_in

FOREIGN = VECTORS / "tessera" / "testdata" / "log"
FOREIGN_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"


def test_paths_are_those_of_the_specification():
    assert str(tile_path(0, 1234067)) == "tile/0/x001/x234/067"
    assert str(tile_path("entries", 0, 5)) == "tile/entries/000.p/5"
    assert str(tile_path(63, 999, 255)) == "tile/63/999.p/255"


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification():
    assert (width_in(70_000, 0, 272), width_in(70_000, 0, 273)) == (256, 112)
    assert (width_in(70_000, 1, 0), width_in(70_000, 1, 1)) == (256, 17)
    assert (width_in(70_000, 2, 0), width_in(70_000, 3, 0)) == (1, 0)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_bundles_of_entries_come_back_as_they_went(entries):
    assert decode_bundle(encode_bundle(entries)) == entries


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x00" * 257], ids=["half a length", "cut", "too many"])
def test_a_bundle_that_does_not_add_up_is_refused(data):
    with pytest.raises(Malformed):
        decode_bundle(data)


def test_an_entry_of_65536_bytes_is_refused():
    assert len(encode_bundle([bytes(65_535)])) == 65_537
    with pytest.raises(Malformed):
        encode_bundle([bytes(65_536)])


def foreign(path):
    file = FOREIGN / path
    return file.read_bytes() if file.is_file() else None


def test_a_whole_foreign_log_is_read_and_every_head_entry_and_proof_in_it_agrees():
    policy = Policy.parse(f"log {FOREIGN_KEY}\nquorum none\n".encode())
    heads = [policy.check((FOREIGN / f"checkpoint.{size}").read_bytes()).checkpoint for size in range(16)]
    newest = TileTree(15, foreign)
    entries = decode_bundle(newest.data("entries", 0))
    leaves = [leaf_hash(entry) for entry in entries]
    assert newest.hashes(0, 0) == leaves
    for head in heads[1:]:
        tree = TileTree(head.size, foreign)
        assert range_hash(0, head.size, tree.node) == head.root
        for index in range(head.size):
            verify_inclusion(index, head.size, leaves[index], inclusion_path(index, head.size, tree.node), head.root)
        for older in heads[1 : head.size + 1]:
            path = consistency_path(older.size, head.size, tree.node)
            verify_consistency(older.size, head.size, path, older.root, head.root)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=4))
def test_a_tree_grown_in_groups_has_the_files_and_root_of_its_size(groups):
    edge, files, entries = Edge(), {}, []
    for group in groups:
        fresh = [f"{len(entries) + number}".encode() for number in range(group)]
        files.update(edge.extend(fresh).files)
        entries += fresh
    size = len(entries)
    node = nodes_of([leaf_hash(entry) for entry in entries])
    tree = TileTree(size, files.get)
    assert edge.root() == range_hash(0, size, node) == range_hash(0, size, tree.node)
    assert inclusion_path(size // 2, size, tree.node) == inclusion_path(size // 2, size, node)
    assert Edge.load(tree) == edge


def test_trees_of_three_levels_of_tiles_have_the_right_root():
    edge = Edge()
    files = edge.extend(number.to_bytes(3) for number in range(65_536 + 300)).files
    leaves = [leaf_hash(number.to_bytes(3)) for number in range(65_836)]
    assert edge.root() == range_hash(0, 65_836, nodes_of(leaves))
    assert len(files[tile_path(2, 0, 1)]) == 32
    assert Edge.load(TileTree(65_836, files.get)) == edge


def test_a_missing_tile_is_named():
    with pytest.raises(StoreDamaged, match=r"tile/0/000\.p/5"):
        TileTree(5, lambda _: None).node(0, 0)

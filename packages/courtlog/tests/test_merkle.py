import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import VECTORS

from courtlog.errors import CourtlogError, Malformed
from courtlog.merkle import (
    EMPTY_ROOT,
    leaf_hash,
    node_hash,
    nodes_of,
    range_hash,
    verify_consistency,
    verify_inclusion,
)
from courtlog.proofs import consistency_path, inclusion_path

MERKLE = VECTORS / "merkle" / "testdata"
LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def cases(kind):
    return [
        pytest.param(json.loads(path.read_text()), id=f"{path.parent.name}-{path.stem}")
        for path in sorted((MERKLE / kind).rglob("*.json"))
    ]


def decode(text):
    return base64.b64decode(text or "")


@pytest.mark.parametrize("case", cases("inclusion"))
def test_inclusion_vectors_of_another_project_are_judged_alike(case):
    path = [decode(one) for one in case["proof"] or []]
    arguments = case["leafIdx"], case["treeSize"], decode(case["leafHash"]), path, decode(case["root"])
    if case["wantErr"]:
        with pytest.raises(CourtlogError):
            verify_inclusion(*arguments)
    else:
        verify_inclusion(*arguments)


@pytest.mark.parametrize("case", cases("consistency"))
def test_consistency_vectors_of_another_project_are_judged_alike(case):
    path = [decode(one) for one in case["proof"] or []]
    # Some cases write words in place of roots that their checker never looks at; as hashes they stay equal or unequal.
    roots = [
        one if len(one) == 32 else hashlib.sha256(one).digest() for one in map(decode, (case["root1"], case["root2"]))
    ]
    arguments = case["size1"], case["size2"], path, *roots
    if case["wantErr"]:
        with pytest.raises(CourtlogError):
            verify_consistency(*arguments)
    else:
        verify_consistency(*arguments)


def definition(leaves):
    """The recursive definition of RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(definition(leaves[:split]), definition(leaves[split:]))


@given(st.integers(0, 70))
def test_the_root_is_that_of_the_recursive_definition(size):
    assert range_hash(0, size, nodes_of(LEAVES[:size])) == definition(LEAVES[:size])


@given(st.integers(1, 70), st.data())
def test_every_inclusion_proof_verifies_and_no_other_leaf_does(size, data):
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, size, nodes_of(LEAVES[:size]))
    root = definition(LEAVES[:size])
    verify_inclusion(index, size, LEAVES[index], path, root)
    other = data.draw(st.integers(0, 69).filter(lambda number: number != index))
    with pytest.raises(CourtlogError):
        verify_inclusion(index, size, LEAVES[other], path, root)


@given(st.integers(1, 70), st.data())
def test_every_consistency_proof_verifies_and_no_other_old_root_does(new, data):
    old = data.draw(st.integers(1, new))
    path = consistency_path(old, new, nodes_of(LEAVES[:new]))
    verify_consistency(old, new, path, definition(LEAVES[:old]), definition(LEAVES[:new]))
    if old < new:
        with pytest.raises(CourtlogError):
            verify_consistency(old, new, path, EMPTY_ROOT, definition(LEAVES[:new]))


def test_a_hash_of_the_wrong_length_is_refused():
    with pytest.raises(Malformed):
        verify_inclusion(0, 2, LEAVES[0], [LEAVES[1][:31]], EMPTY_ROOT)

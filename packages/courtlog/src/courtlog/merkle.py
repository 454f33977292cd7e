"""Merkle trees of RFC 9162 (the hashing of RFC 6962) with SHA-256: hashing, roots and checking. Pure functions.

Every check returns None and raises `Contradiction` when it fails, so that no caller can ignore a False.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from courtlog.errors import Contradiction, Malformed

HASH_SIZE = 32
"""Length of a SHA-256 hash in bytes."""

EMPTY_ROOT = sha256(b"").digest()
"""Root of the tree without leaves (RFC 9162, 2.1.1)."""


Node = Callable[[int, int], bytes]
"""`node(level, index)`: the hash over the leaves `[index << level, (index + 1) << level)`, all of which exist."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry: SHA-256(0x00 || entry), RFC 9162, 2.1.1."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Hash many entries, each as `leaf_hash` does."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children: SHA-256(0x01 || left || right), RFC 9162, 2.1.1."""
    return sha256(b"\x01" + left + right).digest()


def hash_pairs(row: Sequence[bytes]) -> list[bytes]:
    """Hash neighbours two by two, each pair as `node_hash` does; a last one without a partner is left out."""
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]


def nodes_of(leaves: Sequence[bytes]) -> Node:
    """Give the node source of a tree held in memory as its leaf hashes."""
    levels: list[list[bytes]] = [list(leaves)]
    while len(levels[-1]) > 1:
        levels.append(hash_pairs(levels[-1]))
    return lambda level, index: levels[level][index]


def range_hash(start: int, end: int, node: Node) -> bytes:
    """Hash the leaves `[start, end)`, where start is 0 or a split point of RFC 9162 (the Merkle tree hash of them)."""
    pieces: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        pieces.append(node(level, start >> level))
        start += 1 << level
    return join(pieces)


def join(peaks: Sequence[bytes]) -> bytes:
    """Hash the roots of perfect subtrees, the largest (leftmost) first, to the root over all of them."""
    if not peaks:
        return EMPTY_ROOT
    *rest, computed = peaks
    for peak in reversed(rest):
        computed = node_hash(peak, computed)
    return computed


def verify_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> None:
    """Check that the leaf hash `leaf` stands at `index` (from 0) of the tree with `size` leaves and root `root`.

    Source: RFC 9162, 2.1.3.2. Raises `Malformed` for a path that no such tree has, `Contradiction` for another root.
    """
    if not 0 <= index < size:
        raise Malformed(f"Entry {index} cannot lie in a log of {size} entries.")
    _check_hashes([leaf, root, *path])
    node, last, computed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise Malformed(f"The inclusion path of entry {index} has {len(path)} hashes, more than its tree is high.")
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise Malformed(f"The inclusion path of entry {index} has {len(path)} hashes, fewer than its tree is high.")
    if computed != root:
        raise Contradiction(f"The inclusion path leads to {computed.hex()}, the head says {root.hex()}.")


def verify_consistency(old_size: int, new_size: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check that the tree of `new_size` leaves begins with all leaves of the tree of `old_size`, unchanged.

    Source: RFC 9162, 2.1.4.2. Raises `Malformed` for an impossible path or sizes (an empty old tree can be compared
    with an empty one only: that a tree begins with nothing is no statement), `Contradiction` when either root differs.
    """
    if not 0 <= old_size <= new_size or 0 == old_size < new_size:
        raise Malformed(f"There is no proof that a log of {new_size} entries contains an older one of {old_size}.")
    _check_hashes([old_root, new_root, *path])
    if old_size == new_size:
        _verify_same(new_size, path, old_root, new_root)
        return
    hashes = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not hashes:
        raise Malformed("The consistency path is empty.")
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise Malformed("The consistency path is longer than the tree is high.")
        if node & 1 or node == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise Malformed("The consistency path is shorter than the tree is high.")
    _check_root(older, old_root, old_size)
    _check_root(newer, new_root, new_size)


def _verify_same(size: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    if path:
        raise Malformed("Two trees of equal size need no consistency path.")
    _check_root(old_root, new_root, size)
    if size == 0:
        _check_root(EMPTY_ROOT, new_root, size)


def _check_root(computed: bytes, claimed: bytes, size: int) -> None:
    if computed != claimed:
        raise Contradiction(f"At size {size} the path leads to root {computed.hex()}, not to {claimed.hex()}.")


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(one) != HASH_SIZE for one in hashes):
        raise Malformed("A hash in the proof is not 32 bytes long.")

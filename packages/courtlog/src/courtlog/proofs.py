"""Making roots, inclusion and consistency proofs (RFC 9162, 2.1) from any source of perfect-subtree hashes."""

from collections.abc import Callable, Sequence

from courtlog.errors import Malformed
from courtlog.merkle import EMPTY_ROOT, node_hash

Node = Callable[[int, int], bytes]
"""`node(level, index)`: the hash over the leaves `[index << level, (index + 1) << level)`, all of which exist."""


def nodes_of(leaves: Sequence[bytes]) -> Node:
    """Give the node source of a tree held in memory as its leaf hashes."""
    levels: list[list[bytes]] = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
    return lambda level, index: levels[level][index]


def range_hash(start: int, end: int, node: Node) -> bytes:
    """Hash the leaves `[start, end)`, where start is 0 or a split point of RFC 9162 (the Merkle tree hash of them)."""
    pieces: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        pieces.append(node(level, start >> level))
        start += 1 << level
    if not pieces:
        return EMPTY_ROOT
    computed = pieces.pop()
    while pieces:
        computed = node_hash(pieces.pop(), computed)
    return computed


def inclusion_path(index: int, size: int, node: Node) -> list[bytes]:
    """Give the hashes that lead from leaf `index` to the root of the tree of `size` leaves, leaf's sibling first."""
    if not 0 <= index < size:
        raise Malformed(f"Entry {index} does not lie in a log of {size} entries.")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(range_hash(split, end, node))
            end = split
        else:
            path.append(range_hash(start, split, node))
            start = split
    return path[::-1]


def consistency_path(old_size: int, new_size: int, node: Node) -> list[bytes]:
    """Give the hashes that show the tree of `old_size` leaves to be the beginning of the tree of `new_size`."""
    if not 0 < old_size <= new_size:
        raise Malformed(f"A log of {new_size} entries has no older state of {old_size} that could be shown.")
    path: list[bytes] = []
    start, end = 0, new_size
    # The subtree that ends exactly at old_size is known to the checker only if it is the whole old tree.
    while end != old_size:
        split = start + _split(end - start)
        if old_size <= split:
            path.append(range_hash(split, end, node))
            end = split
        else:
            path.append(range_hash(start, split, node))
            start = split
    if start:
        path.append(range_hash(start, end, node))
    return path[::-1]


def _split(count: int) -> int:
    """Largest power of two below `count` (RFC 9162, 2.1.1)."""
    return 1 << ((count - 1).bit_length() - 1)

"""Making inclusion and consistency proofs (RFC 9162, 2.1) from any source of perfect-subtree hashes."""

from courtlog.errors import Malformed
from courtlog.merkle import Node, range_hash


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

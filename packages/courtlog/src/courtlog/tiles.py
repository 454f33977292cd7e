"""The file layout of C2SP tlog-tiles: paths, entry bundles, and reading a tree out of tiles of height 8."""

import struct
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import PurePosixPath

from courtlog.errors import Malformed, StoreDamaged
from courtlog.merkle import HASH_SIZE, hash_pairs

WIDTH = 256
"""Hashes or entries in a full tile."""

HEIGHT = 8
"""Levels of the Merkle tree that one tile spans."""

MAX_ENTRY = (1 << 16) - 1
"""Longest entry in bytes: its length stands in 16 bits."""

_LENGTH = struct.Struct(">H")


def tile_path(level: int | str, number: int, width: int = WIDTH) -> PurePosixPath:
    """Give the path of hash tile `number` at `level`, or of an entry bundle with level "entries".

    Example: level 0, number 1234067, width 8 -> `tile/0/x001/x234/067.p/8`.
    """
    parts = [f"{number % 1000:03d}"]
    rest = number // 1000
    while rest:
        parts.insert(0, f"x{rest % 1000:03d}")
        rest //= 1000
    if width < WIDTH:
        parts[-1] += ".p"
        parts.append(str(width))
    return PurePosixPath("tile", str(level), *parts)


def width_in(size: int, level: int, number: int) -> int:
    """Tell how many hashes tile `number` of `level` holds in a tree of `size` leaves: 0 (no such tile) to 256."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - number * WIDTH))


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Join entries into a bundle: each preceded by its length, 16 bits, big-endian."""
    lengths = list(map(len, entries))
    if (longest := max(lengths, default=0)) > MAX_ENTRY:
        raise Malformed(f"An entry has {longest} bytes; the limit is {MAX_ENTRY}.")
    return b"".join(chain.from_iterable(zip(map(_LENGTH.pack, lengths), entries, strict=True)))


def decode_bundle(data: bytes) -> list[bytes]:
    """Split a bundle into its entries; raises `Malformed` when the lengths do not add up or there are over 256."""
    entries: list[bytes] = []
    at, size = 0, len(data)
    while at + 2 <= size:  # the two bytes of a length
        start = at + 2
        at = start + (data[at] << 8) + data[at + 1]
        entries.append(data[start:at])
    if at != size:
        raise Malformed(f"The entry bundle ends inside its entry {len(entries) - (at > size)}.")
    if len(entries) > WIDTH:
        raise Malformed(f"The entry bundle holds {len(entries)} entries; the limit is {WIDTH}.")
    return entries


def split_hashes(data: bytes) -> list[bytes]:
    """Split a hash tile into its hashes."""
    if not data or len(data) % HASH_SIZE or len(data) > WIDTH * HASH_SIZE:
        raise Malformed(f"A hash tile has {len(data)} bytes, which is not 1 to 256 hashes of 32 bytes.")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def fold(hashes: Sequence[bytes]) -> bytes:
    """Hash a power of two of sibling hashes up to their common root."""
    while len(hashes) > 1:
        hashes = hash_pairs(hashes)
    return hashes[0]


class TileTree:
    """A tree of `size` leaves seen through its tiles; `node` is a source of hashes for `courtlog.proofs`."""

    def __init__(self, size: int, read: Callable[[PurePosixPath], bytes | None]) -> None:
        """Read through `read`, which returns None for an absent file. Tiles are kept for the life of this object."""
        self.size = size
        self._read = read
        self._tiles: dict[tuple[int, int], list[bytes]] = {}
        self._rows: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        """Give the hash over the leaves `[index << level, (index + 1) << level)`."""
        tile_level, height = divmod(level, HEIGHT)
        number, offset = divmod(index, WIDTH >> height)
        return self._row(tile_level, height, number)[offset]

    def _row(self, tile_level: int, height: int, number: int) -> list[bytes]:
        """Give the hashes `height` levels above those of a tile; kept, since neighbours' proofs share them."""
        if height == 0:
            return self.hashes(tile_level, number)
        key = (tile_level * HEIGHT + height, number)
        if key not in self._rows:
            self._rows[key] = hash_pairs(self._row(tile_level, height - 1, number))
        return self._rows[key]

    def hashes(self, level: int, number: int) -> list[bytes]:
        """Give the hashes of one tile, exactly as wide as the tree's size demands; raises `StoreDamaged`."""
        if (level, number) not in self._tiles:
            self._tiles[level, number] = self._parts(level, number, split_hashes)
        return self._tiles[level, number]

    def bundle(self, number: int) -> list[bytes]:
        """Give the entries of one bundle, exactly as many as the tree's size demands; raises `StoreDamaged`."""
        return self._parts("entries", number, decode_bundle)

    def _parts(self, level: int | str, number: int, split: Callable[[bytes], list[bytes]]) -> list[bytes]:
        width = width_in(self.size, 0 if isinstance(level, str) else level, number)
        path = tile_path(level, number, width)
        try:
            parts = split(self.data(level, number))
        except Malformed as error:
            raise StoreDamaged(f"{path} is damaged: {error}") from error
        if len(parts) < width:
            raise StoreDamaged(f"{path} holds {len(parts)} hashes or entries, not {width}.")
        return parts[:width]

    def data(self, level: int | str, number: int) -> bytes:
        """Read one tile or entry bundle; the full one stands in for a partial one that was removed."""
        width = width_in(self.size, 0 if isinstance(level, str) else level, number)
        for candidate in dict.fromkeys((width, WIDTH)):
            data = self._read(tile_path(level, number, candidate))
            if data is not None:
                return data
        raise StoreDamaged(f"{tile_path(level, number, width)} is missing.")

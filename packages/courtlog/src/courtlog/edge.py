"""The right edge of a growing tree: everything a writer must remember to append entries and write their tiles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from courtlog.merkle import EMPTY_ROOT, leaf_hash, node_hash
from courtlog.tiles import HEIGHT, WIDTH, TileTree, decode_bundle, encode_bundle, fold, tile_path, width_in


@dataclass(slots=True)
class Written:
    """Files that an append makes necessary, by path, and folders of partial tiles that it makes superfluous."""

    files: dict[PurePosixPath, bytes] = field(default_factory=dict)
    obsolete: list[PurePosixPath] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """`levels[n]` holds the hashes of the last, partial tile of level n; `entries` those of the last bundle."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=lambda: [[]])
    entries: list[bytes] = field(default_factory=list)

    @classmethod
    def load(cls, tree: TileTree) -> "Edge":
        """Read the edge of a stored tree; raises `StoreDamaged` or `Malformed`."""
        edge = cls(tree.size)
        level = 0
        while tree.size >> (HEIGHT * level):
            number = tree.size >> (HEIGHT * (level + 1))
            partial = width_in(tree.size, level, number)
            edge.levels[level:] = [tree.hashes(level, number) if partial else []]
            level += 1
        number = tree.size >> HEIGHT
        if width := width_in(tree.size, 0, number):
            edge.entries = decode_bundle(tree.data("entries", number))[:width]
        return edge

    def extend(self, entries: Iterable[bytes]) -> Written:
        """Append entries; gives the files to write, of which every one is final for its name."""
        written = Written()
        touched: set[int] = set()
        for entry in entries:
            self.entries.append(entry)
            self._push(0, leaf_hash(entry), written, touched)
            self.size += 1
        for level in sorted(touched):
            hashes = self.levels[level]
            if hashes:
                number = self.size >> (HEIGHT * (level + 1))
                written.files[tile_path(level, number, len(hashes))] = b"".join(hashes)
        if self.entries and 0 in touched:
            written.files[tile_path("entries", self.size >> HEIGHT, len(self.entries))] = encode_bundle(self.entries)
        return written

    def root(self) -> bytes:
        """Give the root of the tree."""
        peaks: list[bytes] = []
        for hashes in reversed(self.levels):
            at = 0
            for height in reversed(range(HEIGHT)):
                if len(hashes) & 1 << height:
                    peaks.append(fold(hashes[at : at + (1 << height)]))
                    at += 1 << height
        if not peaks:
            return EMPTY_ROOT
        computed = peaks.pop()
        while peaks:
            computed = node_hash(peaks.pop(), computed)
        return computed

    def _push(self, level: int, value: bytes, written: Written, touched: set[int]) -> None:
        if level == len(self.levels):
            self.levels.append([])
        hashes = self.levels[level]
        hashes.append(value)
        touched.add(level)
        if len(hashes) < WIDTH:
            return
        number = self.size >> (HEIGHT * (level + 1))
        full = tile_path(level, number)
        written.files[full] = b"".join(hashes)
        written.obsolete.append(full.with_name(full.name + ".p"))
        if level == 0:
            bundle = tile_path("entries", number)
            written.files[bundle] = encode_bundle(self.entries)
            written.obsolete.append(bundle.with_name(bundle.name + ".p"))
            self.entries = []
        self.levels[level] = []
        self._push(level + 1, fold(hashes), written, touched)

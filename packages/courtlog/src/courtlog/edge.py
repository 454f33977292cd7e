"""The right edge of a growing tree: everything a writer must remember to append entries and write their tiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath

from courtlog.merkle import join, leaf_hashes
from courtlog.tiles import HEIGHT, WIDTH, TileTree, encode_bundle, fold, tile_path, width_in


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
        if width_in(tree.size, 0, number):
            edge.entries = tree.bundle(number)
        return edge

    def extend(self, entries: Iterable[bytes]) -> Written:
        """Append entries; gives the files to write, of which every one is final for its name."""
        written = Written()
        coming = iter(entries)
        touched = 0
        while part := list(islice(coming, WIDTH - len(self.entries))):
            self.entries += part
            if len(self.entries) == WIDTH:
                self._finish(tile_path("entries", self.size >> HEIGHT), encode_bundle(self.entries), written)
                self.entries = []
            touched = max(touched, self.grow(leaf_hashes(part), written))
        written.files |= self.partials(touched)
        if self.entries and touched:
            written.files[tile_path("entries", self.size >> HEIGHT, len(self.entries))] = encode_bundle(self.entries)
        return written

    def partials(self, levels: int) -> dict[PurePosixPath, bytes]:
        """Give the partial hash tiles of so many levels."""
        return {
            tile_path(level, self.size >> (HEIGHT * (level + 1)), len(hashes)): b"".join(hashes)
            for level, hashes in enumerate(self.levels[:levels])
            if hashes
        }

    def grow(self, leaves: Sequence[bytes], written: Written) -> int:
        """Append leaf hashes, at most up to the end of a tile, and finish the tiles that become full.

        Gives the number of levels that changed.
        """
        self.levels[0] += leaves
        self.size += len(leaves)
        level = 0
        while len(hashes := self.levels[level]) == WIDTH:
            self._finish(tile_path(level, (self.size - 1) >> (HEIGHT * (level + 1))), b"".join(hashes), written)
            self.levels[level] = []
            level += 1
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(fold(hashes))
        return level + 1

    def root(self) -> bytes:
        """Give the root of the tree: that over its perfect subtrees, the largest (leftmost) first."""
        peaks: list[bytes] = []
        for hashes in reversed(self.levels):
            at = 0
            for height in reversed(range(HEIGHT)):
                if len(hashes) & 1 << height:
                    peaks.append(fold(hashes[at : at + (1 << height)]))
                    at += 1 << height
        return join(peaks)

    @staticmethod
    def _finish(full: PurePosixPath, data: bytes, written: Written) -> None:
        written.files[full] = data
        written.obsolete.append(full.with_name(full.name + ".p"))

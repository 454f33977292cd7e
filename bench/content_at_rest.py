"""The content store with and without encryption: one large file and many small ones, written and read in turns.

Plain is what a store has to do anyway: SHA-256 and SM3 in one pass, the file flushed to the disk, the digest compared
on reading. CPU of the process, so that other work on the machine and the disk do not count; the ratio is what counts.

    .venv/bin/python bench/content_at_rest.py [MEGABYTES OF THE LARGE FILE]
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from _platform import enter, folder, init, show

if TYPE_CHECKING:  # the platform loads after it was entered
    from tongban.documents.adapters.store import FolderStore

LARGE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
SMALL, BYTES, ROUNDS, BLOCK = 200, 40_000, 5, 1 << 20


class Source:
    """Content of a length, made as it is read."""

    def __init__(self, size: int) -> None:
        self._left, self._block = size, os.urandom(BLOCK)

    def read(self, size: int) -> bytes:
        """The next part."""
        part = self._block[: min(size, self._left)]
        self._left -= len(part)
        return part


class Plain:
    """The same without encryption."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()

    def put(self, source: Source) -> str:
        """Keep it and say its digest."""
        from cryptography.hazmat.primitives import hashes

        sha256, sm3, temporary = hashlib.sha256(), hashes.Hash(hashes.SM3()), self.place / "new"
        with temporary.open("wb") as target:
            while block := source.read(BLOCK):
                sha256.update(block)
                sm3.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        sm3.finalize()
        temporary.replace(self.place / sha256.hexdigest())
        return sha256.hexdigest()

    def open(self, digest: str) -> Iterator[bytes]:
        """Its blocks, compared at the end."""
        sha256 = hashlib.sha256()
        with (self.place / digest).open("rb") as stream:
            while block := stream.read(BLOCK):
                sha256.update(block)
                yield block
        assert sha256.hexdigest() == digest


def _cpu(do: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    got = do()
    return (time.process_time() - begin) * 1000, got


def _measure(store: FolderStore | Plain, size: int, count: int) -> tuple[float, float]:
    """Milliseconds of CPU to write and to read."""
    writing, digests = _cpu(lambda: [store.put(Source(size)) for _ in range(count)])
    names = [getattr(one, "sha256", one) for one in digests]
    reading, read = _cpu(lambda: sum(len(block) for name in names for block in store.open(name)))
    assert read == size * count
    return writing, reading


def main() -> None:
    """Measure and print."""
    with folder() as home:
        init(home)
        enter(home)
        from tongban.documents.adapters.store import FolderStore
        from tongban.frame.keyring import ring

        plain = Plain(home / "plain")
        for cipher in ("aes-256-gcm", "sm4-gcm"):
            ring().with_key(cipher).save()
            store = FolderStore(home / cipher)
            for size, count, what in ((LARGE << 20, 1, f"{LARGE} MiB"), (BYTES, SMALL, f"{SMALL} files of 40 kB")):
                pairs = [(_measure(store, size, count), _measure(plain, size, count)) for _ in range(ROUNDS)]
                for number, how in enumerate(("write", "read")):
                    with_it, without = (median(pair[which][number] for pair in pairs) for which in (0, 1))
                    show(f"{cipher}, {what}, {how}, encrypted", with_it, "ms")
                    show(f"{cipher}, {what}, {how}, plain", without, "ms")
                    show("ratio of the medians", with_it / without, "times")
    show("most memory ever", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")


if __name__ == "__main__":
    main()

"""The content store: bytes under their own digest, so that nothing kept can change unnoticed or be kept twice.

The port is `Store`: six calls, which an object store answers as well as a folder does. Content is addressed by
its SHA-256; SM3 (GB/T 32905) is computed in the same pass for the ledger and for courts that ask for it. What lies in
the folder is encrypted under the keys of the platform (frame/content.py).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from cryptography.hazmat.primitives import hashes

from tongban.documents.models.content import find, open_found, places
from tongban.documents.vocabulary import Kept
from tongban.frame.content import Opened, Sealing, key_of
from tongban.frame.keyring import Damaged, KeyRing, ring

CHUNK = 1 << 20
"""Bytes read at a time: memory stays flat for recordings of any length."""
_LEVEL = 2
"""Signs in the name of a folder that holds content."""


class Store(Protocol):
    """Where content is kept."""

    def put(self, content: bytes | BinaryIO) -> Kept:
        """Keep `content` (bytes, or a stream read to its end) and say what it is. Putting it twice changes nothing."""
        ...

    def get(self, sha256: str) -> bytes:
        """The content, checked against its digest. Raises `NotKept` or `Damaged`."""
        ...

    def open(self, sha256: str) -> CheckedReader:
        """The content as a stream; `Damaged` is raised at its end when it is not what was kept."""
        ...

    def view(self, sha256: str) -> BinaryIO:
        """The content to be read from any place, as much of it as is wanted. Raises `NotKept` or `Damaged`."""
        ...

    def exists(self, sha256: str) -> bool:
        """True when something is kept under this digest (its soundness is checked on reading)."""
        ...

    def remove(self, sha256: str) -> None:
        """Let go of the content; nothing happens when there is none."""
        ...


class CheckedReader:
    """A forward-only stream that compares the digest at the end, before it reports that nothing follows."""

    def __init__(self, stream: BinaryIO, sha256: str) -> None:
        self._stream, self._sha256, self._digest = stream, sha256, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all when negative; raises `Damaged` with the end of unsound content."""
        block = self._stream.read(size)
        self._digest.update(block)
        ended = size < 0 or (size > 0 and not block)
        if ended and self._digest.hexdigest() != self._sha256:
            message = f"content {self._sha256} is damaged"
            raise Damaged(message)
        return block

    def __iter__(self) -> Iterator[bytes]:
        while block := self.read(CHUNK):
            yield block

    def close(self) -> None:
        """Give the stream back."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class FolderStore:
    """Content in a folder, two levels deep, encrypted and named as `documents.models.content` reads it.

    A file appears under its name only when it is complete and on the disk: it is written to `tmp/`, flushed, renamed,
    and the directory entry is flushed too. A crash leaves at most a file in `tmp/`, which `sweep` removes. Names are
    given and taken under one lock, so that nothing that was removed comes back by being rewritten.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tmp = folder / "tmp"
        self._tmp.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes | BinaryIO) -> Kept:
        """See `Store.put`."""
        stream, keys = BytesIO(content) if isinstance(content, bytes | bytearray) else content, ring()
        with self._written(stream, keys) as (temporary, kept), self._turn():
            self._publish(temporary, next(places(self.folder, kept.sha256, keys)))
        return kept

    def get(self, sha256: str) -> bytes:
        """See `Store.get`."""
        with self.open(sha256) as reader:
            return reader.read()

    def open(self, sha256: str) -> CheckedReader:
        """See `Store.open`."""
        return CheckedReader(open_found(self.folder, sha256), sha256)  # type: ignore[arg-type] # reads as a file does

    def view(self, sha256: str) -> BinaryIO:
        """See `Store.view`."""
        return BufferedReader(open_found(self.folder, sha256))

    def exists(self, sha256: str) -> bool:
        """See `Store.exists`."""
        return find(self.folder, sha256) is not None

    def remove(self, sha256: str) -> None:
        """See `Store.remove`."""
        with self._turn():
            for path in places(self.folder, sha256, ring()):
                if path.exists():
                    path.unlink()
                    _flush_directory(path.parent)

    def remove_unless_fresh(self, sha256: str, before: float) -> None:
        """Let go of content, unless it was put (again) since `before` (seconds since 1970)."""
        with self._turn():
            for path in places(self.folder, sha256, ring()):
                if path.exists() and path.stat().st_mtime < before:
                    path.unlink()
                    _flush_directory(path.parent)

    def older_than(self, before: float) -> Iterator[str]:
        """The SHA-256 of everything that was last put before `before`; what cannot be opened is passed over."""
        for path in self.files():
            with suppress(FileNotFoundError, Damaged):
                if path.stat().st_mtime < before:
                    with Opened(path.open("rb"), path.name, ring()) as found:
                        yield found.sha256

    def sweep(self, older_than: float) -> int:
        """Remove temporary files last written before `older_than` (seconds since 1970); how many there were."""
        gone = 0
        for path in self._tmp.iterdir():
            with suppress(FileNotFoundError):  # another process may finish or sweep it meanwhile
                if path.stat().st_mtime < older_than:
                    path.unlink()
                    gone += 1
        return gone

    def files(self) -> Iterator[Path]:
        """Every file that is kept."""
        for level in sorted(self.folder.iterdir()):
            if len(level.name) == _LEVEL:
                yield from sorted(path for folder in level.iterdir() for path in folder.iterdir())

    def keys_in_use(self) -> Counter[str]:
        """How many files lie under each key and are named by each, by the key's id; what is no content by none."""
        found: Counter[str] = Counter()
        for path in self.files():
            with suppress(FileNotFoundError, Damaged):
                found.update((_key_of(path), path.suffix[1:]))
        return found

    def rewrite(self, path: Path) -> bool:
        """Bring one file under the keys that write now; False when it lies there already, or is gone.

        Killed at any moment, one whole file stands under the old name, under the new one, or under both. Raises
        `KeyMissing` or `Damaged`, and the file stays as it is.
        """
        keys = ring()
        try:
            if _key_of(path) == keys.writing and path.suffix[1:] == keys.indexing:
                return False
            old = Opened(path.open("rb"), path.name, keys)
        except FileNotFoundError:
            return False
        with old, self._written(old, keys) as (temporary, kept):  # type: ignore[arg-type] # reads as a file does
            new = next(places(self.folder, kept.sha256, keys))
            if kept.sha256 != old.sha256 or path not in places(self.folder, kept.sha256, keys):
                message = f"{path.name} of the content store is damaged: it holds other content than its name says"
                raise Damaged(message)
            with self._turn():
                if not path.exists():
                    return False
                seen = path.stat()
                os.utime(temporary, ns=(seen.st_atime_ns, seen.st_mtime_ns))
                self._publish(temporary, new)
                if path != new:
                    path.unlink()
                    _flush_directory(path.parent)
        return True

    @contextmanager
    def _written(self, source: BinaryIO, keys: KeyRing) -> Iterator[tuple[Path, Kept]]:
        """A temporary file with `source`, encrypted and on the disk."""
        temporary = self._tmp / secrets.token_hex(16)
        try:
            with temporary.open("xb") as target:
                kept = _copy(source, Sealing(target, keys))
                target.flush()
                os.fsync(target.fileno())
            yield temporary, kept
        finally:
            temporary.unlink(missing_ok=True)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One process at a time gives and takes names."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _publish(self, temporary: Path, final: Path) -> None:
        """Give `temporary` its name. What stands there already is replaced: it is the same content, or damaged."""
        new_directories = [d for d in (final.parent.parent, final.parent) if not d.exists()]
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o400)
        temporary.replace(final)
        _flush_directory(final.parent)
        for directory in reversed(new_directories):
            _flush_directory(directory.parent)


def _key_of(path: Path) -> str:
    with path.open("rb") as stream:
        return key_of(stream)


def _copy(source: BinaryIO, target: Sealing) -> Kept:
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    while block := source.read(CHUNK):
        sha256.update(block)
        sm3.update(block)
        target.write(block)
        size += len(block)
    target.end(sha256.hexdigest())
    return Kept(sha256.hexdigest(), sm3.finalize().hex(), size)


def _flush_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

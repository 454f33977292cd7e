"""The content store: bytes under their own digest, so that nothing kept can change unnoticed or be kept twice.

The port is `Store`: five calls, which an object store answers as well as a folder does. Content is addressed by
its SHA-256; SM3 (GB/T 32905) is computed in the same pass for the ledger and for courts that ask for it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from cryptography.hazmat.primitives import hashes

from tongban.documents.rules.layout import place_of
from tongban.documents.vocabulary import Kept
from tongban.frame.at_rest import reopened, shut

CHUNK = 1 << 20
"""Bytes read at a time: memory stays flat for recordings of any length."""


class NotKept(LookupError):  # noqa: N818 - the name says what is the matter
    """The store holds nothing under this digest."""


class Damaged(RuntimeError):  # noqa: N818 - the name says what is the matter
    """What the store holds is not what was put there: the medium failed or somebody interfered."""


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
    """Content in a folder, laid out by `rules.layout`.

    A file appears under its name only when it is complete and on the disk: it is written to `tmp/`, flushed, renamed,
    and the directory entry is flushed too. A crash leaves at most a file in `tmp/`, which `sweep` removes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tmp = folder / "tmp"
        self._tmp.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes | BinaryIO) -> Kept:
        """See `Store.put`."""
        stream = BytesIO(content) if isinstance(content, bytes | bytearray) else content
        temporary = self._tmp / secrets.token_hex(16)
        try:
            with temporary.open("xb") as target:
                kept = _copy(stream, target)
                target.flush()
                os.fsync(target.fileno())
            self._publish(temporary, self._path(kept.sha256))
        finally:
            temporary.unlink(missing_ok=True)
        return kept

    def get(self, sha256: str) -> bytes:
        """See `Store.get`."""
        with self.open(sha256) as reader:
            return reader.read()

    def open(self, sha256: str) -> CheckedReader:
        """See `Store.open`."""
        try:
            return CheckedReader(self._path(sha256).open("rb"), sha256)
        except FileNotFoundError:
            message = f"nothing is kept under {sha256}"
            raise NotKept(message) from None

    def exists(self, sha256: str) -> bool:
        """See `Store.exists`."""
        return self._path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """See `Store.remove`."""
        path = self._path(sha256)
        if path.exists():
            path.unlink(missing_ok=True)
            _flush_directory(path.parent)

    def sweep(self, older_than: float) -> int:
        """Remove temporary files last written before `older_than` (seconds since 1970); how many there were."""
        gone = 0
        for path in self._tmp.iterdir():
            with suppress(FileNotFoundError):  # another process may finish or sweep it meanwhile
                if path.stat().st_mtime < older_than:
                    path.unlink()
                    gone += 1
        return gone

    def _path(self, sha256: str) -> Path:
        return self.folder / place_of(sha256)

    def _publish(self, temporary: Path, final: Path) -> None:
        """Give `temporary` its name. What stands there already is replaced: it is the same content, or damaged."""
        new_directories = [d for d in (final.parent.parent, final.parent) if not d.exists()]
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o400)
        temporary.replace(final)
        _flush_directory(final.parent)
        for directory in reversed(new_directories):
            _flush_directory(directory.parent)


class ShutStore(FolderStore):
    """A folder whose content is encrypted under the node's key for what rests (`frame.at_rest`), named as ever by the
    digest of the content itself. It is held in memory whole: an upload has at most 100 MiB.
    """

    def put(self, content: bytes | BinaryIO) -> Kept:
        """See `Store.put`."""
        data = content if isinstance(content, bytes | bytearray) else content.read()
        kept = _copy(BytesIO(data), BytesIO())
        temporary = self._tmp / secrets.token_hex(16)
        try:
            with temporary.open("xb") as target:
                target.write(shut(bytes(data)))
                target.flush()
                os.fsync(target.fileno())
            self._publish(temporary, self._path(kept.sha256))
        finally:
            temporary.unlink(missing_ok=True)
        return kept

    def open(self, sha256: str) -> CheckedReader:
        """See `Store.open`."""
        with super().open(sha256) as reader:
            kept = reader._stream.read()  # noqa: SLF001 - what lies there has another digest than what it holds
        return CheckedReader(BytesIO(reopened(kept)), sha256)


def _copy(source: BinaryIO, target: BinaryIO) -> Kept:
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    while block := source.read(CHUNK):
        sha256.update(block)
        sm3.update(block)
        target.write(block)
        size += len(block)
    return Kept(sha256.hexdigest(), sm3.finalize().hex(), size)


def _flush_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The time stamps that a log has gathered: in its folder `stamps`, each head as it was stamped beside the response."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from courtlog.disk import Disk
from courtlog.errors import Missing
from courtlog.note import MAX_NOTE
from courtlog.reader import SignedHead

FOLDER = "stamps"
"""Folder of the stamps in a log's directory."""
_WIDTH = 19


class Stamps:
    """Stamps kept in a folder, found by the head they are for."""

    def __init__(self, directory: Path) -> None:
        """Keep them below `directory`, which need not exist yet."""
        self._directory = directory

    def keep(self, head: SignedHead, response: bytes) -> Path:
        """Store a head and the response of an authority for it, durably; gives the response's path."""
        stem = f"{head.checkpoint.size:0{_WIDTH}}.{sha256(head.note).hexdigest()[:16]}"
        path = self._directory / f"{stem}.tsr"
        Disk(self._directory).write({self._directory / f"{stem}.checkpoint": head.note, path: response})
        return path

    def first(self, index: int) -> bytes:
        """Give the smallest stamped head that includes entry `index`; raises `Missing` when there is none."""
        for path in sorted(self._directory.glob("*.tsr")):
            size = path.name.partition(".")[0]
            if size.isdigit() and int(size) > index:
                return self._read(path)[0]
        raise Missing(f"No head with entry {index} was time-stamped yet.")

    def newest_first(self) -> Iterator[tuple[bytes, bytes]]:
        """Give every stamped head with the response for it, the largest head first."""
        return map(self._read, sorted(self._directory.glob("*.tsr"), reverse=True))

    def find(self, note: bytes) -> bytes | None:
        """Give the response for exactly this signed head, None when it was not stamped."""
        path = next(self._directory.glob(f"*.{sha256(note).hexdigest()[:16]}.tsr"), None)
        return path.read_bytes() if path else None

    @staticmethod
    def _read(path: Path) -> tuple[bytes, bytes]:
        return path.with_suffix(".checkpoint").read_bytes()[: MAX_NOTE + 1], path.read_bytes()

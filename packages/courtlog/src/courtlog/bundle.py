"""Reading a litigant's bundle: a zip of known members, treated as hostile until every name, size and checksum is read.

Nothing is ever extracted to a path. Limits are applied to declared sizes before a byte is decompressed, and the
decompressor stops at the declared size.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from courtlog.errors import Malformed, Missing
from courtlog.opening import check_file_name

STATEMENT, OPENING, PROOF, POLICY = "statement.cose", "opening.json", "proof.tlog-proof", "policy.tlog-policy"
BEFORE, MANUAL, VERIFIER, FILE = "before.checkpoint", "VERIFY.txt", "verify.py", "file/"
RECEIPT, STAMP = "receipt.cose", "tsa.tsr"
SMALL = 2_000_000
"""Most bytes in any member but the file itself and `capture/`."""
LARGE = 64 << 30
"""Most bytes in a large member."""
MEMBERS = 256
"""Most members."""
_RATIO = 200
_BLOCK = 1 << 20
_FOLDERS = (FILE, "capture/")
_KNOWN = {STATEMENT, OPENING, PROOF, POLICY, RECEIPT, STAMP, BEFORE, MANUAL, VERIFIER}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, RuntimeError)


@dataclass(slots=True)
class Bundle(AbstractContextManager["Bundle"]):
    """An open bundle: its small members in memory, the file (if any) on demand. Close it, or use `with`."""

    archive: zipfile.ZipFile
    members: dict[str, bytes]
    file_name: str | None
    unchecked: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, source: BinaryIO) -> "Bundle":
        """Read a bundle from a seekable file; raises `Malformed` for anything that is not a sound bundle."""
        with _sound():
            if source.read(4) != b"PK\x03\x04":
                raise Malformed("This is not a bundle: it does not begin like a zip file.")
            source.seek(0)
            archive = zipfile.ZipFile(source)
            source.seek(-22, 2)
            end, counts = source.read(), (len(archive.infolist()), 0xFFFF)  # 0xFFFF: over 4 GiB
            # A comment or a wrong count lets two readers see two directories in one file.
            if end[:4] != b"PK\x05\x06" or end[-2:] != bytes(2) or int.from_bytes(end[10:12], "little") not in counts:
                raise Malformed("The bundle does not end with the directory of its members.")
        try:
            return cls._read(archive)
        except BaseException:
            archive.close()
            raise

    @classmethod
    def _read(cls, archive: zipfile.ZipFile) -> "Bundle":
        infos = archive.infolist()
        if len(infos) > MEMBERS or len({info.filename.casefold() for info in infos}) != len(infos):
            raise Malformed("The bundle has too many members, or two of the same name.")
        if min((info.header_offset for info in infos), default=0):
            raise Malformed("The bundle has bytes before its first member.")
        for info in infos:
            _check_member(info)
        members, files, unchecked = {}, [], []
        for info in infos:
            if info.filename.startswith(FILE):
                files.append(info.filename)
                continue  # its digests are checked instead of its checksum
            with _sound(), archive.open(info) as member:
                if info.filename in _KNOWN:
                    # Without a number the whole stream is unpacked first and cut to the declared size then.
                    members[info.filename] = member.read(SMALL)
                else:
                    unchecked.append(info.filename)
                    while member.read(_BLOCK):
                        pass
        if len(files) > 1:
            raise Malformed("The bundle holds more than one file to check.")
        return cls(archive, members, files[0] if files else None, unchecked)

    def need(self, name: str) -> bytes:
        """Give a member; raises `Missing`."""
        if name not in self.members:
            raise Missing(f"The bundle has no {name}.")
        return self.members[name]

    @contextmanager
    def open_file(self) -> Iterator[IO[bytes]]:
        """Open the file that the bundle carries; a broken checksum or stream raises `Malformed` while reading."""
        if self.file_name is None:
            raise Missing("The bundle does not carry the file itself.")
        with _sound(), self.archive.open(self.file_name) as member:
            yield member

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.archive.close()


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    folder = next((folder for folder in _FOLDERS if name.startswith(folder)), "")
    check_file_name(name.removeprefix(folder))
    if info.orig_filename != name:
        raise Malformed("A member of the bundle has a hidden name.")
    stored = info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size
    if info.flag_bits & 1 or not (stored or info.compress_type == zipfile.ZIP_DEFLATED):
        raise Malformed(f"{name} is encrypted or packed in a way that bundles do not use.")
    if info.file_size > (LARGE if folder else SMALL) or info.file_size > _BLOCK + _RATIO * info.compress_size:
        raise Malformed(f"{name} is too large, or unpacks to far more than it occupies.")


@contextmanager
def _sound() -> Iterator[None]:
    """Turn every way in which a zip can be broken into one."""
    try:
        yield
    except _BROKEN as error:
        raise Malformed(f"The bundle is damaged or cut off: {error}") from error

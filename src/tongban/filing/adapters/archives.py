"""What was sent for filing in bulk: a table, or an archive with a table and files. Nothing is unpacked to a disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import BinaryIO

from tongban.filing.rules.bulk import check_members, is_table, whole_folder
from tongban.filing.vocabulary.bulk import Member
from tongban.kernel.refusal import Refusal, Refused, require

_UTF8, _LOCKED, _UNIX = 0x800, 0x1, 3
_BESIDE = "__MACOSX/"
"""Where macOS puts what it knows of each file; nobody sent that."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
_UNREADABLE = Refusal("filing.bulk_archive_unreadable", "house rule: filing in bulk")
MOST_OF_ONE = 100 * 2**20
"""Bytes that are read of one file at most, whatever the directory says."""


class Archive:
    """An archive whose directory has passed; a table alone is taken for one that holds nothing else."""

    def __init__(self, content: BinaryIO) -> None:
        """Raises `Refused` with everything that is wrong with the directory."""
        content.seek(0)
        self._zip: zipfile.ZipFile | None = None
        self._table = b""
        if content.read(4) != b"PK\x03\x04":
            content.seek(0)
            self._table = content.read(MOST_OF_ONE)
            return
        try:
            self._zip = zipfile.ZipFile(content)
        except _BROKEN as why:
            raise Refused(_UNREADABLE) from why
        sent = [(_name(one), one) for one in self._zip.infolist() if not one.is_dir()]
        sent = [(name, one) for name, one in sent if not name.startswith(_BESIDE)]
        folder = whole_folder(name for name, _one in sent)
        sent = [(name.removeprefix(folder), one) for name, one in sent]
        self._there = dict(sent)
        require(check_members([_member(name, one) for name, one in sent]))

    @property
    def names(self) -> frozenset[str]:
        """The files beside the table."""
        return frozenset(name for name in self._there if not is_table(name)) if self._zip else frozenset()

    def table(self) -> bytes:
        """The table."""
        if self._zip is None:
            return self._table
        return self.read(next(name for name in self._there if is_table(name)))

    def read(self, name: str) -> bytes:
        """One file, as far as its directory promised. Raises `Refused` when it is damaged or longer than that."""
        assert self._zip is not None  # noqa: S101 - a table alone has no files
        one = self._there[name]
        try:
            with self._zip.open(one) as stream:
                data = stream.read(min(one.file_size, MOST_OF_ONE) + 1)
        except _BROKEN as why:
            raise Refused(_UNREADABLE) from why
        if len(data) > min(one.file_size, MOST_OF_ONE):
            raise Refused(_UNREADABLE)
        return data


def archive_of(data: bytes) -> Archive:
    """The same from bytes."""
    return Archive(io.BytesIO(data))


def _name(one: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: archives from Chinese Windows name files in GBK, those from macOS in UTF-8, both
    without saying so.
    """
    if one.flag_bits & _UTF8:
        return one.filename
    for encoding in ("utf-8", "gb18030") if one.create_system == _UNIX else ("gb18030",):
        try:
            return one.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return one.filename


def _member(name: str, one: zipfile.ZipInfo) -> Member:
    mode = stat.S_IFMT(one.external_attr >> 16)
    plain = mode in {0, stat.S_IFREG} and not one.flag_bits & _LOCKED
    return Member(name, one.file_size, one.compress_size, plain)

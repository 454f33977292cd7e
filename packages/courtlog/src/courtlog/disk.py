"""Durable files: whole or absent after any crash. Every step goes through one class, so tests can fail each of them."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


class Disk:
    """Writes below one directory by temporary file, fsync, rename, fsync of the directory."""

    def __init__(self, root: Path) -> None:
        """Keep temporary files in `root/tmp`, on the same file system as everything below `root`."""
        self.root = root
        self.temporary = root / "tmp"

    def step(self, name: str, path: Path) -> None:
        """Do nothing; called before every operation that can fail or be interrupted, for tests to override."""

    def prepare(self) -> None:
        """Make the temporary folder, and empty it of what a crash left behind."""
        self.make_directory(self.temporary)
        for leftover in self.temporary.iterdir():
            leftover.unlink()

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Make all files durable under their final names; each is whole or absent if this is interrupted."""
        self.make_directory(self.temporary)
        for path, data in files.items():
            self.make_directory(path.parent)
            temporary = self.temporary / f"{os.getpid()}.{path.name}"
            self.create(temporary, data)
            self.rename(temporary, path)
        self.sync_directories(path.parent for path in files)

    def create(self, path: Path, data: bytes) -> None:
        """Write a file and wait until its content is on the disk."""
        self.step("create", path)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            self.step("fsync", path)
            os.fsync(file.fileno())

    def rename(self, old: Path, new: Path) -> None:
        """Give a durable file its final name, which replaces any older file at once."""
        self.step("rename", new)
        old.replace(new)

    def sync_directories(self, paths: Iterable[Path]) -> None:
        """Wait until the names in these directories are on the disk; each directory once."""
        for path in dict.fromkeys(paths):
            self.step("fsync directory", path)
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def make_directory(self, path: Path) -> None:
        """Make a directory and its parents, each name durable in its own parent."""
        if path.is_dir():
            return
        self.make_directory(path.parent)
        self.step("mkdir", path)
        path.mkdir(exist_ok=True)
        self.sync_directories([path.parent])

    def remove_directory(self, path: Path) -> None:
        """Remove a flat directory that is no longer needed; not durable, since its return would do no harm."""
        if not path.is_dir():
            return
        for file in path.iterdir():
            self.step("unlink", file)
            file.unlink(missing_ok=True)
        self.step("rmdir", path)
        path.rmdir()

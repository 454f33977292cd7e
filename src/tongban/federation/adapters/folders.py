"""The two folders of a file gateway: `out` is carried away, what is brought comes into `in`.

Files appear under their names only when they are whole and on the disk. What cannot be taken lies in `in/refused`,
each with its reason beside it.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIX = ".parcel"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}")
_LARGEST = 2**29
"""Bytes of a parcel: a file of 200 MiB, sealed, has less."""


class Folders:
    """The folders of one peer, by its address `file:///...`."""

    def __init__(self, url: str) -> None:
        base = Path(unquote(urlsplit(url).path))
        self.out, self.inward, self.refused = base / "out", base / "in", base / "in" / "refused"
        for folder in (self.out, self.refused):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def lies_out(self) -> set[str]:
        """The names of the parcels in `out`."""
        return {path.name for path in self.out.glob(f"*{SUFFIX}")}

    def put(self, name: str, content: bytes) -> None:
        """Lay a parcel out."""
        temporary = self.out / f".{name}.part"
        with temporary.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(self.out / name)

    def keep_only(self, names: Collection[str]) -> None:
        """Take away what the other side has."""
        for name in self.lies_out() - set(names):
            (self.out / name).unlink(missing_ok=True)

    def brought(self) -> Iterator[tuple[str, bytes]]:
        """What was brought, in the order of its numbers; nothing of what cannot be read yet."""
        for path in self._brought():
            if _is_file(path):
                try:
                    yield path.name, path.read_bytes()
                except OSError:
                    yield path.name, b""

    def odd(self) -> list[str]:
        """What lies there under a parcel's ending and can be none: folders, links, pipes, names of no known writing."""
        return [path.name for path in self._brought() if not _is_file(path)]

    def taken(self, name: str) -> None:
        """The parcel is in the house."""
        (self.inward / name).unlink(missing_ok=True)

    def refuse(self, name: str, why: str) -> None:
        """Lay the parcel aside, with the reason beside it; where its name can be no file's there, under another."""
        usable = _NAME.fullmatch(name) and not (self.refused / name).is_dir()
        aside = name if usable else f"{secrets.token_hex(8)}{SUFFIX}"
        (self.refused / f"{aside}.txt").write_text(why + "\n", encoding="utf-8")
        (self.inward / name).replace(self.refused / aside)

    def _brought(self) -> list[Path]:
        return sorted(self.inward.glob(f"*{SUFFIX}"))

    def lies_aside(self) -> list[str]:
        """Names of parcels that were not taken."""
        return sorted(path.name for path in self.refused.glob(f"*{SUFFIX}"))


def _is_file(path: Path) -> bool:
    """Whether a parcel can lie there. A pipe would never end, a link leads out of the folder."""
    plain = not path.is_symlink() and path.is_file()
    return plain and bool(_NAME.fullmatch(path.name)) and path.stat().st_size <= _LARGEST

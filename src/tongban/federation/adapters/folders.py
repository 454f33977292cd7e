"""The two folders of a file gateway: `out` is carried away, what is brought comes into `in`.

Files appear under their names only when they are whole and on the disk. What cannot be taken lies in `in/refused`,
each with its reason beside it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIX = ".parcel"


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
        """What was brought, in the order of its numbers."""
        for path in sorted(self.inward.glob(f"*{SUFFIX}")):
            yield path.name, path.read_bytes()

    def taken(self, name: str) -> None:
        """The parcel is in the house."""
        (self.inward / name).unlink(missing_ok=True)

    def refuse(self, name: str, why: str) -> None:
        """Lay the parcel aside, with the reason beside it."""
        (self.refused / f"{name}.txt").write_text(why + "\n", encoding="utf-8")
        (self.inward / name).replace(self.refused / name)

    def lies_aside(self) -> list[str]:
        """Names of parcels that were not taken."""
        return sorted(path.name for path in self.refused.glob(f"*{SUFFIX}"))

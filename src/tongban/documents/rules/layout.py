"""Where content lies in the folder of the embedded store."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_HEX = re.compile(r"[0-9a-f]{64}")


def place_of(sha256: str) -> PurePosixPath:
    """`<first two>/<next two>/<digest>`: at most 256 entries a level, and 65 536 folders share the files.

    Raises ValueError for anything but a digest, so that no text from outside becomes a path.
    """
    if not _HEX.fullmatch(sha256):
        message = "a digest is 64 lower-case hexadecimal digits"
        raise ValueError(message)
    return PurePosixPath(sha256[:2], sha256[2:4], sha256)

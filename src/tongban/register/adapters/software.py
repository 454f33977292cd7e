"""The ledger's own program, as it is installed here."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import courtlog


@lru_cache(maxsize=1)
def software_of() -> tuple[str, str]:
    """The version of the ledger's program, and the SHA-256 over its installed files: paths and digests, in order."""
    root, total = Path(str(files(courtlog))), hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{digest}  {path.relative_to(root).as_posix()}\n".encode())
    return metadata.version("courtlog"), total.hexdigest()

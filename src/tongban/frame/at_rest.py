"""What a node keeps encrypted under a key that lies outside its home folder: a thief of the disk gets nothing.

That is the file of the keys, and with it all that they open: personal data and files. The key is a file of 32 random
bytes in base64, named by `rest_key` in the platform's settings; in the internet zone it lies in memory (`/run`) and is
brought in at each start.
Without the setting everything is kept as it is.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings


class KeyNotBrought(RuntimeError):  # noqa: N818 - it names what the operator has to do
    """The file named by `rest_key` is not there or holds no key: the platform cannot open what it keeps."""


@cache
def _box(path: Path) -> Fernet:
    try:
        return Fernet(base64.urlsafe_b64encode(base64.b64decode(path.read_text().strip(), validate=True)))
    except (OSError, ValueError) as wrong:
        message = f"{path} must hold 32 random bytes in base64 (`openssl rand -base64 32`): {wrong}"
        raise KeyNotBrought(message) from wrong


def _here() -> Fernet | None:
    path: Path | None = settings.TONGBAN.rest_key
    return _box(path) if path else None


def shut(content: bytes) -> bytes:
    """As it is kept. Raises `KeyNotBrought`."""
    box = _here()
    return box.encrypt(content) if box else content


def reopened(kept: bytes) -> bytes:
    """As it was. Raises `KeyNotBrought`, and `cryptography.fernet.InvalidToken` for what another key shut."""
    box = _here()
    return box.decrypt(kept) if box else kept

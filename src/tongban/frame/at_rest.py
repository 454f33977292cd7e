"""What a node keeps encrypted under a key that lies outside its home folder: a thief of the disk gets neither.

The key is a file of 32 random bytes in base64, named by `rest_key` in the platform's settings; in the internet zone
it lies in memory (`/run`) and is brought in at each start. Without the setting everything is kept as it is.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_MARK = "shut"


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


class ShutText(models.TextField):
    """Text that is kept encrypted where the node has a key for it."""

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """As it goes to the database."""
        text = super().get_prep_value(value)
        return text if text is None else shut(text.encode()).decode()

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """As it comes from the database."""
        return value if value is None else reopened(value.encode()).decode()


class ShutJSON(models.JSONField):
    """JSON that is kept encrypted where the node has a key for it; nobody searches inside."""

    def deconstruct(self) -> Any:  # noqa: ANN401 - Django's signature
        """The column is one of JSON, shut or not."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - Django's signature
        """As it goes to the database."""
        if _here() and value is not None:
            value = {_MARK: shut(json.dumps(value, ensure_ascii=False).encode()).decode()}
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 - Django's signature
        """As it comes from the database."""
        found = super().from_db_value(value, expression, connection)
        if _here() and isinstance(found, dict) and set(found) == {_MARK}:
            return json.loads(reopened(found[_MARK].encode()))
        return found

"""What was found in a stranger's file becomes plain text that every database and every digest takes."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:  # noqa: ANN401 - plain JSON, whatever its shape
    """`value` with every text freed of NUL and of halves of characters, which neither JSON nor a database takes."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list | tuple) else value

"""Database settings from one URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

KEPT_SECONDS = 600
"""How long a thread keeps its connection."""


def database_settings(url: str, home: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`; "" = SQLite in `home`.

    SQLite begins every transaction IMMEDIATE: deferred ones fail under concurrent writers (house.md). Its writers queue
    (`wiring/sqlite`). Either way a thread keeps its connection between requests: to open the file anew costs SQLite
    more than the queries of a small page.
    """
    if not url or url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///") if url else str(home / "platform.sqlite3")
        return {
            "ENGINE": "tongban.wiring.sqlite",
            "NAME": path,
            "CONN_MAX_AGE": KEPT_SECONDS,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; "
                # What an act erases is overwritten in the file, not only let go of (decision 0019).
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT_SECONDS,
    }

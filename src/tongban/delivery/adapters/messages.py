"""Text and instant messages through a service that takes and gives files (`messages` in platform.toml).

The folder is the port: each message is one file in `out`, each report of the service one file in `in`. Whatever service
a court uses, a small program of its own carries the files; the demonstration has one (`cli/demo/messenger.py`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from tongban.delivery.vocabulary import Channel
from tongban.delivery.vocabulary.post import Report

OUT, IN = "out", "in"
LIMIT = 64 * 1024
"""Bytes of the largest report that is read."""
_CODE = re.compile(r"[a-z_]{1,24}")


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `key` names it in the report; the same key again is the same message."""

    key: UUID
    channel: Channel
    to: str
    text: str


class Messenger(Protocol):
    """Who takes messages. Taking one promises nothing about its arrival."""

    def take(self, message: Message) -> None:
        """Take a message over. Raises OSError when it cannot be taken now."""
        ...


@dataclass(frozen=True, slots=True)
class FolderMessenger:
    """A service whose program looks into a folder."""

    folder: Path

    def take(self, message: Message) -> None:
        """Put the file there in one step; the same message again replaces itself."""
        out = self.folder / OUT
        out.mkdir(parents=True, exist_ok=True)
        told = {"key": str(message.key), "kind": message.channel.value, "to": message.to, "text": message.text}
        part = out / f".{message.key}.part"
        part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        part.replace(out / f"{message.key}.json")


def messenger() -> Messenger | None:
    """The message service of this platform, None when it has none."""
    folder = settings.TONGBAN.messages
    return FolderMessenger(folder) if folder else None


def read_report(content: bytes) -> Report | None:
    """What the service reports of a message; None when it is no report."""
    try:
        told = json.loads(content)
        key = UUID(str(told["key"]))
        state, why = str(told["state"]), _CODE.fullmatch(str(told.get("why", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if state not in ("arrived", "failed"):
        return None
    return Report(key, state == "arrived", why[0] if why else "failed")

"""Causes of action as data: found by words, and one with its place in the list."""

from __future__ import annotations

from datetime import date
from typing import Any

from tongban.courts.law import Hit, children, path
from tongban.courts.vocabulary import Cause
from tongban.face.sayings import sentence


def cause_line(cause: Cause, day: date) -> dict[str, Any]:
    """A cause in a list, with the names of those above it."""
    line = [each.name for each in path(cause, day)]
    return {"code": cause.code, "name": cause.name, "level": int(cause.level), "path": line}


def hit_data(hit: Hit, day: date) -> dict[str, Any]:
    """A cause that was found, and why."""
    return cause_line(hit.cause, day) | {"why": sentence(hit.why), "why_code": hit.why.code}


def cause_data(cause: Cause, day: date) -> dict[str, Any]:
    """A cause by itself, with those below it."""
    return cause_line(cause, day) | {
        "pinyin": cause.pinyin,
        "initials": cause.initials,
        "article": cause.article,
        "valid_from": cause.valid_from.isoformat(),
        "below": [{"code": each.code, "name": each.name} for each in children(cause.code, day)],
    }

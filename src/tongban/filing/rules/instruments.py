"""Which instruments of law an interview may cite, and whether their words were read or are known from memory."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from tongban.kernel.provision import provisions

HOUSE = "house rule"


@cache
def _listed() -> dict[str, str]:
    """The basis (`text`, `copy` or `memory`) by the name of each instrument."""
    text = (resources.files("tongban.filing") / "data" / "instruments.csv").read_text(encoding="utf-8")
    return {row["name"]: row["basis"] for row in csv.DictReader(text.splitlines())}


def unknown_instruments(citation: str) -> tuple[str, ...]:
    """What a citation names that stands in no list, or without an article."""
    return tuple(
        str(provision)
        for provision in provisions(citation)
        if provision.instrument != HOUSE and (provision.instrument not in _listed() or not provision.article)
    )


def from_memory(citation: str) -> bool:
    """True when some of the cited articles were written from memory: a person compares them before relying on it."""
    return any(_listed().get(provision.instrument) == "memory" for provision in provisions(citation))

"""What a person reads when a court says no, and how facts are put into its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise


class Words(NamedTuple):
    """`says`: what is wrong; `remedy`: what to do now. Lazy translations with named fields, filled with the facts."""

    says: str | Promise
    remedy: str | Promise


def filled(text: object, facts: Mapping[str, str]) -> str:
    """`text` with its named facts. A forgotten fact is shown as a gap: a slip in words must not hide a refusal."""
    try:
        return str(text) % _Gaps(facts)
    except (TypeError, ValueError):
        return str(text)


class _Gaps(dict[str, str]):
    """Facts in which what is missing reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"

"""Words about the numbers of cases."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberLinkView:
    """Two related numbers of one dispute: what the later is to the earlier, in the Chinese term and its article."""

    earlier: str
    later: str
    relation: str
    term: str
    article: str

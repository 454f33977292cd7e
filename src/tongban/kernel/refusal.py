"""The expected "no": a court may refuse only with a reason, an article and a way forward.

A rule returns a `Refusal`; an act raises `Refused` with all the refusals it found. What a person reads (what is
wrong, what to do now, whom to ask) is kept per reason in the domain's `wording.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be done.

    `reason` is a dotted code "<domain>.<what>", the key of the wording; `law` the article or house rule relied on;
    `fields` the names of the answers it concerns (empty: the whole); `facts` values that the wording quotes.
    """

    reason: str
    law: str
    fields: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = field(default=())

    def __str__(self) -> str:
        quoted = ", ".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.reason} ({self.law})" + (f" [{quoted}]" if quoted else "")


class Refused(Exception):  # noqa: N818 - it is the word a court uses, not an error of the program
    """Raised by an act that may not happen; carries every reason found, so that a person mends all at once."""

    def __init__(self, refusals: Refusal | Iterable[Refusal]) -> None:
        self.refusals = (refusals,) if isinstance(refusals, Refusal) else tuple(refusals)
        if not self.refusals:
            message = "Refused needs at least one Refusal"
            raise ValueError(message)
        super().__init__("; ".join(map(str, self.refusals)))


def require(found: Refusal | Iterable[Refusal] | None) -> None:
    """Raise `Refused` when `found` holds any refusal; None and empty mean that nothing stands in the way."""
    if found is None:
        return
    refusals = (found,) if isinstance(found, Refusal) else tuple(found)
    if refusals:
        raise Refused(refusals)

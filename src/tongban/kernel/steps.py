"""Steps: how a rule came to its answer, as codes with facts, so that any language can tell it.

The sentence for a person lives in the domain's `wording.py` under the step's code, like that of a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step of reasoning: a dotted `code`, the article it rests on (may be empty) and the values it used."""

    code: str
    law: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        words = self.code.rsplit(".", 1)[-1].replace("_", " ")
        quoted = ", ".join(f"{name} {value}" for name, value in self.facts)
        return words + (f": {quoted}" if quoted else "") + (f" ({self.law})" if self.law else "")


def step(code: str, law: str = "", **facts: object) -> Step:
    """A step with its facts as text."""
    return Step(code, law, tuple((name, str(value)) for name, value in facts.items()))


def kept(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as plain JSON, to be kept or sent; `told_by` reads them back."""
    return [{"code": one.code, "law": one.law, "facts": [list(fact) for fact in one.facts]} for one in steps]


def told_by(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps that `kept` made plain."""
    return tuple(
        Step(str(row["code"]), str(row["law"]), tuple((str(name), str(value)) for name, value in row["facts"]))
        for row in rows
    )

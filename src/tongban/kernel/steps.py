"""Steps: how a rule came to its answer, as codes with facts, so that any language can tell it.

The sentence for a person lives in the domain's `wording.py` under the step's code, like that of a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass


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

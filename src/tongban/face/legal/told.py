"""An answer of the law, as the entrances hand it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongban.face.sayings import step_data
from tongban.kernel.steps import Step


@dataclass(frozen=True, slots=True)
class Told:
    """`data`: the JSON object, without its steps; `steps`: the reasons."""

    data: dict[str, Any]
    steps: Sequence[Step] = ()

    @property
    def whole(self) -> dict[str, Any]:
        """The JSON object with the steps in words; an answer that is read off a list has none."""
        return {**self.data, **({"steps": step_data(self.steps)} if self.steps else {})}

"""One row of the table of reactions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.kernel.facts import Fact
from tongban.register.vocabulary import DueWork


def at_once(body: dict[str, Any], at: datetime) -> datetime:
    """As soon as the fact is recorded."""
    del body
    return at


@dataclass(frozen=True, slots=True)
class When:
    """One row. `after` works out the business time from which the act may be done."""

    fact: type[Fact]
    do: Callable[[DueWork], None]
    after: Callable[[dict[str, Any], datetime], datetime] = at_once

    @property
    def name(self) -> str:
        """The name under which due work is kept; renaming a function needs a migration of open work."""
        return self.do.__name__

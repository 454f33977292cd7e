"""What the court above decided, and what becomes of the fee of the appeal (交纳办法 15, 29, 31, 34; SI 336, 337).

A new trial and a dismissal give it back (8(2), 27), a death leaves it with the court (28), a judgment that was changed
lays it on the parties anew (30), and with a case that is transferred it goes on (24): those are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tongban.cases.law import Do


@dataclass(frozen=True, slots=True)
class AppealEnd:
    """`halved`: only half of the fee is due; `agreed`: who bears it stands in the paper of the court above, which the
    judge reads; else the appellant bears it.
    """

    law: str
    halved: bool = False
    agreed: bool = False

    def due(self, asked: int) -> int:
        """What of a fee of `asked` fen is due; half of an odd fen is not."""
        return asked // 2 if self.halved else asked


ENDS: Mapping[str, AppealEnd] = MappingProxyType(
    {
        Do.UPHOLD: AppealEnd("交纳办法 29(1)"),
        Do.ALLOW_APPEAL_WITHDRAWAL: AppealEnd("交纳办法 15, 34(1)", halved=True),
        Do.ALLOW_WITHDRAWAL: AppealEnd("交纳办法 15, 34(1)", halved=True),
        Do.SETTLE: AppealEnd("交纳办法 15, 31", halved=True, agreed=True),
    }
)
"""By what the court above decided about an appeal against a judgment."""

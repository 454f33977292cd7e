"""An oral complaint (口头起诉, CPL 123(2)): who cannot write tells it to a clerk, who takes it down."""

from __future__ import annotations

from enum import StrEnum

ORAL_WAY = "oral.way"
"""The answer how the plaintiff confirmed the record that was read aloud; no answer: the complaint is not oral."""
ORAL_CLERK, ORAL_COURT, ORAL_AT = "oral.clerk", "oral.court", "oral.at"
"""Who took it down, at which court, when: put there by the act that hands it in, and by nobody else."""
ORAL = frozenset({ORAL_WAY, ORAL_CLERK, ORAL_COURT, ORAL_AT})


class OralWay(StrEnum):
    """How the plaintiff confirmed the record (适用简易程序规定 4: 签名或者按指印)."""

    SIGNED = "signed"
    """签名"""
    MARKED = "marked"
    """按指印"""

    @property
    def term(self) -> str:
        """The Chinese term, as on papers."""
        return {"signed": "签名", "marked": "按指印"}[self.value]

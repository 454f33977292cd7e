"""An oral complaint (口头起诉, CPL 123(2)): who cannot write tells it to a clerk, who takes it down."""

from __future__ import annotations

from enum import StrEnum

ORAL_WAY = "oral.way"
"""The answer how the plaintiff confirmed the record that was read aloud; no answer: the complaint is not oral."""
ORAL_CLERK, ORAL_COURT, ORAL_AT = "oral.clerk", "oral.court", "oral.at"
"""Who took it down, at which court, when: put there by the act that hands it in, and by nobody else."""
ORAL_SIGNER, ORAL_MEDIUM = "oral.signer", "oral.medium"
"""Who signed the record, and on what."""
ORAL_SHOWN = "oral.shown"
"""The digest of the record that was shown before it was signed: put there by the page that shows it."""
ORAL = frozenset({ORAL_WAY, ORAL_CLERK, ORAL_COURT, ORAL_AT, ORAL_SIGNER, ORAL_MEDIUM, ORAL_SHOWN})
LONGEST_SIGNER = 60
"""Characters of a name; a house rule."""


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


class OralMedium(StrEnum):
    """On what the record was signed."""

    PAPER = "paper"
    """纸质笔录"""
    SCREEN = "screen"
    """签名板、屏幕"""

    @property
    def term(self) -> str:
        """The Chinese term, as on papers."""
        return {"paper": "打印的纸质笔录", "screen": "签名板或者屏幕"}[self.value]

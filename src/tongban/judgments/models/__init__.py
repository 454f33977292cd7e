"""Tables of judgments."""

from tongban.judgments.models.judgment import Judgment, JudgmentDraft

__all__ = ["Judgment", "JudgmentDraft"]

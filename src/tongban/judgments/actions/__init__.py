"""Acts on judgments: draft, sign, seal, pronounce, take effect."""

from tongban.judgments.actions.above import record_result
from tongban.judgments.actions.draft import save_fields, start_draft
from tongban.judgments.actions.effect import run_appeal_periods, start_appeal_period, take_effect
from tongban.judgments.actions.make import sign_judgment
from tongban.judgments.actions.pronounce import deliver_judgment, seal_for_court, sign_for_judge

__all__ = [
    "deliver_judgment",
    "record_result",
    "run_appeal_periods",
    "save_fields",
    "seal_for_court",
    "sign_for_judge",
    "sign_judgment",
    "start_appeal_period",
    "start_draft",
    "take_effect",
]

"""Texts about fees: what is payable and why, and why a fee cannot be told."""

from tongban.fees.wording.labels import (
    CHARGE_STATES,
    CLAIM_PARTS,
    EARLIER_FEES,
    FEE_KINDS,
    FILE_FLAWS,
    HALVINGS,
    HELD,
    LABELS,
    MOMENTS,
    OUTCOMES,
    PAYERS,
    QUESTIONS,
    READINGS,
    REFUND_EVENTS,
    RELIEFS,
    RETRIAL_GROUNDS,
    ROW_FLAWS,
    UNPAID,
    WHO,
)
from tongban.fees.wording.refusals import REFUSALS
from tongban.fees.wording.steps import STEPS

__all__ = [
    "CHARGE_STATES",
    "CLAIM_PARTS",
    "EARLIER_FEES",
    "FEE_KINDS",
    "FILE_FLAWS",
    "HALVINGS",
    "HELD",
    "LABELS",
    "MOMENTS",
    "OUTCOMES",
    "PAYERS",
    "QUESTIONS",
    "READINGS",
    "REFUND_EVENTS",
    "REFUSALS",
    "RELIEFS",
    "RETRIAL_GROUNDS",
    "ROW_FLAWS",
    "STEPS",
    "UNPAID",
    "WHO",
]

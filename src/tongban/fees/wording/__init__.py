"""Texts about fees: what is payable and why, and why a fee cannot be told."""

from tongban.fees.wording import anew, fiscal, labels, money, recovery, refusals, reviews
from tongban.fees.wording.fiscal import (
    FISCAL_FLAWS,
    FISCAL_LIST_FLAWS,
    FISCAL_ROW_FLAWS,
    FISCAL_STATES,
    TITLE_KINDS,
)
from tongban.fees.wording.grounds import GROUNDS
from tongban.fees.wording.labels import (
    CHARGE_STATES,
    CLAIM_PARTS,
    EARLIER_FEES,
    FEE_KINDS,
    FILE_FLAWS,
    HALVINGS,
    HELD,
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
from tongban.fees.wording.money import (
    ACCOUNTS,
    BANK_REASONS,
    CALLBACK_FLAWS,
    DIFFERENCES,
    REFUND_FAILURES,
    REFUND_STATES,
    REFUND_WHY,
)
from tongban.fees.wording.recovery import RECOVERY_STATES
from tongban.fees.wording.reviews import REVIEW_ABOUT, REVIEW_GROUNDS
from tongban.fees.wording.steps import STEPS

LABELS = {**labels.LABELS, "account": {account.term: words for account, words in ACCOUNTS.items()}}
REFUSALS = {
    **refusals.REFUSALS,
    **money.REFUSALS,
    **fiscal.REFUSALS,
    **reviews.REFUSALS,
    **recovery.REFUSALS,
    **anew.REFUSALS,
}

__all__ = [
    "ACCOUNTS",
    "BANK_REASONS",
    "CALLBACK_FLAWS",
    "CHARGE_STATES",
    "CLAIM_PARTS",
    "DIFFERENCES",
    "EARLIER_FEES",
    "FEE_KINDS",
    "FILE_FLAWS",
    "FISCAL_FLAWS",
    "FISCAL_LIST_FLAWS",
    "FISCAL_ROW_FLAWS",
    "FISCAL_STATES",
    "GROUNDS",
    "HALVINGS",
    "HELD",
    "LABELS",
    "MOMENTS",
    "OUTCOMES",
    "PAYERS",
    "QUESTIONS",
    "READINGS",
    "RECOVERY_STATES",
    "REFUND_EVENTS",
    "REFUND_FAILURES",
    "REFUND_STATES",
    "REFUND_WHY",
    "REFUSALS",
    "RELIEFS",
    "RETRIAL_GROUNDS",
    "REVIEW_ABOUT",
    "REVIEW_GROUNDS",
    "ROW_FLAWS",
    "STEPS",
    "TITLE_KINDS",
    "UNPAID",
    "WHO",
]

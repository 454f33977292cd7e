"""The law of fees, asked without a platform: the whole of 诉讼费用交纳办法 as pure functions of the shipped data.

Pages, acts and the command line enter here; nothing needs a database or a clock.
"""

from tongban.fees.rules.allocation import Bearer, Settlement, allocate, by_amount, by_success, settle, shares
from tongban.fees.rules.anew import SAID_ABOVE
from tongban.fees.rules.awaited import is_charged_at_docketing, may_lapse
from tongban.fees.rules.breakdown import articles, lines
from tongban.fees.rules.changes import after_earlier_fee, changed_claim, converted
from tongban.fees.rules.claims import claim_value, loan_interest
from tongban.fees.rules.currency import exchange_rate
from tongban.fees.rules.exact import rounded
from tongban.fees.rules.gateway import LARGEST as LARGEST_MESSAGE
from tongban.fees.rules.gateway import read_message
from tongban.fees.rules.instances import appeal_fee, appeals, retrial_fee
from tongban.fees.rules.joined import JOINABLE, Setting, claim_fee, joined_fee, third_fee, with_joined
from tongban.fees.rules.prepayment import advance, plaintiff_of, unpaid
from tongban.fees.rules.recovering import RECOVERING
from tongban.fees.rules.refund import refund
from tongban.fees.rules.relief import Application, relief
from tongban.fees.rules.reviews import GROUNDS as REVIEW_GROUNDS
from tongban.fees.rules.table import kind_named, tariff
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.rules.tariff import case_fee, fee, fee_range

__all__ = [
    "JOINABLE",
    "LARGEST_MESSAGE",
    "RECOVERING",
    "REVIEW_GROUNDS",
    "SAID_ABOVE",
    "Application",
    "Bearer",
    "Setting",
    "Settlement",
    "advance",
    "after_earlier_fee",
    "allocate",
    "appeal_fee",
    "appeals",
    "articles",
    "by_amount",
    "by_success",
    "case_fee",
    "changed_claim",
    "claim_fee",
    "claim_value",
    "converted",
    "exchange_rate",
    "fee",
    "fee_range",
    "is_charged_at_docketing",
    "joined_fee",
    "kind_named",
    "lines",
    "loan_interest",
    "may_lapse",
    "plaintiff_of",
    "read_message",
    "refund",
    "relief",
    "relief_grounds",
    "retrial_fee",
    "rounded",
    "settle",
    "shares",
    "tariff",
    "third_fee",
    "unpaid",
    "with_joined",
]

"""Tables of fees."""

from tongban.fees.models.bank import BankFile, Payment, RefusedRow
from tongban.fees.models.charge import Charge
from tongban.fees.models.fiscal import FiscalReceipt
from tongban.fees.models.gateway import DayCheck, DayDifference, GatewayEvent, GatewayOrder
from tongban.fees.models.ledger import Posting
from tongban.fees.models.recovery import Recovery
from tongban.fees.models.refund import FeeReview, Refund, RefundOrder, ReliefApplication, ReliefDecision

__all__ = [
    "BankFile",
    "Charge",
    "DayCheck",
    "DayDifference",
    "FeeReview",
    "FiscalReceipt",
    "GatewayEvent",
    "GatewayOrder",
    "Payment",
    "Posting",
    "Recovery",
    "Refund",
    "RefundOrder",
    "RefusedRow",
    "ReliefApplication",
    "ReliefDecision",
]

"""Tables of fees."""

from tongban.fees.models.bank import BankFile, Payment, RefusedRow
from tongban.fees.models.charge import Charge

__all__ = ["BankFile", "Charge", "Payment", "RefusedRow"]

"""Words of the desk's pages about the court's money."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WHAT = _("What")
DEBIT = _("Debit")
CREDIT = _("Credit")
AMOUNT = _("Amount")
DAY = _("Day")
STATE = _("State")
DUE = _("To be paid back until")
PAYEE = _("Payee")
ACCOUNT = pgettext_lazy("of the books", "Account")
OWED = _("Still owed")
CODE = _("Payment code")
BALANCE = pgettext_lazy("of the books", "Balance")
JOURNAL = _("The money of this case, line by line")
NO_JOURNAL = _("No money has moved in this case.")
BALANCES = _("Where the money of this case stands")
OVERDUE = _("Fees not paid by the last day (%(n)s)")
NO_OVERDUE = _("No fee is overdue.")
LAST_DAY = _("Last day")
FOLLOWS = _("What may follow")
WITHDRAWN = _("may count as withdrawn; the judge confirms")
ENFORCED = _("may be enforced (SI 207(2))")
ANEW = _("Fees to be laid on the parties after the judgment was changed (%(n)s)")
NO_ANEW = _("No fee waits for a changed judgment.")
LAY_ANEW = _("Say anew who bears the fees")
RECOVERIES = _("Fees to be handed over for enforcement, or to be registered there (%(n)s)")
NO_RECOVERIES = _("No fee waits for enforcement.")
RECOVERY = _("Enforcement of this fee")
REFUNDS = _("Refunds to approve or pay (%(n)s)")
LATE_REFUNDS = _("Refunds that the court has not paid in time (%(n)s)")
NO_LATE_REFUNDS = _("No refund is overdue.")
NO_REFUNDS = _("No refund waits.")
APPLICATIONS = _("Applications to pay fees later, less or not at all (%(n)s)")
NO_APPLICATIONS = _("No application for relief waits.")
GROUND = _("Ground")
APPLIED = _("Applied")
CASE_REFUNDS = _("Refunds in this case")
NO_CASE_REFUNDS = _("Nothing goes back in this case.")
DIFFERENCES = _("Differences in the money that nobody has explained (%(n)s)")
DAY_DIFFERENCES = _("Differences of this day")
NO_DIFFERENCES = _("Bank, gateway, journal and fees agree.")
DAYS = _("Days that were reconciled")
NO_DAYS = _("No day was reconciled yet.")
KIND = pgettext_lazy("of a difference", "Kind")
REFERENCE = _("Reference")
TOLD = _("What each side says")
CLEARED = _("Explained")
BANK = _("Bank")
GATEWAY = _("Gateway")
LINES = _("Journal")
FOUND = _("Differences")
OPEN = _("open")
GONE = _("gone at a later look")
MESSAGES = _("Messages of the payment gateway that were not taken")
NO_MESSAGES = _("Every message of the gateway was taken.")
SLIP = _("Slip with the code, to print")
PROPOSE = _("Propose a refund")
RELIEF = _("Decide about relief")
WRITE_OFF = _("Write it off")
SOURCES = {
    "bank": _("Bank"),
    "gateway": _("Payment gateway"),
    "refund": _("Refund"),
    "amount": _("Amount"),
    "journal": _("Journal"),
    "state": _("Fee"),
    "due": _("Owed"),
    "sum": _("Sum"),
    "kept": _("Paid and kept"),
    "receipt": _("Receipt of the treasury"),
    "treasury": _("Treasury"),
}
REVIEWS = _("Reviews of decisions about fees (%(n)s)")
NO_REVIEWS = _("No review of a decision about fees waits.")
REVIEWED = _("What is reviewed")
DECIDE_UNTIL = _("To be decided until")
FISCAL_TROUBLES = _("Receipts of the treasury to put right (%(n)s)")
NO_FISCAL_TROUBLES = _("The treasury has refused no receipt.")
FISCAL_WAITING = _("Receipts that the treasury is to issue or to reverse (%(n)s)")
NO_FISCAL_WAITING = _("The treasury owes no receipt.")
FISCAL_CASE = _("Receipts of the treasury in this case")
NO_FISCAL_CASE = _("No receipt of the treasury in this case.")
FISCAL_BAD = _("Rows that were not taken (%(n)s)")
NO_FISCAL_BAD = _("Every row was taken.")
FISCAL_TAKEN = _("%(rows)s rows: %(taken)s taken, %(repeated)s known before, %(bad)s bad.")
TITLE = pgettext_lazy("of a receipt", "Made out to")
BILL = pgettext_lazy("of a receipt", "Code and number")
LINE = pgettext_lazy("of a list", "Line")
RAW = pgettext_lazy("of a list", "As it was written")

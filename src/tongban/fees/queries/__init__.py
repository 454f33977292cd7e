"""Reading charges, payments, the bank's files, and the court's journal of money."""

from tongban.fees.queries.charges import (
    bank_files,
    case_is_charged,
    charge_seen_by,
    charge_view,
    charges_of,
    doubtful_messages,
    held_payments,
    is_unpaid_over,
    open_charges,
    payment_seen_by,
    payment_view,
    payments_of,
    refused_rows,
    sheet_section,
)
from tongban.fees.queries.local import local_figure
from tongban.fees.queries.money import (
    all_balances,
    balances_of,
    found_balances,
    income_held,
    journal_of,
    standing_of,
    standings_of,
    transfer_of,
)
from tongban.fees.queries.reconciling import days_checked, differences_of
from tongban.fees.queries.refunds import refund_seen_by, refunds_at, refunds_of

__all__ = [
    "all_balances",
    "balances_of",
    "bank_files",
    "case_is_charged",
    "charge_seen_by",
    "charge_view",
    "charges_of",
    "days_checked",
    "differences_of",
    "doubtful_messages",
    "found_balances",
    "held_payments",
    "income_held",
    "is_unpaid_over",
    "journal_of",
    "local_figure",
    "open_charges",
    "payment_seen_by",
    "payment_view",
    "payments_of",
    "refund_seen_by",
    "refunds_at",
    "refunds_of",
    "refused_rows",
    "sheet_section",
    "standing_of",
    "standings_of",
    "transfer_of",
]

"""Texts about the court's money: accounts, refunds, the gateway, differences, and why something about it is refused."""

from django.utils.translation import gettext_lazy as _

from tongban.fees.vocabulary import (
    RETURNED,
    Account,
    BankReason,
    CallbackFlaw,
    DifferenceKind,
    RefundFailure,
    RefundState,
)
from tongban.fees.wording.labels import REFUND_EVENTS
from tongban.frame.words import Words

ACCOUNTS = {
    Account.BANK: _("bank account"),
    Account.GATEWAY: _("with the payment gateway"),
    Account.UNIDENTIFIED: _("waiting for a person"),
    Account.DUE: _("owed by a party"),
    Account.PREPAID: _("fee paid or asked for in advance"),
    Account.INCOME: _("fee income"),
    Account.REFUNDS: _("to be paid back"),
    Account.TREASURY: _("handed over to the treasury"),
    Account.RELIEF: _("waived or reduced"),
    Account.WRITE_OFF: _("written off"),
}
REFUND_STATES = {
    RefundState.PROPOSED: _("waits for the first approval"),
    RefundState.CHECKED: _("waits for the second approval"),
    RefundState.APPROVED: _("approved, to be paid out"),
    RefundState.SENT: _("the bank has the order"),
    RefundState.PAID: _("paid back"),
    RefundState.FAILED: _("could not be paid"),
    RefundState.STOPPED: _("stopped"),
}
REFUND_FAILURES = {
    RefundFailure.CAME_BACK: _("the money came back"),
    RefundFailure.REFUSED_BY_BANK: _("the bank refused the order"),
    RefundFailure.REFUSED_BY_GATEWAY: _("the payment gateway refused it"),
    RefundFailure.PAYEE_DENIED: _("somebody else named the account in the person's name: it is to be told again"),
}
BANK_REASONS = {
    BankReason.AC01: _("the account number is wrong"),
    BankReason.AC04: _("the account was closed"),
    BankReason.AC06: _("the account is blocked"),
    BankReason.AG01: _("the account does not take this kind of payment"),
    BankReason.AM04: _("too little money lies on the court's account"),
    BankReason.AM05: _("the bank holds the order for a repeated one"),
    BankReason.BE01: _("name and account number do not belong together"),
    BankReason.RC01: _("the bank or branch is wrong"),
    BankReason.OTHER: _("another reason: ask the bank"),
}
"""Why the bank refused an order to pay out."""
CALLBACK_FLAWS = {
    CallbackFlaw.MALFORMED: _("The message is not in the agreed form."),
    CallbackFlaw.SIGNATURE: _("The signature is not the gateway's."),
    CallbackFlaw.TIME: _("The message is too old, or from the future."),
    CallbackFlaw.UNKNOWN_ORDER: _("There is no such order."),
    CallbackFlaw.AMOUNT: _("The amount is not that of the order."),
    CallbackFlaw.CONTRADICTS: _("The message contradicts an earlier one."),
}
DIFFERENCES = {
    DifferenceKind.MISSING: _("Told by the bank or the gateway, not in the journal"),
    DifferenceKind.EXTRA: _("In the journal, not told by the bank or the gateway"),
    DifferenceKind.DOUBLED: _("Told or posted twice"),
    DifferenceKind.AMOUNT: _("Different amounts"),
    DifferenceKind.DATE: _("Different days"),
    DifferenceKind.WRONG_CHARGE: _("Put against another charge than the payment names"),
    DifferenceKind.SETTLEMENT: _("The payment gateway handed over other money than it took"),
    DifferenceKind.ORPHAN_REFUND: _("Money left the account without a refund"),
    DifferenceKind.PAYEE_DENIED: _("Refund to an account that somebody else named in the person's name: have it back"),
    DifferenceKind.CHARGE_STATE: _("A charge says other than the journal"),
    DifferenceKind.UNBALANCED: _("The journal does not balance"),
    DifferenceKind.NO_RECEIPT: _("Paid, and no receipt of the treasury"),
    DifferenceKind.RECEIPT_ALONE: _("A receipt of the treasury for which nothing is paid, or nobody asked"),
    DifferenceKind.RECEIPT_AMOUNT: _("A receipt of the treasury over another sum than is paid"),
    DifferenceKind.RECEIPT_UNKNOWN: _("The treasury does not know a receipt"),
}
REFUND_WHY = {RETURNED: _("payment returned"), **{event.value: label for event, label in REFUND_EVENTS.items()}}
"""What a refund is for, by its event."""
_LOOK = _("Look at the list of payments that a person must look at.")
REFUSALS = {
    "fees.not_that_much": Words(
        _("Not that much lies there (%(account)s)."), _("Reload the page: somebody else may have dealt with the money.")
    ),
    "fees.reversed_before": Words(
        _("This line of the journal was taken back already, or takes back another."), _("Look at the later lines.")
    ),
    "fees.no_such_charge": Words(_("There is no such fee at this court."), _("Look at the fees of the case.")),
    "fees.no_such_payment": Words(_("There is no such payment at this court."), _LOOK),
    "fees.no_such_refund": Words(_("There is no such refund at this court."), _("Look at the list of refunds.")),
    "fees.payment_dealt_with": Words(_("Nothing of this payment waits for a person any more."), _LOOK),
    "fees.code_unknown": Words(
        _("No fee of this court has the payment code %(typed)s."),
        _("Search the case and copy the code from its fees, or return the payment."),
    ),
    "fees.foreign_currency": Words(
        _("Court fees are paid in %(currency)s; this is %(paid)s."),
        _("Return the payment with this reason, and ask the payer to pay in yuan."),
    ),
    "fees.case_over": Words(
        _("The case is withdrawn or closed: nothing may be paid for it any more."),
        _("Return the payment with this reason."),
    ),
    "fees.nothing_owed_by_you": Words(
        _("You owe nothing under this fee."), _("Look at the court fee of the case to see where it stands.")
    ),
    "fees.relief_applied": Words(
        _("You have applied for relief from this fee already; the court has not decided yet."),
        _("Nothing lapses until it has decided. Send further proof to the clerk's office, or call 12368."),
    ),
    "fees.relief_decided": Words(
        _("The court has decided about relief from this fee already."),
        _("Who disagrees may ask the president of the court for a review, on the page of the court fee."),
    ),
    "fees.nothing_owed": Words(
        _("Nothing is owed under this fee."), _("Return the payment, or choose the fee that it was meant for.")
    ),
    "fees.reasons_missing": Words(
        _("The reasons are missing."), _("Write in one or two sentences why, so that the register can show it.")
    ),
    "fees.reasons_long": Words(_("The reasons are longer than %(most)s characters."), _("Say it shorter.")),
    "fees.payee_missing": Words(
        _("It is not said to whom or at which bank the money goes."), _("Copy both from what the payer handed in.")
    ),
    "fees.payee_other_name": Words(
        _("This money belongs to %(owners)s, and the account is in another name."),
        _("Write down an account of the owner, or in the reasons who may receive it and by which paper."),
    ),
    "fees.paid_by_another": Words(
        _("Somebody else paid this money; it goes back to who paid."),
        _("The clerk's office asks the payer for an account. Call 12368 if it was paid for you."),
    ),
    "fees.account_malformed": Words(
        _("“%(typed)s” is no account number."), _("Write 8 to 34 digits and capital letters, as the bank does.")
    ),
    "fees.effective_ahead": Words(
        _("The paper takes effect on a day that lies ahead."), _("Propose the refund once it is in effect.")
    ),
    "fees.nothing_goes_back": Words(
        _("After this (%(event)s) nothing goes back."), _("Check what happened, and what was paid.")
    ),
    "fees.shares_do_not_match": Words(
        _("The judgment allots %(total)s yuan of fees; %(asked)s yuan were asked for in the case."),
        _("Ask the judge of the case to have the judgment corrected, or settle the fees by hand."),
    ),
    "fees.new_day_past": Words(
        _("The new day to pay is not in the future."), _("Set a day that leaves the party time to pay.")
    ),
    "fees.not_to_write_off": Words(
        _("Only what a judgment laid on a party can be written off."),
        _("A fee that was to be paid in advance lapses with its case."),
    ),
    "fees.refund_other_amount": Words(
        _("The bank tells of %(amount)s, which is not the amount of the refund."),
        _("Ask the bank; the day's reconciliation keeps the difference."),
    ),
    "fees.refund_not_paid": Words(
        _("A refund that was not paid cannot come back."), _("Look at the refund; ask the bank what it booked.")
    ),
    "fees.reference_missing": Words(
        _("The bank's reference is missing, or too long."), _("Copy it from the bank's confirmation.")
    ),
    "fees.reference_known": Words(
        _("Money under this reference is in the journal already."), _("Look at the journal, and check the reference.")
    ),
    "fees.day_ahead": Words(_("The day lies ahead."), _("Write the day on which the bank booked it.")),
    "fees.more_than_earned": Words(
        _("The court has not earned that much."), _("Only fees that fell on a party for good go to the treasury.")
    ),
    "fees.event_missing": Words(_("It is not said what happened."), _("Choose one of the events.")),
    "fees.no_gateway": Words(
        _("This court takes no payments online."), _("Pay at the bank with the payment code of the slip.")
    ),
    "fees.gateway_silent": Words(
        _("The payment gateway does not answer."),
        _("Try again in some minutes, or pay at the bank with the payment code of the slip."),
    ),
    "fees.no_such_difference": Words(_("There is no such difference."), _("Look at the reconciliation of the day.")),
    "fees.difference_cleared": Words(
        _("This difference is cleared already."), _("Look at the reconciliation of the day.")
    ),
    "refund.not_your_act": Words(
        _("Somebody in another function at the court decides this."), _("Ask a judge or the president to look at it.")
    ),
    "refund.not_at_this_stage": Words(
        _("The refund has moved on meanwhile."), _("Reload the page to see where it stands.")
    ),
    "refund.payee_named": Words(
        _("It is not said yet to which account the money goes."), _("Write down the account that the payer gave.")
    ),
    "refund.payee_undisputed": Words(
        _("The account may have been named by somebody else: the person disputes an act of that time."),
        _("Wait for the decision, or write down the account that the person tells at the counter, paper in hand."),
    ),
    "refund.ordered_before": Words(
        _("The bank never had an order to pay this refund."), _("Ask the bank what it booked.")
    ),
    "refund.other_person": Words(
        _("You approved it yourself already: a second person decides."),
        _("Ask a judge or the president to look at it."),
    ),
}
"""Reasons about money; those about what a fee is stand in refusals.py."""

"""Texts about receipts of the treasury: where they stand, what is wrong with them, and why something is refused."""

from django.utils.translation import gettext_lazy as _

from tongban.fees.vocabulary import FiscalFlaw, FiscalListFlaw, FiscalRowFlaw, FiscalState, TitleKind
from tongban.frame.words import Words

FISCAL_STATES = {
    FiscalState.ASKED: _("asked of the treasury"),
    FiscalState.ISSUED: _("issued"),
    FiscalState.FAILED: _("the treasury refused it"),
    FiscalState.REVERSING: _("to be reversed"),
    FiscalState.UNREVERSED: _("the treasury refused to reverse it"),
    FiscalState.REVERSED: _("reversed"),
    FiscalState.DROPPED: _("not asked for any more"),
}
FISCAL_FLAWS = {
    FiscalFlaw.TITLE: _("name or credit code of the payer is wrong"),
    FiscalFlaw.UNIT: _("the court may not issue this kind of receipt"),
    FiscalFlaw.STOCK: _("the court's numbers are used up"),
    FiscalFlaw.UNKNOWN: _("the treasury does not know the receipt, or has reversed it"),
    FiscalFlaw.OTHER: _("another reason: ask the treasury"),
}
FISCAL_ROW_FLAWS = {
    FiscalRowFlaw.COLUMNS: _("The row has more or fewer cells than the head."),
    FiscalRowFlaw.NUMBER: _("This court asked for no receipt under this number."),
    FiscalRowFlaw.ACT: _("It does not say 开具 or 冲红."),
    FiscalRowFlaw.OUTCOME: _("It does not say 成功 or 失败."),
    FiscalRowFlaw.BILL: _("Code, number or check code of the receipt have a wrong form."),
    FiscalRowFlaw.DAY: _("The day cannot be read, or lies ahead."),
    FiscalRowFlaw.AMOUNT: _("The amount is not the one that was asked for."),
    FiscalRowFlaw.STAGE: _("It contradicts what is known of this receipt."),
    FiscalRowFlaw.TWICE: _("This receipt stands for another fee already."),
}
FISCAL_LIST_FLAWS = {
    FiscalListFlaw.TOO_LARGE: _("The list is too large."),
    FiscalListFlaw.NOT_TEXT: _("The list is no readable text."),
    FiscalListFlaw.EMPTY: _("The list is empty."),
    FiscalListFlaw.HEAD: _("The list lacks columns, or has one twice."),
}
TITLE_KINDS = {TitleKind.PERSON: _("a person"), TitleKind.ORGANISATION: _("an organisation")}
_RELOAD = _("Reload the page to see where it stands.")
REFUSALS = {
    "fees.no_fiscal_receipts": Words(
        _("This court gives no electronic receipts of the treasury."),
        _("The court's own receipt lies among the papers of the case. Ask the clerk's office, or call 12368."),
    ),
    "fees.no_such_fiscal_receipt": Words(_("There is no such receipt at this court."), _("Look at the list.")),
    "fees.fiscal_not_paid": Words(
        _("Nothing is paid in full under this fee, or all of it went back."),
        _("Ask for the receipt once the whole fee is paid."),
    ),
    "fees.fiscal_asked": Words(
        _("A receipt for this fee was asked for already."),
        _("Look at the court fee to see where it stands. Is the name on it wrong, tell the clerk's office."),
    ),
    "fees.fiscal_title_missing": Words(
        _("It is not said in whose name the receipt is made out."), _("Choose the party, or who paid.")
    ),
    "fees.fiscal_payer_unknown": Words(
        _("The bank did not name one payer for all that was paid."),
        _("Have the receipt made out to the party, or show the clerk's office who paid."),
    ),
    "fees.fiscal_kind_missing": Words(
        _("It is not said whether a person or an organisation is named."), _("Choose one of the two.")
    ),
    "fees.credit_code_wrong": Words(
        _("This is no unified social credit code."), _("Copy the 18 signs from the licence of the organisation.")
    ),
    "fiscal_receipt.not_your_act": Words(
        _("Somebody in another function at the court deals with receipts of the treasury."),
        _("Ask the clerk's office."),
    ),
    "fiscal_receipt.not_at_this_stage": Words(_("The receipt has moved on meanwhile."), _RELOAD),
}

"""Texts about fees: what is payable and why, and why a fee cannot be told."""

from django.utils.translation import gettext_lazy as _

from tongban.fees.rules.prepayment import Payer
from tongban.fees.vocabulary import ChargeState, ClaimPart, FeeKind, FileFlaw, Halving, Held, RowFlaw
from tongban.frame.words import Words

FEE_KINDS = {
    FeeKind.PROPERTY: _("money or property claim"),
    FeeKind.DIVORCE: _("divorce"),
    FeeKind.PERSONALITY: _("name, portrait, reputation and other rights of the person"),
    FeeKind.OTHER_NON_PROPERTY: _("other claim that is not about property"),
    FeeKind.IP_WITHOUT_AMOUNT: _("intellectual property without an amount"),
    FeeKind.LABOUR: _("labour dispute"),
    FeeKind.ADMIN_SPECIAL: _("trade mark, patent or maritime administrative case"),
    FeeKind.ADMIN_OTHER: _("other administrative case"),
    FeeKind.JURISDICTION_OBJECTION: _("objection to jurisdiction that fails"),
    FeeKind.ENFORCEMENT: _("enforcement"),
    FeeKind.ENFORCEMENT_WITHOUT_AMOUNT: _("enforcement without an amount"),
    FeeKind.PRESERVATION: _("securing property"),
    FeeKind.PRESERVATION_WITHOUT_AMOUNT: _("securing measure without an amount"),
    FeeKind.PAYMENT_ORDER: _("payment order"),
    FeeKind.PUBLIC_SUMMONS: _("public summons for a lost bill"),
    FeeKind.ARBITRATION: _("setting aside an award, or validity of an arbitration agreement"),
    FeeKind.BANKRUPTCY: _("bankruptcy"),
}
HALVINGS = {
    Halving.MEDIATED: _("settled by mediation"),
    Halving.WITHDRAWN: _("withdrawn"),
    Halving.SIMPLIFIED: _("simplified procedure"),
    Halving.COUNTERCLAIM: _("counterclaim heard together"),
    Halving.THIRD_PARTY: _("third party's claim heard together"),
}
CLAIM_PARTS = {
    ClaimPart.PRINCIPAL: _("principal"),
    ClaimPart.INTEREST: _("interest"),
    ClaimPart.OVERDUE_INTEREST: _("interest for late payment"),
    ClaimPart.PENALTY: _("contractual penalty"),
    ClaimPart.COSTS: _("costs of pursuing the claim"),
    ClaimPart.DAMAGES: _("damages"),
}
PAYERS = {
    Payer.PLAINTIFF: _("plaintiff"),
    Payer.COUNTERCLAIMANT: _("who brings the counterclaim"),
    Payer.APPELLANT: _("appellant"),
    Payer.WAGES: _("worker who claims wages"),
    Payer.ENFORCEMENT: _("who applies for enforcement"),
}
LABELS = {
    "kind": {kind.term: label for kind, label in FEE_KINDS.items()},
    "reason": {halving.term: label for halving, label in HALVINGS.items()},
    "part": {part.term: label for part, label in CLAIM_PARTS.items()},
    "payer": {payer.term: label for payer, label in PAYERS.items()},
}
CHARGE_STATES = {ChargeState.OPEN: _("to be paid"), ChargeState.PAID: _("paid")}
HELD = {
    Held.NO_CODE: _("The payer wrote no payment code."),
    Held.CODE_WRONG: _("The payment code has a slip: its check digits do not fit."),
    Held.CODE_UNKNOWN: _("No charge has this payment code."),
    Held.CURRENCY: _("The payment is in another currency than the charge."),
    Held.PAID_BEFORE: _("The charge was paid before: this is a second payment."),
    Held.AMOUNT_LESS: _("Less was paid than is due."),
    Held.AMOUNT_MORE: _("More was paid than is due."),
    Held.CASE_NOT_WAITING: _("The case does not wait for its fee any more."),
}
ROW_FLAWS = {
    RowFlaw.NO_REFERENCE: _("no usable bank reference"),
    RowFlaw.REFERENCE_REUSED: _("the bank reference stands for other money already"),
    RowFlaw.BAD_AMOUNT: _("the amount is none"),
    RowFlaw.BAD_DATE: _("the value date is none"),
    RowFlaw.BAD_CURRENCY: _("unknown currency"),
    RowFlaw.NOT_A_CREDIT: _("no money came in with it"),
    RowFlaw.NOT_BOOKED: _("announced, not booked yet"),
    RowFlaw.WRONG_COLUMNS: _("wrong number of columns"),
    RowFlaw.BATCH_DOES_NOT_ADD_UP: _("the parts of the batch do not add up"),
}
FILE_FLAWS = {
    FileFlaw.TOO_LARGE: _("The file is larger than 10 MB."),
    FileFlaw.EMPTY: _("The file is empty."),
    FileFlaw.NOT_TEXT: _("The file is no UTF-8 text in rows and columns."),
    FileFlaw.NO_HEADER: _("The first line does not name the expected columns."),
    FileFlaw.NOT_XML: _("The file is no well-formed XML, or holds forbidden parts."),
    FileFlaw.NO_STATEMENT: _("The XML is no bank statement (camt.053)."),
    FileFlaw.UNKNOWN_KIND: _("This kind of file is not known."),
}
_CHECK = _("Check the amount.")

REFUSALS = {
    "fees.not_in_force": Words(
        _("The tariff does not cover %(day)s: it is in force from 1 April 2007."), _("Check the day.")
    ),
    "fees.amount_missing": Words(_("The fee depends on an amount (%(kind)s)."), _("Give the amount that is claimed.")),
    "fees.amount_negative": Words(_("An amount below zero has no fee: %(amount)s."), _CHECK),
    "fees.amount_beyond_reach": Words(
        _("%(amount)s is larger than any amount that is taken online."), _("Check the number of digits.")
    ),
    "fees.currency": Words(
        _("Fees are worked out in yuan; this is %(amount)s."),
        _("Convert it at the official rate of the day on which the court takes the case."),
    ),
    "fees.currencies_mixed": Words(
        _("Amounts in different currencies cannot be added: %(currencies)s."),
        _("Convert them at the official rate of the day on which the court takes the case."),
    ),
    "fees.nothing_claimed": Words(_("Nothing is claimed in money."), _("Add what you ask for.")),
    "fees.local_rate_missing": Words(
        _("The law leaves this fee between %(low)s and %(high)s yuan; the figure of this province is not entered."),
        _("Ask the clerk's office for the local figure."),
    ),
    "fees.local_rate_outside": Words(
        _("%(local)s yuan lies outside what the law allows: %(low)s to %(high)s."), _("Correct the local figure.")
    ),
    "fees.no_range": Words(_("The law fixes this fee itself."), _("No local figure is needed.")),
    "fees.no_halving": Words(_("This fee is not a case fee and is never halved."), _("Ask for it without halving.")),
    "fees.rate_malformed": Words(
        _("“%(typed)s” is not a yearly rate."), _("Write percent a year in digits, for example 6 or 3.65.")
    ),
    "fees.interest_ends_first": Words(
        _("Interest ends (%(end)s) before it starts (%(start)s)."), _("Check both dates.")
    ),
    "fees.code_missing": Words(_("The payment code is missing."), _("It stands on the notice to pay.")),
    "fees.code_wrong": Words(
        _("“%(typed)s” is no payment code: its check digits do not fit."),
        _("Copy all fourteen digits from the notice."),
    ),
    "fees.nothing_in_advance": Words(_("Nothing is paid in advance here."), _("Nothing needs to be done now.")),
}
STEPS = {
    "fees.flat": _("A fixed fee: %(fee)s yuan."),
    "fees.local_rate": _("The law leaves %(low)s to %(high)s yuan; the province fixed %(fee)s yuan."),
    "fees.band_flat": _("The first part, %(part)s yuan, costs a fixed %(fee)s yuan."),
    "fees.band": _("The next part, %(part)s yuan at %(rate)s, costs %(fee)s yuan."),
    "fees.part": _("Of this, %(part)s is due: %(exact)s yuan."),
    "fees.capped": _("It is never more than %(cap)s yuan."),
    "fees.halved": _("It is halved (%(reason)s): %(exact)s yuan."),
    "fees.halved_once": _("Several reasons for halving hold (%(reasons)s), but a fee is halved only once."),
    "fees.rounded": _("The exact sum, %(exact)s yuan, is rounded to the fen: %(payable)s."),
    "fees.claim_part": _("%(part)s: %(amount)s."),
    "fees.claim_total": _("Together the claim is worth %(total)s."),
    "fees.rate_capped": _("The agreed rate, %(agreed)s, is above the legal ceiling: only %(ceiling)s counts."),
    "fees.interest": _("%(principal)s at %(rate)s a year for %(days)s days gives %(interest)s."),
}

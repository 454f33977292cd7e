"""Texts about fees: what is payable and why, and why a fee cannot be told."""

from django.utils.translation import gettext_lazy as _

from tongban.fees.rules.prepayment import Payer
from tongban.fees.vocabulary import ClaimPart, FeeKind, Halving
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
        _("Interest ends (%(end)s) before it starts (%(start)s)."), _("Check the two days.")
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

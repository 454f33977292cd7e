"""Why a fee cannot be told, and what to do now."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_CHECK = _("Check the amount.")

REFUSALS = {
    "fees.not_in_force": Words(
        _("The tariff does not cover %(day)s: this is in force from %(since)s."), _("Check the day.")
    ),
    "fees.amount_missing": Words(
        _("The fee depends on an amount (%(kind)s)."),
        _("Give the amount; where none is at stake, choose the kind without an amount."),
    ),
    "fees.amount_negative": Words(_("An amount below zero has no fee: %(amount)s."), _CHECK),
    "fees.amount_beyond_reach": Words(
        _("%(amount)s is larger than any amount that is taken online."), _("Check the number of digits.")
    ),
    "fees.currency": Words(
        _("Fees are worked out in yuan; this is %(amount)s."),
        _("Add the official rate of the day on which the court of first instance took the case."),
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
    "fees.no_range": Words(
        _("The law fixes this fee itself (%(kind)s): no local figure plays a part."), _("Leave the local figure out.")
    ),
    "fees.no_halving": Words(
        _("The law does not halve this fee, or its tariff is a half already (%(kind)s)."),
        _("Ask for it without halving."),
    ),
    "fees.halved_at_first_instance": Words(
        _("This halves a fee of the first instance only: %(reason)s."),
        _("Leave it out: on appeal and in retrial only mediation and withdrawal halve."),
    ),
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
    "fees.kind_missing": Words(_("It is not said what the fee is for."), _("Name the kind of fee.")),
    "fees.kind_unknown": Words(
        _("The tariff knows no kind of fee called “%(typed)s”."), _("Choose a kind from the list of the tariff.")
    ),
    "fees.kind_loose": Words(
        _("The tariff knows no kind of fee called “%(typed)s”."),
        _("Perhaps one of these is meant: %(near_kinds)s. Choose one yourself; nothing is taken for you."),
    ),
    "fees.halving_unknown": Words(_("“%(typed)s” is no reason to halve a fee."), _("Choose among: %(halve_words)s.")),
    "fees.reading_unknown": Words(
        _("“%(typed)s” is no way to read what the law leaves open."), _("Choose among: %(reading_words)s.")
    ),
    "fees.amount_superfluous": Words(
        _("An amount plays no part in this fee (%(kind)s): %(amount)s."),
        _("Leave it out, or choose the kind of fee that is measured by an amount."),
    ),
    "fees.amount_twice": Words(_("The amount is given twice."), _("Give it once.")),
    "fees.rate_superfluous": Words(
        _("A rate of exchange is given, but no amount to convert."), _("Leave the rate out, or add the amount.")
    ),
    "fees.rate_not_needed": Words(
        _("%(amount)s is an amount in yuan already."), _("Leave the rate out, or name the other currency.")
    ),
    "fees.exchange_rate_malformed": Words(
        _("“%(typed)s” is not a rate of exchange."), _("Write the yuan for one unit in digits, for example 7.1.")
    ),
    "fees.currency_unknown": Words(
        _("“%(typed)s” is none of the currencies that are taken: %(known)s."),
        _("Convert the amount into yuan yourself and give it without a currency."),
    ),
    "fees.readings_contradict": Words(
        _("Two readings of one question are chosen (%(question)s): %(readings)s."), _("Choose one of them.")
    ),
    "fees.not_joinable": Words(
        _("This is not charged together with other claims: %(kinds)s."), _("Work out this fee on its own.")
    ),
    "fees.claims_alone": Words(
        _("A file of claims says everything about them; these do not go with it: %(options)s."),
        _("Write it into the file, or leave the file out."),
    ),
    "fees.claims_no_table": Words(
        _("The file of claims cannot be opened, or it is no table: %(file)s."),
        _("Check its name. Use CSV with the columns kind, amount, local, claimant, in UTF-8, or a JSON list."),
    ),
    "fees.claims_unreadable": Words(
        _("The file of claims cannot be read: %(file)s, line %(line)s."),
        _("Use the columns kind, amount, local, claimant, in UTF-8; a kind stands in every line."),
    ),
    "fees.change_incomplete": Words(
        _("A change of a claim needs the amount before and the amount after."), _("Give both amounts.")
    ),
    "fees.change_and_appeal": Words(
        _("A changed claim and an appeal are two questions."), _("Ask for the one, then for the other.")
    ),
    "fees.contested_exceeds": Words(
        _("More is contested (%(contested)s) than was in dispute (%(claimed)s)."), _("Check the two amounts.")
    ),
    "fees.no_appeal_fee": Words(
        _("No appeal or retrial with a fee of its own follows on this: %(kind)s."), _("Check the kind of case.")
    ),
    "fees.start_missing": Words(
        _("The period to pay runs from the notice (%(payer)s); its day is missing."), _("Give the day of the notice.")
    ),
    "fees.relief_ground_unknown": Words(
        _("“%(typed)s” is none of the grounds for relief."), _("Choose a ground of articles 45 to 47.")
    ),
    "fees.waiver_natural_persons": Words(
        _("Only natural persons can be freed from a fee."), _("Apply for a reduction or a deferral.")
    ),
    "fees.relief_in_writing": Words(_("Relief is applied for in writing."), _("Hand in a written application.")),
    "fees.hardship_proof_missing": Words(
        _("Proof that paying the fee is truly difficult is missing."), _("Add papers that show your means.")
    ),
    "fees.livelihood_proof_missing": Words(
        _("On this ground a certificate of the means of the person and the family is needed."),
        _("Ask the local civil affairs or labour authority for the certificate and add it."),
    ),
    "fees.reduction_share": Words(
        _("A reduction is at least %(least)s percent and less than the whole; this is %(typed)s."),
        _("Give the percentage by which the fee is reduced."),
    ),
    "fees.percent_superfluous": Words(
        _("A percentage belongs to a reduction, not to this: %(relief)s."), _("Leave the percentage out.")
    ),
    "fees.still_due_missing": Words(
        _("What goes back depends on what is still due (%(event)s)."), _("Give the amount that falls on this party.")
    ),
    "fees.share_not_a_part": Words(
        _("%(share)s yuan are not a part of the whole fee of %(total)s yuan."),
        _("Write a share above zero and below the whole, or let one side bear the whole fee."),
    ),
    "fees.shares_negative": Words(
        _("Amounts to be shared are in one currency and not below zero (%(outcome)s)."), _CHECK
    ),
    "fees.borne_first_exceeds": Words(
        _("The parts that are borne whatever the outcome are more than the whole: %(total)s."), _CHECK
    ),
    "fees.bearer_twice": Words(_("A party is named twice (%(outcome)s)."), _("Name each party once.")),
    "fees.bearers_missing": Words(
        _("Nobody is named who could bear the fee (%(outcome)s): it is %(who)s."),
        _("Name the party, with a weight above zero."),
    ),
    "fees.bearers_several": Words(
        _("One alone bears the fee here (%(outcome)s): %(who)s."),
        _("Name this party only, or choose the outcome in which several share."),
    ),
    "fees.upheld_exceeds": Words(
        _("What was upheld (%(upheld)s) does not fit what was claimed (%(claimed)s)."), _("Check the two amounts.")
    ),
}

"""The reasons of a fee in sentences."""

from django.utils.translation import gettext_lazy as _

STEPS = {
    "fees.flat": _("A fixed fee: %(fee)s yuan."),
    "fees.local_rate": _("The law leaves %(low)s to %(high)s yuan; the province fixed %(fee)s yuan."),
    "fees.local_lowest": _(
        "The law leaves %(low)s to %(high)s yuan; no figure of the province is kept here, so %(fee)s yuan."
    ),
    "fees.band_flat": _("The first part, %(part)s yuan, costs a fixed %(fee)s yuan."),
    "fees.band_free": _("Up to %(part)s yuan costs nothing more."),
    "fees.band": _("The next part, %(part)s yuan at %(rate)s, costs %(fee)s yuan."),
    "fees.part": _("Of this, %(part)s is due: %(exact)s yuan."),
    "fees.capped": _("It is never more than %(cap)s yuan."),
    "fees.halved": _("It is halved (%(reason)s): %(exact)s yuan."),
    "fees.halved_once": _("Several reasons for halving hold (%(reasons)s), but a fee is halved only once."),
    "fees.rounded": _("The decree does not say how to round: %(exact)s yuan is %(how)s, which makes %(payable)s yuan."),
    "fees.free": _("No fee is charged (%(kind)s)."),
    "fees.local_instead": _("The court charges a figure of its own: %(fee)s yuan."),
    "fees.range": _("The law leaves %(low)s to %(high)s yuan; the province fixes the figure, which is not given here."),
    "fees.range_payable": _("So %(low)s to %(high)s yuan are payable, by the local figure."),
    "fees.range_halved": _("Halved, %(low)s to %(high)s yuan are payable, by the local figure."),
    "fees.converted": _("%(amount)s at %(rate)s yuan for one unit makes %(exact)s yuan."),
    "fees.reading": _("The law is open here (%(question)s). Followed: %(followed)s. Also held: %(others)s."),
    "fees.claims_added": _("The %(count)s money claims are added: %(total)s."),
    "fees.one_case": _("The %(count)s claims count as one case."),
    "fees.property_standard": _("Beside a money claim the claims that are not about property cost nothing more."),
    "fees.own_standard": _(
        "The standard of its own (%(kind)s) costs more than the money claim alone (%(money)s yuan)."
    ),
    "fees.contested": _("Only what the appeal contests counts: %(amount)s."),
    "fees.appeals_apart": _("The %(count)s appeals are charged each on what it contests."),
    "fees.retrial_bears_fee": _("This retrial bears a fee (%(ground)s), on what is contested."),
    "fees.claim_raised": _(
        "The claim was raised: %(after)s instead of %(before)s, so %(difference)s yuan more is paid."
    ),
    "fees.claim_reduced": _(
        "The claim was reduced before the end of the inquiry: %(after)s instead of %(before)s, "
        "so %(difference)s yuan goes back."
    ),
    "fees.claim_reduced_late": _(
        "The claim was reduced after the end of the inquiry: the fee of the part given up, %(difference)s yuan "
        "(%(before)s less %(after)s), falls on whoever reduced it."
    ),
    "fees.converted_to_ordinary": _(
        "The case goes on in the ordinary procedure: %(after)s instead of %(before)s, "
        "so %(difference)s yuan more is paid."
    ),
    "fees.earlier_fee_counts": _(
        "What was paid before (%(earlier)s, %(paid)s yuan) counts towards %(after)s: %(difference)s yuan remains."
    ),
    "fees.paid_when": _("When to pay (%(payer)s): %(moment)s."),
    "fees.is_paid": _("The fee is paid."),
    "fees.not_in_advance": _("Nothing is paid in advance (%(payer)s): %(moment)s."),
    "fees.relief_pending": _("An application for relief is being examined: until it is decided nothing happens."),
    "fees.relief_granted": _("Relief was granted."),
    "fees.new_day_needed": _("Relief was refused: the court sets a period in which to pay."),
    "fees.time_is_running": _("The time to pay is still running (last day: %(until)s)."),
    "fees.unpaid_proposal": _("Nothing was paid by %(until)s. Proposed, for a person to confirm: %(proposal)s."),
    "fees.relief_ground": _("The ground (%(ground)s) leads to: %(relief)s."),
    "fees.relief_weighed": _("This is the clause for other cases: a person weighs whether it holds."),
    "fees.relief_amounts": _("Payable now %(now)s, later %(later)s, not at all %(waived)s yuan."),
    "fees.relief_before_docketing": _("A deferral is decided before the case is registered."),
    "fees.relief_stated": _("A waiver or a reduction is stated in the judgment."),
    "fees.refund_all": _("Everything that was paid goes back (%(event)s): %(refund)s yuan."),
    "fees.refund_none": _("Of the %(paid)s yuan paid nothing goes back (%(event)s)."),
    "fees.refund_half": _("Half of the %(paid)s paid goes back (%(event)s): %(refund)s yuan."),
    "fees.refund_rest": _("What was paid above the share goes back (%(event)s): %(refund)s of %(paid)s yuan."),
    "fees.refund_directly": _(
        "The court pays nothing back: the parties agreed on it among themselves (%(refund)s yuan)."
    ),
    "fees.refund_day_open": _("It goes back within %(days)s days after the paper takes effect."),
    "fees.borne_by": _("The %(total)s yuan fall on %(who)s: %(parties)s."),
    "fees.borne_whatever": _("%(party)s bears %(amount)s yuan whatever the outcome."),
    "fees.borne_together": _("They are liable for it together."),
    "fees.shares_weighed": _("The shares follow the weights %(weights)s, as agreed or as the judge sees it."),
    "fees.largest_remainder": _("Fen that cannot be shared go to the largest broken shares, so that the sum is exact."),
    "fees.may_be_claimed": _("It may be put into the claim of an action."),
    "fees.relieved_bears": _("%(parties)s was granted relief: the court may reduce or waive the share."),
    "fees.claim_part": _("%(part)s: %(amount)s."),
    "fees.claim_total": _("Together the claim is worth %(total)s."),
    "fees.rate_capped": _("The agreed rate, %(agreed)s, is above the legal ceiling: only %(ceiling)s counts."),
    "fees.interest": _("%(principal)s at %(rate)s a year for %(days)s days gives %(interest)s."),
}

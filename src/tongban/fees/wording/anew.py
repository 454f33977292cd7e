"""Texts about fees that are laid on the parties anew."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "fees.new_shares_do_not_match": Words(
        _("The shares make %(total)s yuan; the fees of the case are %(asked)s yuan."),
        _("Copy what each party bears from the decision; together it is the whole fee of the first instance."),
    ),
    "fees.nothing_changed": Words(
        _("No judgment of this case was changed, or its fees were never laid on anybody."),
        _("Record the decision of the court above first."),
    ),
    "fees.laid_before": Words(
        _("The fees were laid on the parties after this decision already."),
        _("Look at the money of the case; who disagrees asks the president for a review."),
    ),
    "fees.change_number": Words(
        _("“%(typed)s” is no number of a decision on appeal or in a retrial."),
        _("Copy the number from the decision that changed the judgment."),
    ),
    "fees.change_day": Words(
        _("The day from which the decision binds is missing, or it has not come yet."),
        _("Write the day on which the last party was served with it."),
    ),
}

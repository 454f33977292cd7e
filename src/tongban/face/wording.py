"""Words for the codes of the kernel, which has none of its own."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "amount.not_digits": Words(
        _("“%(typed)s” is not an amount in digits."),
        _("Write digits only, for example 186500 or 186,500.00."),
    ),
    "amount.too_fine": Words(
        _("“%(typed)s” has more decimals than the currency."),
        _("Write yuan and at most two decimals for jiao and fen."),
    ),
    "amount.not_positive": Words(_("The amount must be above zero."), _("Write the sum that is claimed or paid.")),
    "amount.too_large": Words(
        _("This amount is larger than any that a court takes online."), _("Check the number of digits.")
    ),
}

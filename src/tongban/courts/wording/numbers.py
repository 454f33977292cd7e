"""Texts about case numbers."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_EXAMPLE = _("Write it as on the papers, for example （2026）渝0103民初1号.")

REFUSALS = {
    "case_number.empty": Words(_("The case number is missing."), _EXAMPLE),
    "case_number.malformed": Words(_("“%(typed)s” does not read as a case number."), _EXAMPLE),
    "case_number.old_form": Words(
        _("“%(typed)s” is a number of the form used before 2016."),
        _("Ask the court that gave it; this platform keeps numbers from 2016 on."),
    ),
    "case_number.year": Words(_("The year in “%(typed)s” cannot be right."), _("Years run from 2016.")),
    "case_number.serial_zero": Words(_("The count in “%(typed)s” is zero."), _("Counting starts with 1.")),
    "case_number.serial_digits": Words(
        _("The count in “%(typed)s” does not have the digits that its kind of case asks for."), _EXAMPLE
    ),
    "case_number.court_unknown": Words(
        _("No court had the code %(court)s in that year."), _("Check the characters after the year.")
    ),
    "case_number.type_unknown": Words(
        _("No kind of case is written “%(type)s” in that year."), _("Check the characters before the count.")
    ),
}

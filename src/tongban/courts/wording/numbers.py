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
    "case_number.derived": Words(
        _("A case has papers 之一 to 之九十九, not number %(typed)s."), _("Give a number from 1 to 99, or none.")
    ),
    "case_number.special_unknown": Words(
        _("“%(typed)s” is no special-trial character."), _("The only one is 知; leave it out for other cases.")
    ),
    "case_number.court_unknown": Words(
        _("No court has the code %(court)s."), _("Check the characters after the year.")
    ),
    "case_number.court_outside_table": Words(
        _("The table of courts here does not hold the region of %(court)s, so nothing is known of that court."),
        _("Ask that court, or let the operator add its region to the table of courts."),
    ),
    "case_number.court_not_then": Words(
        _("%(court)s did not give numbers in %(year)s: its code is in use from %(first)s to %(last)s."),
        _("Check the year and the characters after it."),
    ),
    "case_number.type_unknown": Words(
        _("The table holds no kind of case that is written “%(type)s”."), _("Check the characters before the count.")
    ),
    "case_number.type_not_then": Words(
        _("No case was written “%(type)s” in %(year)s: it is in use from %(first)s to %(last)s."),
        _("Check the year and the characters before the count."),
    ),
    "case_number.special_not_then": Words(
        _("The special character “%(special)s” was not in use in %(year)s."),
        _("Check the year, or leave the character out."),
    ),
    "case_number.level": Words(
        _("%(court)s does not take cases that are written “%(type)s”: those go to %(levels)s."),
        _("Check the court and the kind of case."),
    ),
    "case_number.none_left": Words(
        _("No free random number was found for “%(type)s”."),
        _("Try once more; if it happens again, tell the operator that the year's numbers run out."),
    ),
    "case_number.link_same": Words(
        _("%(earlier)s cannot follow itself."), _("Give the number of another case of the same dispute.")
    ),
    "case_number.link_backwards": Words(
        _("%(later)s is of an earlier year than %(earlier)s, so it cannot follow it."),
        _("Exchange the two numbers, or check their years."),
    ),
    "case_number.link_unknown": Words(
        _("A case like %(later)s does not follow a case like %(earlier)s."),
        _("Check both numbers; the table of relations says which kinds of case follow each other."),
    ),
    "case_number.link_court": Words(
        _("%(later)s cannot follow %(earlier)s as %(relation)s: the court does not fit."),
        _("Check the court of both numbers."),
    ),
    "case_number.link_twice": Words(
        _("It is noted already that %(later)s follows %(earlier)s."), _("Nothing more is to be done.")
    ),
    "case_number.link_circle": Words(
        _("%(later)s leads to %(earlier)s already, so it cannot follow it."), _("Check which of the two came first.")
    ),
    "case_number.no_such_types": Words(
        _("No kind of case holds “%(typed)s” in its name, characters or code."),
        _("Try fewer or other words, for example 民事 or 执行."),
    ),
    "case_number.none_in_text": Words(_("The text holds nothing that looks like a case number."), _EXAMPLE),
    "case_number.part_missing": Words(
        _("To write a number, the year, the court, the kind of case and the count are needed."),
        _("Give --year, --court, --type and --serial, for example: --year 2026 --court 渝0103 --type 民初 --serial 1."),
    ),
}

"""Texts about the working calendar that a court takes in."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_MEND = _("Mend the line by the State Council's notice and hand the file in again.")
REFUSALS = {
    "calendar.not_a_table": Words(
        _("This is no table with the columns day,kind,festival."),
        _("Save the table as CSV in UTF-8, with these columns in its first line, up to 100 kB."),
    ),
    "calendar.year_beyond_reach": Words(
        _("%(year)s is not a year whose calendar can be taken in."), _("Give a year from 2000 to 2100.")
    ),
    "calendar.line_unclear": Words(
        _("Line %(line)s cannot be read: “%(typed)s”."),
        _("Write the day as 2027-02-06, then holiday or working, then the festival."),
    ),
    "calendar.day_twice": Words(_("%(day)s stands in the table twice."), _MEND),
    "calendar.other_year": Words(_("%(day)s belongs to another year."), _MEND),
    "calendar.worked_weekday": Words(
        _("%(day)s is no Saturday or Sunday; it needs no line to be worked."), _("Leave the line out.")
    ),
    "calendar.festival_missing": Words(_("The festival of the rest day %(day)s is missing."), _MEND),
    "calendar.festival_worked": Words(_("%(day)s is a festival of the decree, but no rest day in this table."), _MEND),
    "calendar.festival_absent": Words(_("The table has no rest day for %(festival)s."), _MEND),
    "calendar.notice_missing": Words(
        _("The notice that announced the year is not named."),
        _("Name the notice or its number, in up to 200 characters."),
    ),
}

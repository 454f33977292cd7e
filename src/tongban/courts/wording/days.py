"""Texts about periods: how long they are, why a day is due, and why none can be told."""

from collections.abc import Callable

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from tongban.courts.rules.tables import known_period
from tongban.frame.words import Words
from tongban.kernel.periods import Unit

_COUNTED: dict[Unit, Callable[[int], str]] = {
    Unit.MINUTE: lambda n: npgettext("period of the law", "%(n)d minute", "%(n)d minutes", n),
    Unit.HOUR: lambda n: npgettext("period of the law", "%(n)d hour", "%(n)d hours", n),
    Unit.DAY: lambda n: npgettext("period of the law", "%(n)d day", "%(n)d days", n),
    Unit.WORKING_DAY: lambda n: npgettext("period of the law", "%(n)d working day", "%(n)d working days", n),
    Unit.MONTH: lambda n: npgettext("period of the law", "%(n)d month", "%(n)d months", n),
    Unit.YEAR: lambda n: npgettext("period of the law", "%(n)d year", "%(n)d years", n),
}


def length(rule_id: str) -> str:
    """How long a period of the table is, in the reader's language: "7 days", 7日.

    Texts name a period by its id and never write its number. Raises KeyError for an id that the table lacks.
    """
    rule = known_period(rule_id)
    return _COUNTED[rule.unit](rule.amount) % {"n": rule.amount}


_later = lazy(length, str)

REFUSALS = {
    "period.unknown": Words(
        _("There is no period called “%(rule)s”."),
        _("Choose a period from the table of periods."),
    ),
    "period.no_such_day": Words(
        _("“%(typed)s” is not a day of the calendar."),
        _("Write the day as 2026-02-01, with the hour if it counts: 2026-02-01T10:20."),
    ),
    "period.superseded": Words(
        _("The period “%(rule)s” has been replaced by a later rule and is no longer computed."),
        _("Choose the period that replaced it; the table of periods names it."),
    ),
    "period.follows": Words(
        _("The period “%(rule)s” has no length of its own: it follows another one."),
        _("Ask for the period that it follows; the table of periods names it."),
    ),
    "period.negative": Words(_("A period cannot be shorter than nothing."), _("Check the length of the period.")),
    "period.start_beyond_reach": Words(
        _("%(start)s lies too far ahead to be meant."),
        _("Check the year of the day on which the period starts."),
    ),
    "period.not_in_force": Words(
        _("This period is known for starts from %(from)s to %(to)s; %(start)s lies outside."),
        _("Check the day. For older events ask the clerk's office which rule applied then."),
    ),
    "period.needs_the_hour": Words(
        _("This period is counted in hours: the day alone is not enough."),
        _("Give the hour as well, for example 10:20."),
    ),
    "period.beyond_the_calendar": Words(
        _("Counted from %(start)s this period ends beyond any calendar."),
        _("Check the day and the length of the period."),
    ),
    "period.backward_unit": Words(
        _("The period “%(rule)s” is counted back in a unit that is not provided for."),
        _("Tell the clerk's office: the table of periods needs mending."),
    ),
    "period.late": Words(
        _("The last day was %(due)s; this was done on %(done)s."),
        format_lazy(
            _(
                "If something beyond your control kept you, you may ask the court within {time} after it ended to "
                "restore the period (CPL 86)."
            ),
            time=_later("restore_period"),
        ),
    ),
}
STEPS = {
    "period.first_day_left_out": _("It starts with %(start)s; that day itself is not counted."),
    "period.days_counted": _("Counting days (%(amount)s) leads to %(end)s."),
    "period.months_counted": _("Counting months (%(amount)s) leads to %(end)s."),
    "period.years_counted": _("Counting years (%(amount)s) leads to %(end)s."),
    "period.working_days_counted": _("Counting only days on which courts work (%(amount)s) leads to %(end)s."),
    "period.no_such_day": _("That month has no day %(day)s, so its last day counts: %(end)s."),
    "period.rest_day_moves": _(
        "%(end)s is a rest day (%(rest)s), so the period ends on the first working day after it: %(open)s."
    ),
    "period.rest_day_stays": _(
        "%(end)s is a rest day (%(rest)s). The court plans for that day all the same; nobody may call it late before "
        "the end of %(open)s."
    ),
    "period.year_not_announced": _(
        "The holidays of %(year)s are not announced yet: this day may still move and will be worked out again."
    ),
    "period.begins_on_the_day": _("It begins on %(start)s itself."),
    "period.first_hour_left_out": _(
        "It starts at %(start)s; that hour is not counted, so counting begins at %(first)s."
    ),
    "period.hours_counted": _("Counting hours (%(amount)s) leads to %(end)s."),
    "period.minutes_run": _("Minutes (%(amount)s) run from %(start)s at once."),
    "period.full_days_before": _(
        "Full days (%(amount)s) must lie between this and %(event)s: that leads back to %(end)s."
    ),
    "period.milder_reading": _("Under a milder reading %(end)s would still be enough; we plan for the stricter one."),
    "period.working_day_before": _("%(end)s is a rest day, so it should be done by the working day before: %(open)s."),
    "period.fixed": _("This period is fixed: nothing suspends, interrupts or prolongs it."),
}

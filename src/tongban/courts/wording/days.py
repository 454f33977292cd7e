"""Texts about periods: how long they are, why a day is due, and why none can be told."""

from collections.abc import Callable

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from tongban.courts.rules.clocks import known_period
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
    return counted(rule.amount, rule.unit)


def counted(amount: int, unit: Unit) -> str:
    """A length in the reader's language: "7 days", 7日."""
    return _COUNTED[unit](amount) % {"n": amount}


_later = lazy(length, str)

_LATE = _("The last day was %(due)s; this was done on %(done)s.")
REFUSALS = {
    "period.unknown": Words(
        _("There is no period called “%(rule)s”."),
        _("Choose a period from the table of periods."),
    ),
    "period.name_loose": Words(
        _("There is no period called “%(rule)s”."),
        _("Perhaps one of these is meant: %(instead)s. Choose one yourself; nothing is taken for you."),
    ),
    "period.no_such_day": Words(
        _("“%(typed)s” is not a day of the calendar."),
        _("Write the day as 2026-02-01, with the hour if it counts: 2026-02-01T10:20."),
    ),
    "period.superseded": Words(
        _("The period “%(rule)s” has been replaced by a later rule and is no longer computed."),
        _("Ask for the period that replaced it: %(instead)s."),
    ),
    "period.follows": Words(
        _("The period “%(rule)s” has no length of its own: it follows another one."),
        _("It follows “%(instead)s”; the archive of the court tells how long that is."),
    ),
    "period.negative": Words(_("A period cannot be shorter than nothing."), _("Check the length of the period.")),
    "period.start_beyond_reach": Words(
        _("%(start)s lies too far ahead to be meant."),
        _("Check the year of the day on which the period starts."),
    ),
    "period.not_in_force": Words(
        _("This period is known for starts from %(from)s on; %(start)s lies before that."),
        _("Check the day. For older events ask the clerk's office which rule applied then."),
    ),
    "period.no_longer_in_force": Words(
        _("This period is known for starts from %(from)s to %(to)s; %(start)s lies after that."),
        _("Check the day, or ask the clerk's office which rule applies today."),
    ),
    "period.needs_the_hour": Words(
        _("This period is counted in hours or minutes: the day alone is not enough."),
        _("Give the hour as well, for example 10:20."),
    ),
    "period.beyond_the_calendar": Words(
        _("Counted from %(start)s this period ends beyond any calendar."),
        _("Check the day and the length of the period."),
    ),
    "period.backward_unit": Words(
        _("The period “%(rule)s” is counted back in a unit that is not provided for: %(unit)s."),
        _("Tell the clerk's office: the table of periods needs mending."),
    ),
    "period.late": Words(
        _LATE,
        format_lazy(
            _(
                "If something beyond your control kept you, you may ask the court within {time} after it ended to "
                "restore the period (CPL 86)."
            ),
            time=_later("restore_period"),
        ),
    ),
    "period.late_fixed": Words(
        _LATE,
        _("This period is fixed: a court cannot restore it. Ask the clerk's office what else is open to you."),
    ),
    "period.late_for_good": Words(
        _LATE,
        _("This period cannot be restored. Look whether it was prolonged, or whether days do not count."),
    ),
    "period.start_missing": Words(
        _("The day from which the period counts is missing."),
        _("Give it as 2026-02-01, with the hour if it counts: 2026-02-01T10:20."),
    ),
    "period.set_by_the_court": Words(
        _("The law says only that this period ends on %(due)s at the earliest; this was done on %(done)s."),
        _("Look at the notice of the court: it says until when the period runs."),
    ),
    "period.too_early": Words(
        _("This may not be done before %(due)s; it was done on %(done)s."),
        _("Do it again on that day or later."),
    ),
    "period.posted_after_arrival": Words(
        _("The post-mark %(posted)s is younger than the arrival on %(done)s."),
        _("Check both days on the envelope and in the book of arrivals."),
    ),
    "period.fixed_stays": Words(
        _("This period is fixed: nothing suspends, interrupts, prolongs or restores it."),
        _("Act within the period. Time on the road and a post-mark in time are taken into account all the same."),
    ),
    "period.incident_unfit": Words(
        _("The period “%(rule)s” is counted back, in hours, or names a first day: what you told cannot change it."),
        _("Leave it out, or correct the day from which the period counts."),
    ),
    "period.travel_negative": Words(
        _("Time on the road is counted in whole days, more than none."),
        _("Give the days on the road as a whole number, or leave them out."),
    ),
    "period.outage_without_record": Words(
        _("An outage counts only with its signed record and with an end that is not before its beginning."),
        _("Give beginning, end and the number of the record, which the operator of the platform signs."),
    ),
    "period.ground_unknown": Words(
        _("“%(ground)s” is no ground for this with the period “%(rule)s”. Known grounds: %(known)s."),
        _("Choose one of the known grounds; if there is none, the days count."),
    ),
    "period.span_backwards": Words(
        _("The span ends on %(last)s, before it begins on %(first)s."),
        _("Check both days."),
    ),
    "period.span_outside": Words(
        _("The span from %(first)s to %(last)s lies outside the period, which runs from %(start)s to %(end)s."),
        _("Check the days. What comes after the end of a period cannot change it any more."),
    ),
    "period.suspension_too_early": Words(
        _(
            "The obstacle ended on %(last)s; only what lies in the last months of the period (%(months)s, from "
            "%(window)s) suspends."
        ),
        _("Leave it out: it leaves the period as it is."),
    ),
    "period.restart_outside": Words(
        _("%(on)s lies outside the period, which runs from %(start)s to %(end)s: it cannot start anew then."),
        _("Check the day. A period that has ended does not start anew."),
    ),
    "period.extension_unknown": Words(
        _("The period “%(rule)s” cannot be prolonged in this way (%(by)s). It may be prolonged by: %(known)s."),
        _("Ask whoever may prolong it, before it ends."),
    ),
    "period.never_prolonged": Words(
        _("Nobody can prolong the period “%(rule)s”."), _("Act within the period, or leave the extension out.")
    ),
    "period.knows_no_ground": Words(
        _("No ground of this sort exists with the period “%(rule)s”: its days count."),
        _("Leave “%(ground)s” out."),
    ),
    "period.extension_untimely": Words(
        _("The extension is of %(on)s, but the period runs from %(start)s to %(end)s."),
        _("A period is prolonged while it runs. Check the day of the decision."),
    ),
    "period.extension_used_up": Words(
        _("This period was prolonged in this way before (%(by)s); allowed: %(times)s."),
        _("Ask the next higher instance, where the law names one."),
    ),
    "period.extension_order": Words(
        _("This extension (%(by)s) is possible only after the period was prolonged the first time."),
        _("Ask the president of the court first."),
    ),
    "period.extension_too_long": Words(
        _("This extension is too long (%(by)s): at a time no more than this is allowed (%(unit)s: %(amount)s)."),
        _("Shorten the extension."),
    ),
    "period.extension_empty": Words(
        _("An extension is counted in whole days, working days, months or years, more than none."),
        _("Say by how much the period was prolonged."),
    ),
    "period.obstacle_of_a_court": Words(
        _("Only a party can have a missed period restored; “%(rule)s” is not a period of a party."),
        _("For a period of the court look for an extension or for days that do not count."),
    ),
    "period.restoration_too_late": Words(
        _("It was asked for on %(applied)s. The obstacle ended on %(last)s, so it could be asked for until %(until)s."),
        _("A later request cannot be granted; ask the clerk's office what else is open to you."),
    ),
    "period.reading_unknown": Words(
        _("There is no reading “%(name)s”. You may choose: %(known)s."),
        _("Choose one of them; the page on periods explains each."),
    ),
    "period.option_unclear": Words(
        _("“%(typed)s” cannot be understood. It is written like this: %(form)s"),
        _("Write it in that form."),
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
        "%(end)s is a rest day (%(rest)s). Plan for that day all the same; it is late only after the end of %(open)s."
    ),
    "period.year_not_announced": _(
        "The holidays of %(year)s are not announced yet: this day may still move and will be worked out again."
    ),
    "period.begins_on_the_day": _("It begins on %(start)s itself."),
    "period.first_hour_left_out": _(
        "It starts at %(start)s; that hour is not counted, so counting begins at %(first)s."
    ),
    "period.hours_counted": _("Counting hours (%(amount)s) leads to %(end)s."),
    "period.minutes_run": _("Minutes (%(amount)s) run from %(start)s at once, to %(end)s."),
    "period.full_before": _(
        "Between this and %(event)s the time must lie in full (%(unit)s: %(amount)s), which leads back to %(end)s."
    ),
    "period.plain_before": _("Counting back from %(event)s (%(unit)s: %(amount)s) leads to %(end)s."),
    "period.milder_reading": _("Under a milder reading %(end)s would still be enough; we plan for the stricter one."),
    "period.stricter_reading": _("Under a stricter reading it would have to be done by %(end)s."),
    "period.travel_before": _("Days on the road (%(days)s) must be left as well."),
    "period.working_day_before": _("%(end)s is a rest day, so it should be done by the working day before: %(open)s."),
    "period.rest_day_counts": _(
        "%(end)s is a rest day (%(rest)s) and counts all the same. Where rest days move this too, it would be %(open)s."
    ),
    "period.rest_day_no_matter": _("%(end)s is a rest day (%(rest)s); this period ends on its day all the same."),
    "period.rest_day_other_reading": _(
        "The law is open here: under another reading it would end on %(end)s all the same."
    ),
    "period.notice_day": _("Service counts as made on %(end)s. Other courts read the law as %(other)s."),
    "period.year_not_in_table": _("The holidays of %(year)s are not in the table: only weekends were looked at."),
    "period.day_after": _("What matters is the first day after that: %(day)s."),
    "period.other_clock": _(
        "Another clock runs beside it (%(rule)s): counted from the same day it would come to %(end)s."
    ),
    "period.travel_left_out": _("Time on the road (%(days)s days) is not counted: that leads to %(end)s."),
    "period.span_capped": _(
        "Of this (%(ground)s) only so much is left out (%(unit)s: %(amount)s), that is until %(last)s."
    ),
    "period.days_left_out": _(
        "From %(first)s to %(last)s (%(ground)s): these days (%(days)s more) are not counted, which leads to %(end)s."
    ),
    "period.stood_still": _(
        "From %(first)s to %(last)s the period stood still (%(ground)s): days not counted, %(days)s; that leads to "
        "%(end)s."
    ),
    "period.rest_runs": _(
        "Afterwards the rest of the period runs, until %(end)s. If months ran anew (%(months)s), it would end on "
        "%(other)s."
    ),
    "period.months_run": _(
        "Afterwards months run anew (%(months)s), until %(end)s. If only the rest of the period ran, it would end on "
        "%(other)s."
    ),
    "period.starts_anew": _("On %(on)s the period starts anew (%(ground)s), which leads to %(end)s."),
    "period.prolonged": _(
        "It was prolonged on %(on)s (%(unit)s: %(amount)s; approved by: %(by)s), which leads to %(end)s."
    ),
    "period.restored": _(
        "The court gave back the days lost from %(first)s to %(last)s (%(days)s more), as asked for on %(applied)s: "
        "that leads to %(end)s."
    ),
    "period.restored_until": _("So that there is time to act, the court named %(end)s as the last day."),
    "period.outage_moves": _(
        "On %(end)s the platform was out of order (record %(record)s), so the period ends on the first working day "
        "after that: %(open)s."
    ),
    "period.outage_elsewhere": _("The outage of record %(record)s changes nothing: the period ends on %(end)s."),
    "period.fixed": _("This period is fixed: nothing suspends, interrupts or prolongs it."),
}

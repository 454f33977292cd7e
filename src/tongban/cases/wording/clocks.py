"""Texts about the periods of a running case: what befell them, and why something may not be done to them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import Befell, IncidentState
from tongban.frame.words import Words

BEFELL = {
    Befell.SPAN: _("Days that do not count"),
    Befell.NEW_START: _("New start of the period"),
    Befell.EXTENSION: _("Extension"),
    Befell.OUTAGE: _("Outage of the platform"),
    Befell.OBSTACLE: _("Days given back by the court"),
}
INCIDENT_STATES = {
    IncidentState.ASKED: pgettext_lazy("extension of a period", "waits for a decision"),
    IncidentState.HOLDS: pgettext_lazy("extension of a period", "counts"),
    IncidentState.REFUSED: pgettext_lazy("extension of a period", "not approved"),
    IncidentState.LAPSED: pgettext_lazy("extension of a period", "lapsed: the procedure was converted"),
}
CLOCK_REFUSALS = {
    "cases.no_such_clock": Words(_("This case has no such period."), _("Open the period from the page of its case.")),
    "cases.no_such_incident": Words(
        _("Nothing of this kind is noted about a period."), _("Open the period from the page of its case.")
    ),
    "cases.clock_over": Words(
        _("The period “%(rule)s” is over: what was owed is done, or the case has ended."),
        _("Nothing more is to be done about it. If its end was noted by mistake, tell the clerk's office."),
    ),
    "cases.not_to_be_restored": Words(
        _("This period cannot be restored to this party: the law fixes it, what was owed is done, or it is not yours."),
        _("Choose another period from the list, or ask the clerk's office what else is open to you."),
    ),
    "cases.span_not_begun": Words(
        _("Days without a last day would begin on %(first)s, which has not come yet."),
        _("Give the last day as well if it is known, or come back when it has begun."),
    ),
    "cases.span_open_already": Words(
        _("The period stands still on this ground already."),
        _("Say first on which day that ended; then note what came after it."),
    ),
    "cases.span_closed_before": Words(
        _("It was noted before on which day this ended."), _("Reload the page to see when the period ends now.")
    ),
    "cases.span_not_over": Words(
        _("%(last)s has not come yet: it cannot be known that the ground ended then."),
        _("Note the end on that day or later."),
    ),
    "cases.extension_reason_missing": Words(
        _("It is not said why the period has to be longer, or the reasons are too long."),
        _("Write down what happened and why, in no more than so many signs: %(most)s."),
    ),
    "cases.reference_missing": Words(
        _("Another court decides here, and the number of its decision is missing."),
        _("Enter the number that stands on the decision of the court above."),
    ),
    "cases.number_too_long": Words(
        _("The number of a paper has no more signs than this: %(most)s."), _("Enter the number alone, without a title.")
    ),
    "cases.extension_waits": Words(
        _("An extension of this period waits for a decision already."),
        _("Wait until it is decided, or ask the president of the court."),
    ),
    "cases.extension_decided_before": Words(
        _("This extension has been decided already."), _("Reload the page to see the decision.")
    ),
    "cases.outage_not_yours": Words(
        _("The president of a court records an outage for that court; the operator of the platform for all."),
        _("Ask the president, or the operator of the platform."),
    ),
    "cases.outage_backwards": Words(_("The outage ends before it begins."), _("Check day and hour of both.")),
    "cases.outage_too_long": Words(
        _("More than %(days)s days from beginning to end are taken for a typing slip."),
        _("Check the years and months. Record a longer outage in parts, each by a signed record of its own."),
    ),
    "cases.outage_not_over": Words(
        _("The outage has not ended yet by what was entered."),
        _("Record it when the platform works again: only then is it known which periods it hit."),
    ),
    "cases.outage_recorded_before": Words(
        _("An outage with the number %(record)s is recorded already."),
        _("Look at the list of outages; give a further outage a number of its own."),
    ),
    "cases.outage_after_the_end": Words(
        _("The period “%(rule)s” had ended before the outage was recorded."),
        _("Look at the case: what came late may have been in time, and the court may restore the period (CPL 86)."),
    ),
    "cases.outage_leaves_it": Words(
        _("The period “%(rule)s” does not move: it binds the court, which can work on paper, or it ends on its day."),
        _("Act on paper. For a period of the court look for an extension or for days that do not count."),
    ),
}

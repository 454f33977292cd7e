"""Labels of periods and of the table of a procedure at a terminal."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

LATEST = pgettext_lazy("day of a period", "%(day)s at the latest")
EARLIEST = pgettext_lazy("day of a period", "%(day)s at the earliest")
TARGET = pgettext_lazy("day of a period", "%(day)s as a target")
IN_TIME = pgettext_lazy("day of a period", "in time")
NEEDS = pgettext_lazy("procedure", "needs")
STARTS = pgettext_lazy("procedure", "starts the period")
ENDS = pgettext_lazy("procedure", "ends the period")
ONLINE_BY_CONSENT = pgettext_lazy("procedure", "may be online, by consent to this step")
APART = pgettext_lazy("procedure", "each at another time")
LAST = pgettext_lazy("procedure", "may rest here")
EXCLUSIVE = pgettext_lazy("venue", "exclusive: no other court may take the case")
LAST_DAYS = {
    "objection": pgettext_lazy("venue", "last day for the objection"),
    "appeal": pgettext_lazy("venue", "last day for the appeal"),
}
MEMORY = pgettext_lazy("procedure", "article not read: check it")

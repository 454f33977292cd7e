"""Words of the president's page about the access log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.access.watching import Oddity

ODDITIES = {
    Oddity.NO_TASK: _("read without a task in the case"),
    Oddity.MANY: _("many cases at once"),
}
WHO, CAPACITY, WHAT, CASES = _("Who"), _("In which capacity"), _("What"), _("Cases")
TIMES, LAST = _("Times"), _("When last")
CAPTION, EMPTY = _("Reads to look at"), _("Nothing to look at.")
CASE, TASK, OPENED = _("Case"), _("Task"), _("Opened")
OPENINGS, NO_OPENINGS = _("Files opened for a stated task"), _("Nobody opened a file that was not theirs.")

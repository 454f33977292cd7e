"""Words of the pages of the hotline."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WAITING = _("Questions that wait (%(n)s)")
ANSWERED = _("Questions answered, the newest first (%(n)s)")
NONE_WAITING = _("No question waits.")
NONE_ANSWERED = _("No question was answered yet.")
MINE = _("Questions for you to answer (%(n)s)")
COLUMNS = (
    pgettext_lazy("of a question", "Reference"),
    _("About"),
    _("Case"),
    _("State"),
    _("Who answers"),
    _("Answer due"),
)
TAKEN = _("Taken down under the reference %(reference)s: read it out to the caller.")
CALLER = _("Caller without an account")
HEARING = _("Hearing")
LAST_DAY = _("The court owes: %(what)s")

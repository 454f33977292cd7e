"""Words of the pages about who conducts cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.offices import Office

CASE = _("Case")
CAUSE = _("Cause")
OFFICE = _("Function")
WHO = _("Who")
GROUND = _("Ground")
ASKED = pgettext_lazy("of a request", "Asked")
CASES = pgettext_lazy("numeric column", "Open cases")
LOAD = _("Weight")
STATE = _("State")
SINCE = _("Registered")
GONE = _("does not serve here any more")
AWAY = pgettext_lazy("of staff", "away")
THERE = pgettext_lazy("of staff", "serves")
CHANGES = _("Changes of judge or clerk asked for: %(n)s")
NO_CHANGES = _("No change of judge or clerk is asked for.")
WORK = _("Who conducts cases: %(n)s")
NO_WORK = _("Nobody conducts cases at this court.")
HELD = _("Open cases: %(n)s")
WITHOUT = {
    Office.JUDGE: _("Cases without a judge: %(n)s"),
    Office.CLERK: _("Cases without a clerk: %(n)s"),
}
NONE_HELD = _("There are none.")

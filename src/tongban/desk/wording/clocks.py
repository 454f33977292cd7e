"""Words of the pages about running periods."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WHAT = _("What befell it")
GROUND = _("Ground or approval")
FROM = _("From")
TO = _("Until")
STATE = _("State")
BY = _("Noted or decided by")
OPEN = _("still open")
BY_OFFICE = _("the court's office")
INCIDENTS = _("What befell this period (%(n)s)")
NO_INCIDENTS = _("Nothing befell it: it runs as it began.")
LONGER = _("longer by %(amount)s (%(unit)s), %(by)s")
EXTENSIONS = _("Extensions to decide (%(n)s)")
NO_EXTENSIONS = _("No extension waits for a decision.")
CASE = _("Case")
PERIOD = _("Period")
BEFORE = _("Before")
NOW = _("Moves to, or why it stays")
HIT = _("Periods whose end it hit (%(n)s)")
NO_HIT = _("It hit the end of no open period of this court.")
EXCLUDE = _("Leave days out")
EXTEND = _("Propose to extend it")
END = _("Note the end of: %(ground)s")
DECIDE = _("Decide on the extension")
EXCLUDE_LEAD = _("Choose one of the grounds that the law knows for this period, and say from when to when.")
END_LEAD = _("The period runs on after this day, and its end is worked out again at once.")
EXTEND_LEAD = _("It counts once it is approved. What the court or all parties may decide counts at once.")
DECIDE_LEAD = _("The extension counts with your approval, and both sides see the new day and who approved it.")

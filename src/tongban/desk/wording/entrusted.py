"""Words of the pages on which courts serve and print papers for each other."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FOR_OTHERS = _("Papers of other courts to serve or to print (%(n)s)")
NONE_FOR_OTHERS = _("No other court waits for papers to be served.")
BY_OTHERS = _("Papers that other courts serve or print for this one (%(n)s)")
NONE_BY_OTHERS = _("No other court was asked.")
ANSWERED = _("Answered (%(n)s)")
NONE_ANSWERED = _("None yet.")
WHAT = _("What is asked")
RECIPIENT = _("Recipient")
CASE = _("Case")
FROM_TO = _("From → to")
STATE = _("State")
UNTIL = _("Serve until")
PRINTED = _("Noted: the papers were printed.")
POSTED = _("Noted: the papers are with the post.")
NOTED = _("Noted. The court that asked is told as soon as the return slip is made.")
SENT_BACK = _("The papers go back to the court that asked.")
CALLED_BACK = _("Called back. What the other court answers stands in the log.")
SERVE = _("The asked court serves the papers")

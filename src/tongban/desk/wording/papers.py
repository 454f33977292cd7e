"""Texts of the pages about papers, originals and scans."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PAPERS = _("Papers and objects at this court (%(n)s)")
PAPERS_OF = _("Handed over by this person (%(n)s)")
NO_PAPERS = _("Nothing of the kind.")
TO_GIVE_BACK = _("To be given back: the filing was taken back (%(n)s)")
NOTHING_TO_GIVE_BACK = _("Nothing of a filing that was taken back lies here.")
ITEM = pgettext_lazy("paper", "Item")
WHAT = pgettext_lazy("paper", "What it is")
STANDS = pgettext_lazy("paper", "State")
PLACE = pgettext_lazy("paper", "Where")
FROM = pgettext_lazy("paper", "Handed over by")
SINCE = pgettext_lazy("paper", "Since")
PUT_TO_CASE = _("Put to the case.")
SCANS_TAKEN = _("The stack is here; it is taken apart in a moment.")
NOT_SCANNED = _("On paper alone: not scanned yet")
IN_DRAFT = _("The scan lies in the draft.")
NOTED = _("Noted.")
REQUESTS = _("Originals required: the court's turn (%(n)s)")
NO_REQUESTS = _("No answer about an original waits, and no period for one is over.")
SAID = _("What the party says")
LAST_DAY = _("To be brought by")

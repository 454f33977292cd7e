"""Texts of the pages about papers, originals and scans."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PAPERS = _("Papers and objects at this court (%(n)s)")
PAPERS_OF = _("Handed over by this person (%(n)s)")
NO_PAPERS = _("Nothing of the kind.")
ITEM = pgettext_lazy("paper", "Item")
WHAT = pgettext_lazy("paper", "What it is")
STANDS = pgettext_lazy("paper", "State")
PLACE = pgettext_lazy("paper", "Where")
FROM = pgettext_lazy("paper", "Handed over by")
SINCE = pgettext_lazy("paper", "Since")
COUNTED = _("%(form)s, pages: %(pages)s, copies: %(copies)s")
COUNTED_OBJECT = _("%(form)s, pieces: %(copies)s")
PUT_TO_CASE = _("Put to the case.")
SCANS_TAKEN = _("The stack is here; it is taken apart in a moment.")
NOT_SCANNED = _("On paper alone: not scanned yet")
IN_DRAFT = _("The scan lies in the draft.")
NOTED = _("Noted.")

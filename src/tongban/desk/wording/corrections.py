"""Words of the inbox about corrections that wait for a second person."""

from django.utils.translation import gettext_lazy as _

CORRECTIONS, NO_CORRECTIONS = _("Corrections of names and numbers: %(n)s to confirm"), _("No correction waits.")
PERSON, WHAT, ASKED = _("Person"), _("What is wrong"), _("Asked for")
ASKED_FOR = _("Asked for. The record changes when a second person confirms it.")

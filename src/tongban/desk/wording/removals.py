"""Words of the inbox about state secrets that were taken out."""

from django.utils.translation import gettext_lazy as _

REMOVALS, NO_REMOVALS = _("State secrets taken out: %(n)s to decide"), _("None waits for a second person.")
REASON, FOUND = _("Why it has to go"), _("Taken out")

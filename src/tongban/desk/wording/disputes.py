"""Texts of the review of disputed acts."""

from django.utils.translation import gettext_lazy as _

CAPTION = _("Acts that somebody says were not her own (%(n)s)")
NONE = _("No act is disputed.")
WHO = _("Person")
WHAT = _("Act")
SINCE = _("Disputed")

"""Words of the publication pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CAPTION = _("Judgments to publish (%(n)s)")
EMPTY = _("No judgment waits for publication.")
COLUMNS = (_("Case"), _("Cause"), _("Publish by"))
CLOCK = _("Publish within %(time)s")

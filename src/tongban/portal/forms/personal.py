"""Words of the page about what is held about a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PART, END, DAYS, ARTICLE, WHY = _("Part"), _("How it ends"), _("Days"), _("Article"), _("Why")
KEPT, STAYS = _("How long it is kept"), _("What stays, and why")

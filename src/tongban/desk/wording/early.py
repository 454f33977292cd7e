"""Words of the pages about mediation before registration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NUMBER = pgettext_lazy("of a mediation", "Number")
CAUSE = _("Cause")
UNTIL = _("Mediator to be named until")
TO_NAME = _("Mediations before registration that wait for a mediator: %(n)s")
NONE_TO_NAME = _("No mediation before registration waits for a mediator.")

"""Texts at the desk about deaths that were noted in other cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOTED = _("Parties noted as dead in another case: %(n)s")
NOT_NOTED = _("No party of an open case was noted as dead in another one.")
DIED = pgettext_lazy("of a party", "Died")
DAY = _("Day of death")
NOTED_IN = _("Noted in the case")

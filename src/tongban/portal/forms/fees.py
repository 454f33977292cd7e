"""Words of the pages about fees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PAY = _("Pay the court fee")
PAY_HINT = _("The slip shows how much, until when and how it was worked out.")
STATES = {"open": _("to be paid"), "paid": _("paid")}

"""Words of the pages about fees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PAY = _("Pay the court fee")
PAY_HINT = _("The slip shows how much, until when and how it was worked out.")
STATES = {"open": _("to be paid"), "part": _("paid in part"), "paid": _("paid"), "closed": _("nothing more to pay")}
REFUNDS = {
    "proposed": _("being checked"),
    "checked": _("being checked"),
    "approved": _("approved, to be paid out"),
    "sent": _("on its way to your account"),
    "paid": _("paid back"),
    "failed": _("could not be paid: give the court another account"),
    "stopped": _("will not be paid"),
}
"""Where money that goes back stands, in the payer's words."""

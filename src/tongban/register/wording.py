"""What people read about the register and the ledger."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "register.not_proven": Words(
        _("The ledger has not proven this record yet."),
        _("Wait until the page says that the record is proven, and ask for the report then."),
    ),
    "register.stamp_awaited": Words(
        _("No time stamp covers this record yet."),
        _("The court has its ledger stamped at fixed intervals. Ask for the report after the next stamp."),
    ),
}

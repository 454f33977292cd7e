"""Alarms about ledgers, in words for the president."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.register.vocabulary import AlarmKind

DO = {
    AlarmKind.FORK: _(
        "Keep the evidence and give it to the other courts. Have the keeper of the ledger stop it; what a quorum "
        "confirmed last, as the mirrors hold it, is what counts."
    ),
    AlarmKind.ROLLBACK: _(
        "Ask the keeper of the ledger at once what became of the entries; the mirrors still hold them. A backup must "
        "never be restored over a ledger."
    ),
}
WAITING = _("Alarms about ledgers (%(n)s)")
NONE = _("No alarm is open.")
LEDGER = _("Ledger that the alarm is about")
WHAT = _("What the alarm says")
FOUND = _("Found")

"""Words of the pages on the courts' ledgers: how they stand, alarms, and questions that cannot be answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.register.vocabulary import LedgerHealth

HEALTH = {
    LedgerHealth.AGREES: pgettext_lazy("court ledger", "All agree"),
    LedgerHealth.LATE: pgettext_lazy("court ledger", "Late"),
    LedgerHealth.ALARM: pgettext_lazy("court ledger", "Alarm"),
}
HEALTH_KINDS = {LedgerHealth.AGREES: "done", LedgerHealth.LATE: "waiting", LedgerHealth.ALARM: "problem"}
MEANS = {
    LedgerHealth.AGREES: _("What the ledgers, their witnesses and their mirrors show belongs to one history."),
    LedgerHealth.LATE: _("Nothing contradicts, but somebody does not answer or shows nothing new. Proofs stay good."),
    LedgerHealth.ALARM: _(
        "Something contradicts what a ledger signed. Rely on no newer proof of that ledger until it is explained."
    ),
}
TROUBLES = {
    "stale": _("No newer head of it was confirmed for a long time."),
    "tiles": _("The files that it serves do not lead to its signed head."),
    "entries": _("The entries that it serves are not those under its signed head."),
    "entry": _("An entry is not what it claims to be."),
    "quorum": _("Its newest head lacks the confirmations that count."),
    "signature": _("A head bears a signature that is wrong."),
    "revoked": _("A head is signed with a key that was no longer valid."),
}
WRONG = {
    "entry": _("Write the number with digits only, for example 21, or a commitment of 64 digits and letters a to f."),
    "commitment": _("None of the newest entries carries this commitment. Your bundle names the number of its entry."),
    "sizes": _("Write two sizes, the smaller first: from 1 to the ledger's present size."),
}
ROLES = {"log": pgettext_lazy("court ledger", "Ledger"), "witness": pgettext_lazy("court ledger", "Witness")}

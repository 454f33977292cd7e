"""What people read about the register and the ledger."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words
from tongban.register.vocabulary import AlarmKind

ALARMS = {
    AlarmKind.FORK: _("Two signed heads of this ledger cannot both be true: one of {0} entries, one of {1}."),
    AlarmKind.ROLLBACK: _("This ledger shows {0} entries, but a head of {1} was signed: some were taken back or held."),
}
"""What an alarm says, with the sizes of the two heads."""

REFUSALS = {
    "register.not_proven": Words(
        _("The ledger has not proven this record yet."),
        _("Wait until the page says that the record is proven, and ask for the report then."),
    ),
    "register.stamp_awaited": Words(
        _("No time stamp covers this record yet."),
        _("The court has its ledger stamped at fixed intervals. Ask for the report after the next stamp."),
    ),
    "register.president_alone": Words(
        _("The president of a court closes an alarm about a ledger."),
        _("Ask the president; whoever found more may say so there."),
    ),
    "register.no_such_alarm": Words(_("There is no such alarm."), _("Look at the list of alarms.")),
    "register.alarm_closed_before": Words(
        _("The alarm is closed already."), _("Look at the list: the reason stands with the alarm.")
    ),
    "register.reason_missing": Words(
        _("The reason is missing."), _("Write what was found and what was done; everybody can read it.")
    ),
    "register.reason_too_long": Words(
        _("The reason is longer than %(limit)s characters."), _("Say it shorter; name the record that tells more.")
    ),
}

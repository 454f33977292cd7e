"""Texts of the register, for those who watch over the ledger."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
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

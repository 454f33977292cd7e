"""Texts about fees that a loser does not pay, on their way to enforcement."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.fees.vocabulary import RecoveryState
from tongban.frame.words import Words

RECOVERY_STATES = {
    RecoveryState.PROPOSED: _("the judge hands it over for enforcement"),
    RecoveryState.HANDED_OVER: _("handed over; the registry registers it"),
    RecoveryState.REGISTERED: pgettext_lazy("of a fee", "enforcement is registered"),
}
REFUSALS = {
    "fees.no_such_recovery": Words(
        _("No such fee waits for enforcement at this court."), _("Look at the fees that wait in the inbox.")
    ),
    "fees.property_long": Words(
        _("What is told of the property is too long: at most %(most)s characters."),
        _("Name the property; papers about it go with the file."),
    ),
    "recovery.not_your_act": Words(
        _("The judge hands a fee over for enforcement; the registry sends it back or registers it."),
        _("Leave it to them; they find it in their inbox."),
    ),
    "recovery.not_at_this_stage": Words(
        _("This has been done already, or it was sent back."), _("Reload the page to see where it stands.")
    ),
    "recovery.still_owed": Words(
        _("Nothing is owed of this fee any more: it was paid or given up."),
        _("Nothing has to be done; the money of the case shows what came in."),
    ),
}

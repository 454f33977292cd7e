"""The attacks on a copy of the ledger, and what catches them, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.register.vocabulary import Attack

TITLES = {
    Attack.EDIT: _("Edit an entry"),
    Attack.ROLL_BACK: _("Roll the ledger back"),
    Attack.FORK: _("Show two histories"),
    Attack.BACK_DATE: _("Back-date an entry"),
    Attack.CENSOR: _("Leave out what was promised"),
}
DONE = {
    Attack.EDIT: _("One bit of a stored entry is changed, in the database and in the public files."),
    Attack.ROLL_BACK: _(
        "An old backup is restored, so that the newest entry never was; then others are shown the old head."
    ),
    Attack.FORK: _(
        "The keeper signs two histories of one length with the ledger's own key, one for each of two persons."
    ),
    Attack.BACK_DATE: _("The keeper sets the ledger's own clock back by a year before it takes an entry in."),
    Attack.CENSOR: _(
        "The depositor has the ledger's promise; then the ledger is made anew with another entry in that place."
    ),
}
BY = {
    "fsck": _("the check of the ledger's files"),
    "litigant": _("the proof in a litigant's hands"),
    "lock": _("the lock store, which no backup brings back"),
    "witness": _("an independent witness, which refuses"),
    "reader": _("anybody who kept a newer head"),
    "evidence": _("the two signed heads themselves, shown to anybody"),
    "time": _("the time that independent witnesses put under the head"),
    "promise": _("the signed promise in the depositor's hands"),
}
SAID_SIZE = _("It has cosigned a head of %(size)s entries already and refuses this one (status %(status)s).")
SAID_TIMES = _("The ledger says {told}, the witnesses say {true}: theirs counts.")
CAUGHT = pgettext_lazy("attack", "Caught")
NOT_CAUGHT = pgettext_lazy("attack", "Not caught")

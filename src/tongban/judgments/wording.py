"""Texts of judgments."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words
from tongban.judgments.vocabulary import Bearer, State

STATES = {
    State.SIGNING: _("being signed and sealed"),
    State.PRONOUNCED: _("signed; not yet in effect"),
    State.EFFECTIVE: _("in effect"),
    State.QUASHED: _("no longer stands: decided by the court above"),
}
BEARERS = {
    Bearer.PLAINTIFF: _("the plaintiff bears it"),
    Bearer.DEFENDANT: _("the defendant bears it"),
    Bearer.SHARED: _("both sides share it"),
}
_WRITE = _("Write this part in the draft; it is saved as you type.")
REFUSALS = {
    "judgments.part_missing": Words(_("This part of the judgment is empty."), _WRITE),
    "judgments.no_holding": Words(
        _("The draft decides nothing."), _("State a payment, another holding, or that the claims are dismissed.")
    ),
    "judgments.beyond_the_claim": Words(
        _("The draft orders %(held)s yuan, but only %(claim)s yuan are claimed."),
        _("A court cannot award more than was asked for. Correct the amount."),
    ),
    "judgments.third_claim_open": Words(
        _("Nothing is decided about the own claim of a third party: %(who)s."),
        _("Write a holding of its own that names the third party: what it is given, or that its claim is dismissed."),
    ),
    "judgments.days_wrong": Words(
        _("“%(typed)s” is not a number of days."), _("Write the days of performance in digits, for example 10.")
    ),
    "judgments.weights_wrong": Words(
        _("“%(typed)s” does not say how %(count)s parties share the fee."),
        _("Write a number for each of them in the order of the judgment, for example 2:1, or nothing for equal parts."),
    ),
    "judgments.not_examined": Words(
        _("Exhibit %(number)s was not examined: the other side was not heard on it."),
        _("Take it out of the draft, or have it examined before you decide."),
    ),
    "judgments.no_such_exhibit": Words(
        _("The draft cites an exhibit that is not on the file."), _("Choose the exhibits from the list again.")
    ),
    "judgments.no_draft": Words(_("There is no draft of a judgment yet."), _("Open the draft page of the case first.")),
    "judgments.periods_not_running": Words(
        _("The appeal period of a party has not started yet."), _("It is tried again by itself.")
    ),
    "judgments.no_such_draft": Words(
        _("There is no such draft, or it is not yours to see."), _("Open the case from your list of cases.")
    ),
    "judgments.not_in_deliberation": Words(
        _("The draft cannot be changed at this stage of the case."),
        _("A judgment is drafted after the hearing is closed; a signed one stays as it is."),
    ),
}

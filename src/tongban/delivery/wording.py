"""Texts of service."""

from django.utils.translation import gettext_lazy as _

from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState, Purpose, ReturnReason
from tongban.frame.words import Words

PURPOSES = {
    Purpose.ACCEPTANCE: _("notice that your case is registered"),
    Purpose.PAYMENT: _("notice to pay the court fee"),
    Purpose.EVIDENCE: _("notice about evidence"),
    Purpose.DEFENCE: _("copy of the complaint, and how to answer"),
    Purpose.SUMMONS: _("summons"),
    Purpose.JUDGMENT: _("judgment"),
    Purpose.PROCEDURE: _("notice that the procedure was converted"),
    Purpose.AUTHORITY: _("notice that a party's agent changed"),
    Purpose.OTHER: _("papers of the court"),
}
CHANNELS = {Channel.PORTAL: _("portal"), Channel.EMAIL: _("e-mail"), Channel.LETTER: _("letter")}
ATTEMPT_STATES = {
    AttemptState.QUEUED: _("to be sent"),
    AttemptState.SENT: _("sent"),
    AttemptState.ARRIVED: _("arrived"),
    AttemptState.FAILED: _("did not arrive"),
}
STATES = {
    DispatchState.WAITING: _("papers are being made"),
    DispatchState.UNDER_WAY: _("on the way"),
    DispatchState.SERVED: _("served"),
    DispatchState.UNDELIVERED: _("could not be served"),
}
RETURN_REASONS = {
    ReturnReason.UNKNOWN_ADDRESS: _("the address is unknown"),
    ReturnReason.MOVED: _("moved, new address unknown"),
    ReturnReason.NOT_COLLECTED: _("not collected in time"),
    ReturnReason.REFUSED: _("acceptance was refused"),
}
_RELOAD = _("Reload the page to see where it stands.")
REFUSALS = {
    "delivery.no_such_dispatch": Words(
        _("There are no such papers, or they are not yours."), _("Open them from the page of your case.")
    ),
    "delivery.no_such_letter": Words(
        _("There is no such letter at your court."), _("Open it from the list of letters.")
    ),
    "delivery.no_such_party": Words(_("This person is no party of the case."), _("Choose a party of the case.")),
    "delivery.no_papers": Words(_("No paper was named that could be served."), _("Choose the papers first.")),
    "delivery.not_your_act": Words(
        _("Letters are handled by the clerk's office."), _("Hand it to a colleague with that function.")
    ),
    "delivery.letter_not_at_this_state": Words(_("The letter is at another point already."), _RELOAD),
    "delivery.tracking_missing": Words(_("The postal number is missing."), _("It stands on the slip of the post.")),
    "delivery.posted_before_made": Words(
        _("%(day)s lies before the day on which the letter was made (%(queued)s)."), _("Check the day of posting.")
    ),
    "delivery.posted_ahead": Words(_("%(day)s lies ahead."), _("Give the day on which it was handed to the post.")),
    "delivery.slip_before_posting": Words(
        _("%(day)s lies before the day of posting (%(posted)s)."), _("Compare the day on the return slip.")
    ),
    "delivery.slip_ahead": Words(_("%(day)s lies ahead."), _("Compare the day on the return slip.")),
    "delivery.signer_missing": Words(_("Nobody is named who signed."), _("Copy the name from the return slip.")),
    "delivery.reason_missing": Words(
        _("The post's reason is missing."), _("Choose the reason that stands on the returned letter.")
    ),
    "service.not_at_this_stage": Words(_("This cannot be done with these papers now."), _RELOAD),
    "service.not_your_act": Words(_("This is done by: %(by)s."), _("Ask the clerk's office.")),
}

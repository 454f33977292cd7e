"""Texts of what courts do for each other in the service of papers; staff alone read them."""

from django.utils.translation import gettext_lazy as _

from tongban.cooperation.vocabulary.service import ErrandKind, ErrandStage
from tongban.frame.words import Words

KINDS = {
    ErrandKind.SERVICE: _("Service for another court"),
    ErrandKind.PRINTING: _("Letter to print for another court"),
}
STAGES = {
    ErrandStage.PREPARED: _("the letter to the court is being made"),
    ErrandStage.SENT: _("sent to the court that is asked"),
    ErrandStage.RECEIVED: _("with the court that was asked"),
    ErrandStage.NOTED: _("done; the return slip is being made"),
    ErrandStage.ANSWERED: _("answered"),
}
LINES = {
    "service_asked": _("Another court asked to serve"),
    "printing_asked": _("Another court asked to print a letter and to hand it over or post it"),
    "taken_in": _("Received by the court that was asked"),
    "letters_printed": _("Papers printed: %(papers)s"),
    "posted": _("Handed to the post on %(day)s, number %(number)s"),
    "served": _("Served on %(day)s"),
    "not_served": _("Not served; noted on %(day)s"),
    "counted": _("The answer counts in the case of the court that asked"),
    "called_back": _("Called back by the court that had asked"),
    "given_back": _("Given back: nothing was served"),
    "too_late": _("Too late to call it back: the papers are served, or with the post"),
    "not_counted": _("The answer changes nothing in the case any more, or a person must look at it"),
}
"""What the lines of the log of both courts say."""
_LOOK_AGAIN = _("Reload the page to see where it stands.")
_STAGE = Words(
    _("This has been done, or it is not its turn: the errand is at the stage “%(stage)s”."),
    _LOOK_AGAIN,
)
_FUNCTION = Words(_("This is done by: %(by)s."), _("Ask a colleague with that function."))
REFUSALS = {
    "cooperation.court_by_post_alone": Words(
        _("The court %(court)s is on no platform that this one is connected with."),
        _("Print the letter yourself and hand it to the post."),
    ),
    "cooperation.answer_unreadable": Words(
        _("What the other court answered is not complete: nothing was changed."),
        _("Ask the other court; what it sends by post can be noted by hand."),
    ),
    "cooperation.called_back_before": Words(
        _("It was called back before."), _("Wait for the answer of the other court; the log tells it.")
    ),
    "cooperation.with_the_post": Words(
        _("The other court handed the papers to the post, under the number %(number)s: nobody gets them back."),
        _("Wait for the return slip; take a further way meanwhile if it is urgent."),
    ),
    "cooperation.call_unreadable": Words(
        _("The other court wants something back, and does not say what: nothing was changed."),
        _("Ask the other court which papers it means, and send them back by hand."),
    ),
    "cooperation.posted_before": Words(
        _("This was handed to the post before, under the number %(number)s."),
        _("Note what became of the letter."),
    ),
    "entrusting.not_at_this_stage": _STAGE,
    "entrusting.not_your_act": _FUNCTION,
    "entrusted.not_at_this_stage": _STAGE,
    "entrusted.not_your_act": _FUNCTION,
}

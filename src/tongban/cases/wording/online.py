"""Texts about steps that leave the online way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.online import Keeping, Review, Unfit
from tongban.frame.words import Words

REVIEWS = {
    Review.ASKED: _("asked to take it in the usual way; the judge reviews it"),
    Review.OFFLINE: _("moved to the usual way"),
    Review.KEPT: pgettext_lazy("online step", "stays online"),
}
KEEPINGS = {
    Keeping.DELAY_MEANT: _("It is meant to delay the case"),
    Keeping.TOO_LATE: _("It was not raised a reasonable time before the step"),
}
UNFITS = {
    Unfit.NO_ABILITY: _("A party lacks the ability to act online"),
    Unfit.NO_CONDITIONS: _("The conditions to act online are not there"),
    Unfit.UNFIT_STEP: _("The step is unfit to be taken online"),
    Unfit.ALL_REFUSE: _("Hearing: all parties refuse, or one does for a good reason"),
    Unfit.NO_ONE_ABLE: _("Hearing: no party has the means and the ability"),
    Unfit.ON_THE_SPOT: _("Hearing: identity, originals or objects must be seen on the spot"),
    Unfit.COMPLEX: _("Hearing: the case is difficult or has too much evidence"),
    Unfit.STATE_SECURITY: _("Hearing: state security or state secrets are touched"),
    Unfit.PUBLIC_ATTENTION: _("Hearing: great effect on society, wide attention"),
    Unfit.OTHERWISE_UNFIT: _("Hearing: unfit for another reason"),
}
ONLINE_REFUSALS = {
    "cases.step_moved_offline": Words(
        _("The judge moved this step out of the online way for everybody."),
        _("Take it in the usual way; the court tells you when and where."),
    ),
    "cases.party_answered_itself": Words(
        _("The party answered this itself, and an agent does not change that."), _("The party can answer anew.")
    ),
    "cases.consent_stands": Words(
        _("You agreed to this step before."),
        _("Ask to take your yes back, with a reason; the judge decides. Until then it stands."),
    ),
    "cases.no_consent_to_take_back": Words(
        _("There is no yes to this step that could be taken back."), _("Answer the step itself.")
    ),
    "cases.review_pending": Words(
        _("The judge reviews this already."), _("Wait for the decision; you find it on this page.")
    ),
    "cases.change_reasons_missing": Words(
        _("The reasons are missing."), _("Write in a few sentences why: the other side of the question reads it.")
    ),
    "cases.ground_missing": Words(
        _("This is no ground for which this step is moved."),
        _("Choose one from the list; those of hearings hold for hearings and inquiries alone."),
    ),
    "cases.no_such_change": Words(
        _("There is no such request, or it is not yours to see."), _("Open it from the page of the case.")
    ),
    "cases.reviewed_before": Words(_("This was decided before."), _("Nothing more is to be done.")),
}

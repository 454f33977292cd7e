"""Texts about the review of a decision about fees."""

from django.utils.translation import gettext_lazy as _

from tongban.fees.vocabulary import ReviewAbout, ReviewGround
from tongban.frame.words import Words

REVIEW_ABOUT = {
    ReviewAbout.RELIEF: _("the decision about paying later, less or nothing"),
    ReviewAbout.AMOUNT: _("how the fee was worked out"),
    ReviewAbout.BURDEN: _("who bears the fees after the judgment"),
}
REVIEW_GROUNDS = {
    ReviewGround.RIGHT: _("facts and articles of the decision are right"),
    ReviewGround.NO_HARDSHIP: _("the conditions for paying later, less or nothing do not apply"),
    ReviewGround.NO_PROOF: _("hardship is not proven"),
    ReviewGround.COMPUTED_RIGHT: _("the fee is worked out rightly"),
    ReviewGround.FACTS_WRONG: _("the decision is wrong about the facts"),
    ReviewGround.PROVEN_NOW: _("hardship is proven by what was handed in since"),
    ReviewGround.LAW_WRONG: _("the decision applies the wrong article"),
    ReviewGround.COMPUTED_WRONG: _("the fee is worked out wrongly"),
}
REFUSALS = {
    "fees.no_such_review": Words(
        _("There is no such review to decide at this court."), _("Look at the reviews that wait.")
    ),
    "fees.review_about_missing": Words(
        _("It is not said what you disagree with."), _("Choose the decision, or how the fee was worked out.")
    ),
    "fees.review_asked": Words(
        _("You have asked for this review already."),
        _("Look at the court fee to see what was decided, or call 12368."),
    ),
    "fees.review_too_late": Words(
        _("This fee is settled: nothing of it can be decided anew here."),
        _("Ask at the counter of the court, or call 12368."),
    ),
    "fees.review_not_laid": Words(
        _("No judgment in effect has laid this fee on you."),
        _("Wait for the list of the court fees, or ask how the fee was worked out."),
    ),
    "fees.review_burden_not_less": Words(
        _("Who asks for the review bears %(asked)s yuan now, and would not bear less."),
        _("Lay less on it, or let the decision stand."),
    ),
    "fees.review_nothing_decided": Words(
        _("The court has not refused relief from this fee."), _("Ask for relief first, or wait for the decision.")
    ),
    "fees.review_ground": Words(
        _("No ground out of the list is named for this (%(about)s)."), _("Choose the ground on which you decide.")
    ),
    "fees.review_not_less": Words(
        _("The right fee is not below the %(asked)s yuan that are asked for."),
        _("Write the fee as it should be: a review asks its applicant for no more."),
    ),
}

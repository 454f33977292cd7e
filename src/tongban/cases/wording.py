"""Texts of cases."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_RELOAD = _("Reload the page to see where the case stands.")
REFUSALS = {
    "first_instance.fee_period_over": Words(
        _("The time to pay the court fee has not run out in vain."),
        _("Wait until the notice has been served and its period has ended without payment."),
    ),
    "cases.no_such_case": Words(
        _("There is no such case, or it is not yours to see."), _("Open it from your list of cases.")
    ),
    "cases.no_such_step": Words(_("The procedure has no such step."), _("Choose a step from the list.")),
    "cases.choice_missing": Words(_("No answer was chosen."), _("Choose one of the answers.")),
    "cases.notice_outdated": Words(
        _("The notice has changed since you read it."), _("Read it once more, then choose again.")
    ),
    "cases.consent_missing": Words(
        _("Not everybody agreed to take this step online. Missing: %(who)s."),
        _("Ask who is missing to agree to this step, or take it in the usual way."),
    ),
    "cases.reason_missing": Words(_("No reason was chosen."), _("Choose the reason that fits best.")),
    "cases.mediation_declined_before": Words(
        _("You have declined mediation already."), _("Nothing more is to be done; the case goes on.")
    ),
    "cases.not_the_judge_of_this_case": Words(
        _("Another judge has this case."), _("Hand it to the judge in charge, or ask for it to be reassigned.")
    ),
    "cases.join_does_not_match": Words(
        _("Code, name and identity number do not fit together, or the code is no longer good."),
        _("Compare each sign with the letter. After ten wrong tries the court has to send you a new letter: call it."),
    ),
    "cases.join_sign_in_first": Words(
        _("You have an account here already."), _("Sign in with it, then join with the code once more.")
    ),
    "cases.join_signed_in_as_another": Words(
        _("You are signed in as somebody else than the person in the letter."),
        _("Sign out, then open the letter's address again."),
    ),
    "cases.joined_already": Words(
        _("This letter has been used: the person has joined."), _("Sign in. If it was not you, call the court at once.")
    ),
    "first_instance.not_at_this_stage": Words(
        _("The case is at the stage “%(stage)s”: this cannot be done now."), _RELOAD
    ),
    "first_instance.not_your_act": Words(_("This is done by: %(by)s."), _("Ask the court who does it in your case.")),
}

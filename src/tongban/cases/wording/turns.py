"""Texts about turns."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import Side, Track
from tongban.frame.words import Words

_ASKS, _AGAINST = pgettext_lazy("side", "applicant"), pgettext_lazy("side", "respondent")
SIDES_OF: dict[str, dict[str, Promise]] = {
    track.value: {Side.PLAINTIFF.value: first, Side.DEFENDANT.value: second}
    for track, first, second in (
        (
            Track.SECOND_INSTANCE,
            pgettext_lazy("side", "appellant"),
            pgettext_lazy("side", "appellee"),
        ),
        (Track.ENFORCEMENT, pgettext_lazy("side", "judgment creditor"), pgettext_lazy("side", "judgment debtor")),
        (Track.PAYMENT_ORDER, pgettext_lazy("side", "creditor"), pgettext_lazy("side", "debtor")),
        (Track.PRE_ACTION_PRESERVATION, _ASKS, _AGAINST),
        (Track.RETRIAL_REVIEW, _ASKS, _AGAINST),
    )
}
"""How the two sides are called in procedures that know no plaintiff and defendant."""

REFUSALS = {
    "turns.no_such_turn": Words(
        _("This step is not taken in this way in this procedure: %(act)s."),
        _("Open the case again and choose one of the steps that it offers, or ask the court."),
    ),
    "turns.others_appealed": Words(
        _("Somebody else has appealed, too: the judgment does not take effect."),
        _("Let the file go up; the court above decides which appeals stand."),
    ),
    "turns.others_may_appeal": Words(
        _("Somebody else can still appeal: the judgment was not served on everybody, or a period still runs."),
        _("Wait until the last period to appeal is over."),
    ),
    "turns.result_number": Words(
        _("“%(typed)s” is not the number of an appeal."),
        _("Copy it from the paper of the court above; its type has the sign 终."),
    ),
    "turns.result_day_missing": Words(_("A day is missing."), _("It stands in the paper, or on the proof of service.")),
    "turns.result_day_ahead": Words(_("This day has not come yet."), _("Look at the paper once more.")),
    "turns.result_before_itself": Words(
        _("The decision cannot bind before the day on which it was made."), _("Look at both days once more.")
    ),
    "turns.result_paper_missing": Words(
        _("The paper of the court above is missing."), _("Add it as a file; nothing is recorded without it.")
    ),
    "turns.nobody_else": Words(
        _("Nobody else at this court can try the case, which others must try now."),
        _("The president names somebody for it, or asks the court above to give it to another court."),
    ),
    "turns.words_missing": Words(
        _("Nothing is said: what the court decides, and why, is missing."), _("Write it down, then send it once more.")
    ),
    "turns.words_too_long": Words(
        _("The text is too long."),
        _("Shorten it to so many signs: %(most)s. What is longer can be handed in as a file of the case."),
    ),
}

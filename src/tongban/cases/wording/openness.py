"""Texts about trials that are not public."""

from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import ClosedGround
from tongban.frame.words import Words

CLOSED_GROUNDS = {
    ClosedGround.STATE_SECRET: _("It touches state secrets."),
    ClosedGround.PRIVACY: _("It touches somebody's private life."),
    ClosedGround.OTHER_LAW: _("Another law closes the trial."),
    ClosedGround.DIVORCE: _("It is a divorce, and a party asked for it."),
    ClosedGround.TRADE_SECRET: _("It touches trade secrets, and a party asked for it."),
}
REFUSALS = {
    "openness.not_at_this_stage": Words(
        _("The case is not tried in public already."), _("Nothing more is to be ordered; set the hearing.")
    ),
    "openness.not_your_act": Words(
        _("Whether a case is tried in public is decided by its judge."), _("Ask the judge of the case.")
    ),
    "openness.ground_named": Words(
        _("No ground of the law was named for a trial that is not public."), _("Choose the ground from the list.")
    ),
    "openness.asked_for": Words(
        _("A divorce or a case about trade secrets is tried in public unless a party asks otherwise."),
        _("Name the party who asked for it, or try the case in public."),
    ),
    "openness.not_heard": Words(
        _("The case was heard in public already."),
        _("Keep single exhibits secret, or withhold the judgment from publication."),
    ),
    "cases.closing_without_reasons": Words(
        _("The reasons are missing, or they are too long."),
        _("Write down why the trial is not public, in no more than so many signs: %(most)s."),
    ),
}

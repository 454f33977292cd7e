"""Texts of mediation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.mediation.vocabulary import MediatorKind, Outcome, Stage, TextKind, Wish

KINDS = {
    MediatorKind.JUDGE: pgettext_lazy("mediator", "judge or court staff"),
    MediatorKind.FULL_TIME: pgettext_lazy("mediator", "full-time mediator"),
    MediatorKind.PART_TIME: pgettext_lazy("mediator", "part-time mediator"),
    MediatorKind.INVITED: pgettext_lazy("mediator", "invited mediator"),
}
STAGES = {
    Stage.CHOOSING: pgettext_lazy("mediation", "a mediator is being chosen"),
    Stage.INVITED: pgettext_lazy("mediation", "the mediator has been asked"),
    Stage.MEDIATING: pgettext_lazy("mediation", "in mediation"),
    Stage.ENDED: pgettext_lazy("mediation", "ended"),
}
OUTCOMES = {
    Outcome.AGREED: pgettext_lazy("mediation", "an agreement was reached"),
    Outcome.SETTLED: pgettext_lazy("mediation", "the parties settled by themselves"),
    Outcome.UNREACHABLE: pgettext_lazy("mediation", "a party could not be reached"),
    Outcome.UNWILLING: pgettext_lazy("mediation", "a party does not want to go on"),
    Outcome.WIDE_GAP: pgettext_lazy("mediation", "the parties are too far apart"),
    Outcome.TIME_UP: pgettext_lazy("mediation", "the time is over"),
    Outcome.UNSIGNED: pgettext_lazy("mediation", "a party did not sign the agreement"),
    Outcome.OTHER: pgettext_lazy("mediation", "it could not go on for another reason"),
}
TEXTS = {
    TextKind.DISCLOSURE: _("Relation disclosed by the mediator"),
    TextKind.FACTS: _("Undisputed facts"),
    TextKind.AGREEMENT: _("Mediation agreement"),
    TextKind.EXTENSION: _("Longer mediation"),
    TextKind.RELEASE: _("Use in the trial"),
}
WISHES = {
    Wish.PAPER: _("We ask the court for a mediation document"),
    Wish.WITHDRAWAL: _("The suit is to be withdrawn"),
}
_RELOAD = _("Reload the page to see where it stands.")
_OTHER_MEDIATOR = _("Choose somebody else from the register.")
REFUSALS = {
    "mediation.no_such_early": Words(_("There is no such mediation."), _RELOAD),
    "mediation.agreement_missing": Words(
        _("The agreement is missing."), _("Choose a photograph or PDF of the agreement that all have signed.")
    ),
    "mediation.no_such_mediation": Words(_("There is no such mediation."), _RELOAD),
    "mediation.not_at_this_stage": Words(_("This cannot be done as the mediation stands now."), _RELOAD),
    "mediation.not_your_act": Words(
        _("This is for somebody else at the table to do."), _("Look at your own page of the mediation.")
    ),
    "mediation.chosen_by_all": Words(
        _("Not all parties have named the same mediator."), _("Wait for the others, or leave the choice to the court.")
    ),
    "mediation.left_to_court": Words(
        _("The choice is the parties' until their time for it is over."),
        _("Wait, unless all parties leave the choice to the court."),
    ),
    "mediation.no_open_disclosure": Words(
        _("A disclosed relation waits for the parties' answer."),
        _("Go on when all have agreed; a party that does not agree may ask for another mediator."),
    ),
    "mediation.signed_by_all": Words(
        _("Not all parties have signed."), _("It takes effect when the last one has signed.")
    ),
    "mediation.time_over": Words(_("The time is not over yet."), _("Wait until the last day has passed.")),
    "mediation.open_already": Words(_("A mediation of this case is going on."), _("Wait until it has ended.")),
    "mediation.agreed_to_the_last_one": Words(
        _("The agreement to mediate was for the earlier mediation: %(who)s."),
        _("Ask the parties to answer anew under “Online or not: mediation online”."),
    ),
    "mediation.party_elsewhere": Words(
        _("What is said in a mediation stays on this platform, and a party acts elsewhere or not online: %(who)s."),
        _("Mediate on the spot instead."),
    ),
    "mediation.not_on_register": Words(_("This is nobody in this court's register of mediators."), _OTHER_MEDIATOR),
    "mediation.tries_the_case": Words(
        _("Who tries the case, or keeps its record, does not mediate behind the wall."),
        _("Choose somebody else; the judge mediates in the hearing, on its record."),
    ),
    "mediation.of_a_side": Words(_("This person belongs to one side of the case."), _OTHER_MEDIATOR),
    "mediation.words_missing": Words(_("The words are missing."), _("Write what you want to say.")),
    "mediation.too_long": Words(_("This is longer than %(limit)s signs."), _("Shorten it.")),
    "mediation.addressee_missing": Words(
        _("It is not said who is to read it."), _("Choose all, or the one with whom you speak alone.")
    ),
    "mediation.text_kind_missing": Words(_("It is not said what this is."), _("Choose one of the kinds.")),
    "mediation.days_missing": Words(
        _("The number of days is missing, or not between 1 and %(most)s."), _("Give the days.")
    ),
    "mediation.beside_staff": Words(
        _("What is said in a mediation is not for the court's staff, who would read it at the counter."),
        _("Do this by yourself, or with a relative beside you."),
    ),
    "mediation.no_such_statement": Words(
        _("There is no such statement made to all."), _("Only what was said to all can be released.")
    ),
    "mediation.no_such_text": Words(_("There is no such text."), _RELOAD),
    "mediation.text_not_open": Words(_("Nothing more can be agreed to here: it is complete, or replaced."), _RELOAD),
    "mediation.agreed_before": Words(_("You have agreed to it already."), _("Wait for the others.")),
    "mediation.wish_missing": Words(
        _("It is not said what the court is to do on the strength of the agreement."), _("Choose one of the two.")
    ),
    "mediation.outcome_missing": Words(_("The reason is missing."), _("Choose the reason that fits.")),
    "mediation.president_keeps_it": Words(
        _("The court's president keeps the register of mediators."), _("Ask the president.")
    ),
    "mediation.kind_missing": Words(_("The kind of mediator is missing."), _("Choose it from the list.")),
    "mediation.entry_incomplete": Words(
        _("The public must be told scope, fee and who the mediator is."), _("Fill in what is missing.")
    ),
    "mediation.person_unknown": Words(
        _("There is no such natural person here."), _("Check the number of the identity paper.")
    ),
    "mediation.listed_already": Words(_("This person is in the register already."), _("Nothing is to be done.")),
    "mediation.no_such_entry": Words(_("There is no such entry in this court's register."), _RELOAD),
    "mediation.mediating_now": Words(
        _("This mediator is mediating now."), _("Let the mediation end, or another mediator be named, first.")
    ),
}

"""Texts of publication."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.publication.vocabulary import Ground, Stage

STAGES = {
    Stage.PROPOSED: _("proposed, waiting for a person"),
    Stage.PUBLISHED: _("published"),
    Stage.WITHHELD: _("not published"),
    Stage.WITHDRAWN: pgettext_lazy("publication", "withdrawn"),
}
GROUNDS = {
    Ground.STATE_SECRET: _("It touches state secrets."),
    Ground.JUVENILE: _("It concerns an offence of a minor."),
    Ground.MEDIATION: _("The case ended by mediation or confirms a mediation agreement."),
    Ground.DIVORCE_OR_CUSTODY: _("It concerns a divorce, or the custody or guardianship of a minor."),
    Ground.OTHER: _("The court holds that it should not be published for another reason."),
}
DOUBTS = {
    "given_name": _("A party's given name may stand alone in the text."),
    "long_number": _("A long number of an unknown kind stands in the text."),
}
REFUSALS = {
    "publication.not_at_this_stage": Words(
        _("The publication is at the stage “%(stage)s”: this cannot be done now."),
        _("Reload the page to see where it stands."),
    ),
    "publication.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to a colleague with that function.")),
    "publication.nothing_remains": Words(
        _("Personal data of a party still stands in the text."),
        _("Hide the remaining names, or withhold the judgment and tell the operator."),
    ),
    "publication.ground_named": Words(_("No ground was chosen."), _("Choose the ground from the list.")),
    "publication.no_names": Words(_("No name was written."), _("Write each name to hide on a line of its own.")),
    "publication.not_in_effect": Words(
        _("The judgment is not in effect: its time to appeal was restored."),
        _("Wait until the time to appeal is over, or until the court above has decided."),
    ),
    "publication.no_such_publication": Words(
        _("There is no such publication, or it is not your court's."), _("Open it from the list of your court.")
    ),
}

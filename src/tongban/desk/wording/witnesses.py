"""Texts of the pages about witnesses: the buttons, in the order in which they stand."""

from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary.witnesses import WitnessAct

ACTS = {
    WitnessAct.GRANT: _("Call the witness to the hearing"),
    WitnessAct.REFUSE: _("Do not call the witness"),
    WitnessAct.SUMMON: _("Make the notice again, with a new code"),
    WitnessAct.SIGN: _("Note that the guarantee was signed on paper"),
    WitnessAct.CALL_IN: _("Call in"),
    WitnessAct.SHOW: _("Show the exhibit to the witness"),
    WitnessAct.RELEASE: _("Release the witness"),
    WitnessAct.CONFIRM: _("Note what the witness did with the record"),
}

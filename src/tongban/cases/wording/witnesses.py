"""Texts about witnesses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.witnesses import CallGround, WitnessState
from tongban.frame.words import Words

WITNESS_STATES = {
    WitnessState.UNNAMED: pgettext_lazy("witness", "not asked for"),
    WitnessState.APPLIED: pgettext_lazy("witness", "asked for; the judge decides"),
    WitnessState.REFUSED: pgettext_lazy("witness", "not called"),
    WitnessState.GRANTED: pgettext_lazy("witness", "will be called; the day is not set"),
    WitnessState.SUMMONED: pgettext_lazy("witness", "called; the promise is not signed"),
    WitnessState.BOUND: pgettext_lazy("witness", "called; the promise is signed"),
    WitnessState.TESTIFYING: pgettext_lazy("witness", "is being heard"),
    WitnessState.RELEASED: pgettext_lazy("witness", "was heard; the statement is to be checked"),
    WitnessState.CONFIRMED: pgettext_lazy("witness", "was heard; the statement is checked"),
}
CALL_GROUNDS = {
    CallGround.PUBLIC_INTEREST: _("The state's or the public's interests may be harmed."),
    CallGround.STATUS: _("It touches somebody's personal status."),
    CallGround.PUBLIC_SUIT: _("It is a suit in the public interest."),
    CallGround.COLLUSION: _("The parties may act together to harm others."),
    CallGround.PROCEDURE: _("It touches a question of procedure."),
}
_RELOAD = _("Reload the page to see where it stands.")
_NAME = _("Name somebody else, or prove the fact in another way.")
REFUSALS = {
    "witness.not_at_this_stage": Words(_("This is not done with the witness now."), _RELOAD),
    "witness.not_your_act": Words(
        _("This is not yours to do."), _("The judge decides about witnesses; each witness acts alone.")
    ),
    "witness.ground_named": Words(
        _("Without a party's request the court calls a witness on a ground of the law only."),
        _("Choose the ground from the list, or let a party ask for the witness."),
    ),
    "witness.alone": Words(
        _("Another witness is in the room."),
        _("Release that witness first, or say that the two are to be confronted."),
    ),
    "witness.guarantee_signed": Words(
        _("The witness has not signed the guarantee."),
        _("Let the witness sign, online or on paper. Who refuses is not heard."),
    ),
    "cases.no_such_witness": Words(_("There is no such witness."), _RELOAD),
    "cases.witness_name_missing": Words(_("The name of the witness is missing."), _("Write the name.")),
    "cases.witness_relation_missing": Words(
        _("It is not said how the witness stands to the parties."),
        _("Write it in a few words; “none” is an answer, too."),
    ),
    "cases.witness_proves_missing": Words(
        _("It is not said what the witness is to prove."), _("Write what the witness perceived and why it matters.")
    ),
    "cases.witness_need_missing": Words(
        _("It is not said why the witness has to come."), _("Write why nothing else proves the same.")
    ),
    "cases.witness_contact_missing": Words(
        _("It is not said how the court reaches the witness."), _("Give a telephone number or an address.")
    ),
    "cases.witness_too_late": Words(
        _("Your time for evidence ended on %(day)s."),
        _("Tell the judge why you could not ask earlier; the court may call a witness itself."),
    ),
    "cases.witness_not_at_this_stage": Words(
        _("Witnesses are asked for before the hearing is closed."), _("Ask the judge at once if something new came up.")
    ),
    "cases.witness_is_party": Words(
        _("A party of the case is no witness in it."), _("What a party says is heard as such.")
    ),
    "cases.witness_is_agent": Words(
        _("Who acts for a party in this case is no witness in it."),
        _("Revoke the authority first, or name somebody else."),
    ),
    "cases.witness_of_this_court": Words(_("Who tries the case or keeps its record is no witness in it."), _NAME),
    "cases.witness_named_before": Words(_("This witness is named in the case already."), _RELOAD),
    "cases.witness_without_reasons": Words(
        _("The reasons are missing, or they are too long."),
        _("Write down why, in no more than so many signs: %(most)s."),
    ),
    "cases.witness_speaks_alone": Words(
        _("A witness speaks and signs alone; nobody does it beside."),
        _("Let the witness sign in, or come to the court, where a clerk helps."),
    ),
    "cases.agent_is_witness": Words(
        _("%(agent)s is a witness in this case and acts for nobody in it."), _("Name another agent.")
    ),
}

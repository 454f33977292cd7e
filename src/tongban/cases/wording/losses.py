"""Texts about a party that dies or can no longer act itself, and about its heirs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary.losses import EndGround, Loss
from tongban.frame.words import Words

LOSSES = {
    Loss.DEATH: _("The party has died"),
    Loss.CAPACITY: _("The party can no longer understand or decide: it cannot act in court itself"),
}
END_GROUNDS = {
    EndGround.PLAINTIFF_WITHOUT_HEIRS: _("The plaintiff died, and there is no heir, or the heirs waive the action"),
    EndGround.DEFENDANT_WITHOUT_ESTATE: _("The defendant died, left nothing, and nobody answers for the debt"),
    EndGround.DIVORCE: _("One of the spouses died in a divorce case"),
    EndGround.PERSONAL: _("A party died in a case about maintenance or the end of an adoption"),
}
_CALL = _("Call the heirs into the case, or end it on the ground that fits.")
_FILL_IN = _("Fill it in, then send it once more.")
REFUSALS = {
    "losses.in_enforcement": Words(
        _(
            "In enforcement a death is not noted here: the enforcement court suspends while it is open who takes over "
            "rights and duties, and ends the enforcement when nothing is left and nobody answers for the debt."
        ),
        _(
            "Hand the application to the enforcement court in writing, with proof of the death and of who inherits: "
            "the heir to become creditor, or the creditor to make the heirs debtors as far as the estate goes."
        ),
    ),
    "losses.in_another_procedure": Words(
        _("In this procedure the platform does not note that a party died or cannot act any more."),
        _("Tell the court in writing, with the proof; the judge decides what follows."),
    ),
    "losses.kind_missing": Words(_("It is not said what happened to the party."), _("Choose one of the two.")),
    "losses.party_missing": Words(_("It is not said which party is meant."), _("Choose a party of the case.")),
    "losses.no_person": Words(
        _("This party is an organisation: it does not die and has no legal capacity to lose."),
        _("If it was dissolved, tell the court in writing who takes over its rights and duties."),
    ),
    "losses.noted_before": Words(
        _("This was noted of %(name)s before."), _("Nothing more is to be done about it; see the case.")
    ),
    "losses.day_unreadable": Words(_("The day is missing or cannot be read."), _("Write it as on the certificate.")),
    "losses.day_ahead": Words(_("This day has not come yet."), _("Look at the certificate once more.")),
    "losses.died_before_filing": Words(
        _("%(name)s had died before the case was filed: the dead are no party, and nobody succeeds them in the case."),
        _("The court dismisses the action; the heirs sue, or are sued, in their own names."),
    ),
    "losses.proof_missing": Words(
        _("The proof is missing."),
        _("Add the certificate as a file: of the death, of the court's decision on capacity, or of who inherits."),
    ),
    "losses.nobody_died": Words(
        _("No death was noted that this could follow from."), _("Note the death with its proof first.")
    ),
    "losses.name_missing": Words(_("The name of the heir is missing."), _FILL_IN),
    "losses.kinship_missing": Words(
        _("It is not said why this person inherits."), _("Write the tie: spouse, child, parent, will and the like.")
    ),
    "losses.address_missing": Words(_("The address of the heir is missing: papers have to arrive."), _FILL_IN),
    "losses.not_inherited": Words(
        _("What this case is about concerns the dead person alone: nobody takes over the claim or the duty."),
        _("End the case; what was owed until the death is for the estate, in a case of its own."),
    ),
    "losses.heir_is_opponent": Words(
        _("%(name)s stands on the other side and cannot stand on both."),
        _("Call the other heirs. If there is none, nobody is left to go on, and the case can be ended."),
    ),
    "losses.heir_called_before": Words(
        _("%(name)s has taken the place of the dead party already."),
        _("Call the next heir. Who stands in the case gives up a claim by withdrawing it."),
    ),
    "losses.heir_is_the_dead": Words(
        _("This is the name of the person who died."), _("Write the name of the heir, as on the identity paper.")
    ),
    "losses.heir_is_a_minor": Words(
        _("The heir is a minor, for whom a parent or guardian acts."), _("Write the name of that person, too.")
    ),
    "losses.successor_missing": Words(_("Nobody has taken the place of %(name)s, who died."), _CALL),
    "losses.guardian_missing": Words(
        _("Nobody acts for %(name)s, who cannot act."),
        _("Accept the papers of the guardian, or name one of those who may be, under “Agents”."),
    ),
    "losses.acts_by_guardian": Words(
        _("The court has noted that %(name)s can no longer act alone: the guardian acts."),
        _("The guardian hands in the proof of guardianship, and then acts. If the note is wrong, tell the court."),
    ),
    "losses.ground_missing": Words(_("It is not said why the case ends."), _("Choose one of the grounds.")),
    "losses.ground_of_another_cause": Words(
        _("This ground is for cases of another kind."), _("Choose the ground that fits the cause of this case.")
    ),
    "losses.others_stand": Words(
        _("Others stand on that side, for or against whom the case goes on: %(names)s."),
        _("Call the heirs of the dead party; those who do not inherit need not be called."),
    ),
}

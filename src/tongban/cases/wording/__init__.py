"""Texts of cases."""

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import CauseChange
from tongban.cases.wording import losses, offices, openness, tracks, turns, witnesses
from tongban.cases.wording.acts import PROCEDURE_ACTS
from tongban.cases.wording.agents import (
    AGENT_KINDS,
    AGENT_LABELS,
    AGENT_REFUSALS,
    AUTHORITY_STATES,
    POWERS,
    PROOFS,
    SCOPES,
    SOURCES,
)
from tongban.cases.wording.clocks import BEFELL, CLOCK_REFUSALS, INCIDENT_STATES
from tongban.cases.wording.conditions import CONDITIONS
from tongban.cases.wording.online import KEEPINGS, ONLINE_REFUSALS, REVIEWS, UNFITS
from tongban.cases.wording.openness import CLOSED_GROUNDS
from tongban.cases.wording.stages import ONLINE, PROCEDURE_NAMES, PROCEDURE_STAGES, ROLES
from tongban.cases.wording.tracks import CIRCUMSTANCES, STEPS, TRACKS
from tongban.cases.wording.turns import SIDES_OF
from tongban.cases.wording.witnesses import CALL_GROUNDS, WITNESS_STATES
from tongban.frame.words import Words

__all__ = [
    "AGENT_KINDS",
    "AUTHORITY_STATES",
    "BEFELL",
    "CALL_GROUNDS",
    "CAUSE_CHANGES",
    "CIRCUMSTANCES",
    "CLOSED_GROUNDS",
    "CONDITIONS",
    "INCIDENT_STATES",
    "KEEPINGS",
    "LABELS",
    "ONLINE",
    "POWERS",
    "PROCEDURE_ACTS",
    "PROCEDURE_NAMES",
    "PROCEDURE_STAGES",
    "PROOFS",
    "REFUSALS",
    "REVIEWS",
    "ROLES",
    "SCOPES",
    "SIDES_OF",
    "SOURCES",
    "STEPS",
    "TRACKS",
    "UNFITS",
    "WITNESS_STATES",
]

CAUSE_CHANGES = {
    CauseChange.CLAIM_CHANGED: _("The claims were changed."),
    CauseChange.RELATION_FOUND: _("The court found another legal relation."),
}


def _still_needed(condition: object) -> str:
    return gettext("This is still needed: %(condition)s.") % {"condition": condition}


_needed = lazy(_still_needed, str)
_BRING_IT_ABOUT = _("Bring it about and put it into the file, or take another step that is open at this stage.")
REFUSALS = {
    **losses.REFUSALS,
    **offices.REFUSALS,
    **openness.REFUSALS,
    **tracks.REFUSALS,
    **turns.REFUSALS,
    "cases.no_such_case": Words(
        _("There is no such case, or it is not yours to see."), _("Open it from your list of cases.")
    ),
    "cases.no_case_of_this_number": Words(
        _("This court has no case of that number."), _("Compare the number with the paper, sign by sign.")
    ),
    "cases.not_for_your_function": Words(
        _("Your function opens no file of a case that is not yours."),
        _("Ask who conducts the case, or the president of the court."),
    ),
    "cases.file_not_opened": Words(
        _("You do not conduct this case, and have not opened its file."),
        _("Open the file under “Cases” and state your task, or ask who conducts the case."),
    ),
    "cases.task_missing": Words(
        _("It is not said what you need the file for, or it is said in too many words."),
        _("Write down the task, in no more than so many signs: %(most)s."),
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
    "cases.mediated_this_case": Words(
        _("You mediated in this case, so you take no part in its trial."), _("Ask for the case to be reassigned.")
    ),
    "cases.jurisdiction_in_doubt": Words(
        _("A party objects to the court's jurisdiction, and no ruling about it is final: the case is not tried yet."),
        _(
            "Rule on the objection, have the ruling served, and wait until the time to appeal against it is over."
            " Preservation and the preparation of the case go on."
        ),
    ),
    "cases.to_be_transferred": Words(
        _("By a ruling in effect another court tries this case."), _("Transfer it; that court goes on with it.")
    ),
    "cases.not_the_judge_of_this_case": Words(
        _("Another judge has this case."), _("Hand it to the judge in charge, or ask for it to be reassigned.")
    ),
    "cases.cause_reason_missing": Words(
        _("It is not said why the cause changes."),
        _("Choose: the claims were changed, or the court found another legal relation."),
    ),
    "cases.cause_unchanged": Words(_("The case has this cause already."), _("Choose another cause, or leave it.")),
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
    "procedure.not_at_this_stage": Words(
        _("At the stage “%(stage)s” this step does not exist."),
        _("It is taken at: %(possible)s. See what is open now."),
    ),
    "procedure.not_in_this_procedure": Words(
        _("The procedure of this case does not have this step."),
        _("See what is open now; what exists in another procedure only is open when the court converts the case."),
    ),
    "procedure.not_your_act": Words(_("This step is taken by: %(by)s."), _("Ask the court who takes it in your case.")),
    "procedure.no_such_procedure": Words(
        _("There is no procedure “%(typed)s”."), _("Choose one of these: %(procedures)s.")
    ),
    "procedure.name_loose": Words(
        _("There is no procedure “%(typed)s”."),
        _("Perhaps one of these is meant: %(procedures)s. Choose one yourself; nothing is taken for you."),
    ),
    "procedure.no_such_stage": Words(
        _("The procedure has no stage “%(typed)s”."), _("Choose one of these stages: %(known)s.")
    ),
    "procedure.no_such_role": Words(_("There is no role “%(typed)s”."), _("Choose one of these roles: %(known)s.")),
    "procedure.name_missing": Words(
        _("A stage or a role belongs to a procedure, and none was named."),
        _("Name the procedure first; without a name all are listed."),
    ),
    "first_instance.special_reason": Words(_needed(CONDITIONS["special_reason"]), _BRING_IT_ABOUT),
    **AGENT_REFUSALS,
    **witnesses.REFUSALS,
    **ONLINE_REFUSALS,
    **CLOCK_REFUSALS,
    **{f"procedure.{guard}": Words(_needed(text), _BRING_IT_ABOUT) for guard, text in CONDITIONS.items()},
    **tracks.UNFIT,
    "procedure.claim_changed": Words(
        _("Before the hearing is closed the cause changes only with the claims."),
        _("Note the changed claims first; what the court finds counts when it decides."),
    ),
    "procedure.relation_found": Words(
        _("After the hearing the cause changes only to the legal relation that the court has found."),
        _("Choose that reason; claims change up to the end of the debate."),
    ),
    "procedure.fee_period_over": Words(
        _("The time to pay the court fee has not run out in vain."),
        _("Wait until the notice has been served and its period has ended without payment."),
    ),
}
LABELS: dict[str, dict[str, object]] = {
    **AGENT_LABELS,
    **tracks.LABELS,
    "procedures": {name: format_lazy("{} ({})", label, name) for name, label in PROCEDURE_NAMES.items()},
}

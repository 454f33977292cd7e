"""The word that an act was not one's own; and the acts in a person's name in words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.people.queries import fact_of
from tongban.register.vocabulary import EntryView

ACTS = {
    "filing_handed_in": _("a complaint handed in"),
    "batch_handed_in": _("a table of complaints handed in"),
    "table_hand_in_sent": _("a table of complaints handed in"),
    "filing_moved": _("a complaint taken to another court"),
    "filing_taken_back": _("a complaint taken back before registration"),
    "matter_taken_back": _("a complaint taken back before registration"),
    "filing_corrected": _("a correction handed in"),
    "correction_sent": _("a correction handed in"),
    "filing_taken_up": _("a complaint that an agent filed taken up"),
    "filing_agent_dismissed": _("an agent's authority taken back before registration"),
    "matter_opened": _("a complaint handed in at a counter for another court"),
    "filing_handed_over": _("a complaint handed in"),
    "refusal_appealed": _("the refusal of a complaint appealed"),
    "defence_handed_in": _("the complaint answered"),
    "turn_taken": _("a step of a procedure taken: an appeal, an answer, an objection"),
    "party_lost": _("the death of a party told, or that it can no longer act"),
    "consent_given": _("a consent given or refused"),
    "consent_taken_back": _("a consent taken back"),
    "authority_handed_in": _("an agent named"),
    "authority_revoked": _("an agent's authority taken back"),
    "mediation_declined": _("mediation declined"),
    "filing_to_mediation": _("mediation agreed to before registration"),
    "early_mediation_declined": _("mediation before registration declined"),
    "early_mediation_ended": _("a mediation before registration ended"),
    "mediator_chosen": _("a mediator chosen"),
    "mediator_changed": _("another mediator asked for"),
    "words_kept_aside": _("something said in a mediation"),
    "text_agreed_to": _("a text of a mediation agreed to"),
    "mediation_ended": _("a mediation ended"),
    "motion_handed_in": _("something asked of the court within a case"),
    "motion_moved": _("something done about what was asked within a case"),
    "witness_asked_for": _("a witness asked for"),
    "guarantee_signed": _("a witness's guarantee signed"),
    "statement_confirmed": _("a witness's statement confirmed"),
    "receipt_confirmed": _("receipt of a paper confirmed"),
    "exhibit_submitted": _("evidence handed in"),
    "capture_ordered": _("a web page named as evidence"),
    "capture_shown": _("the origin of a record shown"),
    "proof_imported": _("a proof from elsewhere handed in"),
    "original_answered": _("a request for an original answered"),
    "opinion_given": _("an opinion on evidence given"),
    "question_answered": _("a question of the court answered"),
    "async_hearing_asked": _("a hearing at different times asked for"),
    "record_confirmed": _("the record of a hearing confirmed"),
    "relief_applied": _("relief from a court fee asked for"),
    "address_confirmed": _("the address for service confirmed"),
    "service_contested": _("a service of papers contested"),
    "refund_payee_named": _("an account for a refund named"),
    "fee_review_asked": _("a review of a decision about a fee asked for"),
    "fiscal_asked": _("a receipt of the treasury asked for"),
    "contact_corrected": _("telephone, e-mail or address changed"),
}


def act_words(entry: EntryView) -> object:
    """What was done, in words."""
    fact = fact_of(entry.body.get("name", "")) if entry.event == "remote_act_sent" else entry.event
    return ACTS.get(fact, entry.event)


class DisputeForm(forms.Form):
    """Why the person says that it was not she."""

    why = forms.CharField(
        label=_("How do you know that it was not you?"),
        help_text=_("For example: where you were, who has your telephone, what you never wrote."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

"""What the register's facts are called, for the timeline and the register page."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import Choice, Step
from tongban.cases.wording import AGENT_KINDS, PROOFS, REVIEWS, TRACKS
from tongban.courts.law import period_grounds, period_names
from tongban.courts.wording import APPROVERS, GROUNDS, UNITS
from tongban.desk.wording import cases
from tongban.face.presentation import is_chinese

EVENTS: dict[str, str | Promise] = {
    # Filing
    "filing_handed_in": _("Complaint received"),
    "filing_accepted": _("Filing accepted: %(number)s"),
    "correction_asked": _("Correction asked for: %(items)s"),
    "filing_corrected": _("Correction handed in"),
    "filing_refused": _("Filing refused by a ruling"),
    # Case
    "case_docketed": _("Case registered: %(number)s"),
    "judge_assigned": _("Judge assigned by rule"),
    "track_chosen": _("Procedure by rule: %(track)s"),
    "procedure_converted": _("Procedure converted: %(before)s → %(after)s"),
    "case_moved": _("Stage: %(source)s → %(target)s"),
    "numbers_linked": _("Related numbers noted: %(earlier)s → %(later)s"),
    "cause_changed": _("Cause changed: %(old_name)s → %(new_name)s"),
    "join_code_issued": _("Letter with a join code ordered"),
    "join_tried": _("A join code was tried with particulars that do not agree"),
    "party_joined": _("A party joined the case online"),
    "join_awaited": _("Party asked to join online until %(until)s"),
    "silence_noted": _("Party silent: what concerns it takes place offline"),
    "consent_taken_back": _("Party takes its yes back: %(step)s; to be reviewed"),
    "consent_reviewed": _("Reviewed: %(step)s: %(review)s"),
    "step_moved_offline": _("Moved offline for everybody: %(step)s"),
    "authority_handed_in": _("Agent named: %(kind)s; papers to be checked"),
    "authority_accepted": _("Agent's papers accepted: %(kind)s"),
    "authority_returned": _("Agent's papers returned; missing: %(missing)s"),
    "authority_revoked": _("Agent's authority revoked: %(kind)s"),
    "consent_given": _("Party on %(step)s: %(choice)s"),
    "clock_started": _("A period began to run: %(rule)s"),
    "clock_met": _("A period was kept or ended: %(rule)s"),
    "clock_renewed": _("A period was worked out again: %(rule)s, now until %(due)s"),
    "days_excluded": _("Days do not count: %(rule)s, from %(first)s to %(last)s (%(ground)s)"),
    "exclusion_ended": _("A period runs on after %(last)s: %(rule)s (%(ground)s)"),
    "extension_asked": _("Extension proposed: %(rule)s (%(unit)s: %(amount)s; for approval by: %(approver)s)"),
    "extension_approved": _("Extension approved: %(rule)s (%(unit)s: %(amount)s; approved by: %(approver)s)"),
    "extension_refused": _("Extension not approved: %(rule)s"),
    "outage_recorded": _("Outage of the platform recorded: %(record)s"),
    "mediation_offered": _("Mediation offered"),
    "mediation_declined": _("Mediation declined"),
    # Service of documents
    "dispatch_ordered": _("Service ordered"),
    "dispatch_sent": _("Papers sent to a party"),
    "attempt_made": _("Service attempted"),
    "attempt_arrived": _("Papers reached the party's address"),
    "attempt_failed": _("An attempt at service failed"),
    "letter_posted": _("Letter posted"),
    "party_served": _("Party served"),
    "earlier_arrival_shown": _("Papers arrived earlier than noted"),
    "service_failed": _("Service failed"),
    "receipt_confirmed": _("Party confirmed the receipt"),
    "certificate_issued": _("Certificate of service ordered"),
    "defendant_service_opened": _("Service on the defendant begun"),
    "periods_started": _("Periods run from service"),
    "all_served": _("All parties served"),
    # Fees
    "fee_assessed": _("Court fee worked out"),
    "charge_falls_due": _("Court fee due"),
    "bank_file_taken": _("File of the bank taken in"),
    "bank_file_imported": _("File of the bank worked through"),
    "bank_row_refused": _("A line of the bank's file was refused"),
    "payment_received": _("Payment received"),
    "charge_paid": _("Court fee paid"),
    "fee_lapsed": _("The fee was not paid in time: the case counts as withdrawn"),
    "payment_noted": _("Payment noted in the case"),
    "payment_assigned": _("Waiting money put against a fee"),
    "payment_returned": _("Payment to be returned"),
    "refund_proposed": _("Refund proposed, to be paid until %(due)s"),
    "refund_payee_named": _("Account for a refund named"),
    "refund_approved": _("Refund approved"),
    "refund_sent": _("Refund ordered from the bank"),
    "refund_paid": _("Refund paid"),
    "refund_failed": _("Refund could not be paid"),
    "refund_stopped": _("Refund stopped"),
    "relief_granted": _("Relief from the fee granted"),
    "relief_refused": _("Relief from the fee refused"),
    "fee_borne": _("Fee settled after the judgment"),
    "fee_recovered": _("Fee asked of who bears it"),
    "fee_written_off": _("Fee written off"),
    "treasury_paid": _("Fees handed over to the treasury"),
    "gateway_ordered": _("Order to pay online made"),
    "gateway_order_closed": _("Order to pay online closed"),
    "gateway_message_refused": _("A message of the payment gateway was not taken"),
    "gateway_settled": _("The payment gateway handed over what it took"),
    "day_reconciled": _("The money of a day was reconciled: %(found)s differences"),
    "difference_cleared": _("A difference in the money was cleared"),
    # Evidence
    "defence_handed_in": _("Statement of defence received"),
    "exhibit_submitted": _("Exhibit handed in"),
    "capture_ordered": _("A party asked to take a web page as evidence"),
    "capture_ended": _("Capture of a web page ended"),
    "files_read": _("What files of an exhibit say of themselves was noted"),
    "chain_reported": _("Report on a chained record made"),
    "chain_ruled": _("Ruling about a chained record"),
    "proof_imported": _("Proof from another platform handed in"),
    "proof_checked": _("Proof from another platform checked"),
    "platform_entered": _("Evidence platform entered in the register"),
    "platform_decided": _("Decision about an evidence platform"),
    "capture_shown": _("Party showed where a chained record comes from"),
    "exhibit_audited": _("Exhibit audited"),
    "exhibit_examined": _("Exhibit examined in the hearing"),
    "removal_asked": _("A document was taken out as a state secret"),
    "secret_removed": _("A state secret was erased"),
    "removal_refused": _("A document was put back: no state secret"),
    "trial_closed_to_public": _("Trial closed to the public"),
    "file_opened": _("File opened for a stated task"),
    "exhibit_kept_secret": _("Exhibit kept secret"),
    "exhibit_secrecy_lifted": _("Secrecy of an exhibit lifted"),
    "round_opened": _("Round in writing opened"),
    "round_closed": _("Round in writing closed"),
    "opinion_given": _("Party commented on an exhibit"),
    "question_answered": _("Party answered a question"),
    # Hearing and judgment
    "hearing_set": _("Hearing set"),
    "hearing_lifted": _("Hearing lifted: the procedure was converted"),
    "hearing_opened": _("Hearing opened"),
    "hearing_closed": _("Hearing closed"),
    "record_line_written": _("Line of the record written"),
    "record_confirmed": _("Party confirmed the record"),
    "async_hearing_asked": _("A party asked for an asynchronous hearing"),
    "judgment_made": _("Judgment written"),
    "judgment_pronounced": _("Judgment pronounced"),
    "appeal_period_runs": _("The appeal period runs"),
    "judgment_effective": _("The judgment took effect"),
    "publication_proposed": _("Public version proposed"),
    "proposal_changed": _("Public version changed"),
    "judgment_published": _("Judgment published"),
    "judgment_withheld": _("Judgment withheld from the public"),
    "publication_withdrawn": _("Publication withdrawn"),
    # Documents
    "upload_kept": _("A file was put on file"),
    "paper_ordered": _("A paper was ordered"),
    "paper_rendered": _("A paper was made"),
    "paper_signed": _("A paper was signed"),
    "put_on_file": _("Materials of the filing put on the file of the case"),
    "reads_recorded": _("Access log recorded: %(reads)s reads"),
    "ledger_audited": _("Platform and ledger compared: %(checked)s entries, differences: %(differences)s"),
    "report_ordered": _("Signed report on a seal asked for"),
    "report_made": _("Signed report on a seal made"),
    "ledger_alarm_raised": _("Alarm about the ledger %(origin)s"),
    "ledger_alarm_closed": _("Alarm about the ledger %(origin)s closed"),
    "content_sealed": _("Sealed in the ledger at position %(position)s"),
    # Cooperation and federation
    "matter_opened": _("Errand opened for another court"),
    "matter_checked": _("Errand: identity and papers checked"),
    "matter_sent": _("Errand sent"),
    "matter_received": _("Errand received"),
    "matter_receipt_noted": _("Errand: the other court holds it"),
    "matter_returned": _("Errand came back"),
    "matter_answered": _("Errand answered"),
    "answer_taken": _("Answer of the competent court taken"),
    "log_line_taken": _("Line of the shared log taken"),
    "papers_printed": _("Papers printed and handed over at the counter"),
    "correction_sent": _("The correction was sent to the competent court"),
    "correction_taken_in": _("The correction came from the cooperating court"),
    "correction_returned": _("A correction was not taken"),
    "correction_answered": _("The competent court answered the correction"),
    "sheet_sent": _("A party on another platform was shown the case"),
    "sheet_taken": _("Another platform showed a person of ours a case"),
    "remote_act_sent": _("A person's act was sent to the court that has the case"),
    "remote_act_answered": _("An act from another platform was answered"),
    "filing_handed_over": _("Filed in the internet zone"),
    "hand_over_taken_in": _("A filing came from the internet zone"),
    "hand_over_returned": _("A filing from the internet zone could not be taken in"),
    "page_shown": _("A page was shown to a person in the internet zone"),
    "page_taken": _("The internet zone keeps a page, sealed for its reader"),
    "envelope_sealed": _("Envelope sealed"),
    "envelope_received": _("Envelope received"),
    "envelope_receipted": _("Receipt for an envelope"),
    "peer_admitted": _("A platform was admitted as peer"),
    # People and courts
    "licences_taken": _("A list of licences was taken in"),
    "licence_looked": _("A licence was looked up online"),
    "licence_proven": _("A licence was proven"),
    "letter_written": _("A firm wrote a letter"),
    "letter_withdrawn": _("A firm took a letter back"),
    "person_registered": _("A person was registered"),
    "account_opened": _("An account was opened"),
    "access_renewed": _("A new start password was given at a counter"),
    "access_changed": _("A way to sign in to an account changed"),
    "outside_login_linked": _("An account was linked with a provider of sign-in"),
    "outside_login_ended": _("A link with a provider of sign-in was ended"),
    "sessions_ended": _("A person was signed out everywhere"),
    "companion_named": _("Somebody may act beside a person from now on"),
    "companion_left": _("Somebody no longer acts beside a person"),
    "emergency_taken": _("A function was taken in an emergency"),
    "emergency_seen": _("The president looked over a function taken in an emergency"),
    "dispute_passed_on": _("The other platform was told of a disputed act"),
    "dispute_returned": _("A disputed act came back for review here"),
    "act_disputed": _("A person says that an act in her name was not hers"),
    "dispute_upheld": _("Found: the disputed act was not the person's"),
    "dispute_rejected": _("Found: the disputed act was the person's own"),
    "identity_proven": _("An identity was checked"),
    "identity_check_failed": _("A check of an identity found it not right"),
    "seals_forgotten": _("Salts of an erased person's entries were erased"),
    "contact_corrected": _("A person corrected her contact data"),
    "personal_key_made": _("Personal data is encrypted with a new key (%(cipher)s)"),
    "personal_keys_forgotten": _("Keys of personal data that nothing needs any more were taken away"),
    "personal_data_exported": _("A person was handed what is held about her"),
    "personal_data_erased": _("Personal data was erased at the person's request"),
    "retention_ended": _("Personal data was erased because its period was over"),
    "appointed": _("A function at a court was given"),
    "courts_imported": _("The table of courts was taken in"),
    "calendar_announced": _("The working calendar of %(year)s was taken in"),
}
BEHIND_THE_SCENES = frozenset(
    {
        "answer_taken",
        "content_sealed",
        "envelope_receipted",
        "envelope_received",
        "envelope_sealed",
        "log_line_taken",
        "attempt_arrived",
        "attempt_made",
        "page_shown",
        "page_taken",
        "paper_ordered",
        "paper_rendered",
        "put_on_file",
        "remote_act_answered",
        "remote_act_sent",
        "report_made",
        "report_ordered",
        "sheet_sent",
        "sheet_taken",
        "upload_kept",
    }
)
"""Facts that the house needs and nobody reads in the timeline of a case unless asked for."""
_VALUES: dict[str, dict[Any, Any]] = {
    "kind": {kind.value: text for kind, text in AGENT_KINDS.items()},
    "review": {review.value: text for review, text in REVIEWS.items()},
    "missing": {proof.value: text for proof, text in PROOFS.items()},
    "track": {track.value: text for track, text in TRACKS.items()},
    "before": {track.value: text for track, text in TRACKS.items()},
    "after": {track.value: text for track, text in TRACKS.items()},
    "source": {stage.value: text for stage, text in cases.STAGES.items()},
    "target": {stage.value: text for stage, text in cases.STAGES.items()},
    "step": {step.value: cases.STEPS[step] for step in Step},
    "choice": {choice.value: cases.CHOICES[choice] for choice in Choice},
    "ground": {one.id: GROUNDS[one.term] for one in period_grounds()},
    "unit": {unit.value: label for unit, label in UNITS.items()},
    "approver": {approver.value: label for approver, label in APPROVERS.items()},
}
"""Codes in the bodies of facts that have words."""


class _Gaps(dict[str, str]):
    """Facts in which what is missing reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _said(key: str, value: Any) -> str:  # noqa: ANN401 - whatever stands in a fact
    if key == "rule" and isinstance(value, str):
        chinese, english = period_names(value)
        return chinese if is_chinese(get_language()) else english
    if isinstance(value, list):
        return ", ".join(_said(key, one) for one in value)
    return str(_VALUES.get(key, {}).get(value, value)) if isinstance(value, str) else str(value)


def say(event: str, body: dict[str, Any]) -> str:
    """A fact in words; a fact without words here is called by its own name."""
    text = EVENTS.get(event)
    if text is None:
        return event.replace("_", " ").capitalize()
    facts = {key: _said(key, value) for key, value in body.items() if value is not None}
    return str(text) % _Gaps(facts)

"""What the register's facts are called, for the timeline and the register page."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import Choice, Step
from tongban.cases.wording import AGENT_KINDS, PROCEDURE_ACTS, PROCEDURE_STAGES, PROOFS, REVIEWS, TRACKS
from tongban.courts.law import period_grounds
from tongban.courts.wording import APPROVERS, GROUNDS, UNITS, period_name
from tongban.desk.wording import cases
from tongban.desk.wording.facts_of_cases import OF_CASES
from tongban.mediation.wording import OUTCOMES
from tongban.motions.wording import KINDS as MOTION_KINDS

EVENTS: dict[str, str | Promise] = {
    # Questions to the court
    "ticket_taken": _("A question to the court, to be answered until %(due)s"),
    "ticket_assigned": _("A colleague answers the question"),
    "ticket_handed_on": _("The question went to the judge of the case"),
    "ticket_handed_back": _("The judge gave the question back"),
    "ticket_answered": _("The question was answered"),
    "ticket_reopened": _("The question was asked again, to be answered until %(due)s"),
    "ticket_rated": _("The answer was rated: %(stars)s"),
    "news_left": _("News left for a person"),
    "news_sent": _("News sent by e-mail"),
    "news_read": _("News marked as read"),
    "notices_chosen": _("Ways of being told chosen"),
    "window_stated": _("Telephone, address and hours of the counter stated"),
    "feed_opened": _("A secret calendar address was given out"),
    "feed_closed": _("A secret calendar address was closed"),
    **OF_CASES,
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
    "service_errand_opened": _("Another court asked for service or for the printing of a letter"),
    "service_errand_sent": _("Papers sent to the court that was asked"),
    "service_errand_received": _("Papers of another court to serve or to print"),
    "service_errand_receipt_noted": _("The court that was asked has the papers"),
    "errand_letters_printed": _("Papers of another court printed"),
    "errand_letter_posted": _("Papers of another court handed to the post"),
    "service_result_noted": _("Noted what became of another court's papers"),
    "service_errand_answered": _("The court that had asked was answered"),
    "service_answer_taken": _("The court that was asked has answered"),
    "service_errand_called_back": _("Papers called back from the court that was asked"),
    "service_errand_goes_on": _("Another court called its papers back too late"),
    "service_errand_returned": _("What another court asked for could not be taken in"),
    "table_handed_over": _("A table of complaints was sent to the court zone"),
    "table_hand_in_sent": _("A table of complaints was handed in"),
    "table_taken_in": _("A table of complaints came from the internet zone"),
    "table_filing_refused": _("A table of complaints could not be handed in"),
    "payment_page_asked": _("A person wants to pay a fee online"),
    "gateway_message_carried": _("What the payment service told went to the court zone"),
    "matter_opened": _("Errand opened for another court"),
    "matter_checked": _("Errand: identity and papers checked"),
    "matter_sent": _("Errand sent"),
    "matter_taken_back": _("Errand taken back before it was sent"),
    "matter_received": _("Errand received"),
    "matter_receipt_noted": _("Errand: the other court holds it"),
    "matter_returned": _("Errand came back"),
    "matter_answered": _("Errand answered"),
    "answer_taken": _("Answer of the competent court taken"),
    "log_line_taken": _("Line of the shared log taken"),
    "papers_printed": _("Papers printed and handed over at the counter"),
    "correction_sent": _("The correction was sent to the competent court"),
    "matter_period_moved": _("Last day for the correction moved by an outage: %(until)s"),
    "peer_outage_counted": _("An outage of the cooperating court's platform moved the last day for the correction"),
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
    "ease_stated": _("A person stated whether help with the online way is wanted"),
    "companion_named": _("Somebody may act beside a person from now on"),
    "member_rights_set": _("The rights of a member of an organisation were set"),
    "companion_left": _("Somebody no longer acts beside a person"),
    "emergency_taken": _("A function was taken in an emergency"),
    "emergency_seen": _("The president looked over a function taken in an emergency"),
    "dispute_passed_on": _("The other platform was told of a disputed act"),
    "dispute_returned": _("A disputed act came back for review here"),
    "correction_of_identity_asked": _("Correction of a name or number asked for"),
    "correction_of_identity_refused": _("Correction of a name or number refused"),
    "identity_corrected": _("Name or number on record corrected"),
    "act_disputed": _("A person says that an act in her name was not hers"),
    "dispute_upheld": _("Found: the disputed act was not the person's"),
    "dispute_rejected": _("Found: the disputed act was the person's own"),
    "identity_proven": _("An identity was checked"),
    "identity_check_failed": _("A check of an identity found it not right"),
    "seals_forgotten": _("Salts of an erased person's entries were erased"),
    "contact_corrected": _("A person corrected her contact data"),
    "contact_returned": _("A person's contact data is again what nobody disputes"),
    "personal_key_made": _("Personal data is encrypted with a new key (%(cipher)s)"),
    "personal_keys_forgotten": _("Keys of personal data that nothing needs any more were taken away"),
    "personal_data_exported": _("A person was handed what is held about her"),
    "personal_data_erased": _("Personal data was erased at the person's request"),
    "retention_ended": _("Personal data was erased because its period was over"),
    "appointed": _("A function at a court was given"),
    "appointment_ended": _("A function at a court ended"),
    "courts_imported": _("The table of courts was taken in"),
    "calendar_announced": _("The working calendar of %(year)s was taken in"),
}
BEHIND_THE_SCENES = frozenset(
    {
        "allotment_taken_back",
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
    "kind": {kind.value: text for kind, text in (*AGENT_KINDS.items(), *MOTION_KINDS.items())},
    "act": {str(act): text for act, text in PROCEDURE_ACTS.items()},
    "review": {review.value: text for review, text in REVIEWS.items()},
    "missing": {proof.value: text for proof, text in PROOFS.items()},
    "track": {track.value: text for track, text in TRACKS.items()},
    "before": {track.value: text for track, text in TRACKS.items()},
    "after": {track.value: text for track, text in TRACKS.items()},
    "source": dict(cases.STAGES),
    "target": {str(stage): text for stage, text in PROCEDURE_STAGES.items()} | dict(cases.STAGES),
    "step": {step.value: cases.STEPS[step] for step in Step},
    "choice": {choice.value: cases.CHOICES[choice] for choice in Choice},
    "ground": {one.id: GROUNDS[one.term] for one in period_grounds()},
    "unit": {unit.value: label for unit, label in UNITS.items()},
    "approver": {approver.value: label for approver, label in APPROVERS.items()},
    "outcome": {outcome.value: label for outcome, label in OUTCOMES.items()},
}
"""Codes in the bodies of facts that have words."""


class _Gaps(dict[str, str]):
    """Facts in which what is missing reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _said(key: str, value: Any) -> str:  # noqa: ANN401 - whatever stands in a fact
    if key == "rule" and isinstance(value, str):
        return period_name(value)
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

"""The names of the periods that run in a civil case, in every language of parties.

Chinese and English names of all periods stand in the table (`courts/data/deadlines.csv`); a test keeps the two alike.
"""

from django.utils.translation import get_language, pgettext_lazy

from tongban.courts.rules.periods import period_effects, period_names

NAMES = {
    "filing_decision": pgettext_lazy("name of a period", "Decide on filing (register / refuse)"),
    "fee_recovery": pgettext_lazy("name of a period", "Pay the share of the fees that a judgment lays on a party"),
    "fee_plaintiff": pgettext_lazy("name of a period", "Plaintiff prepays"),
    "fee_counterclaim": pgettext_lazy("name of a period", "Counterclaimant prepays"),
    "fee_convert_ordinary": pgettext_lazy("name of a period", "Top up on conversion to ordinary"),
    "complaint_copy_to_defendant": pgettext_lazy("name of a period", "Send complaint copy to defendant"),
    "defence": pgettext_lazy("name of a period", "Defence"),
    "defence_copy_to_plaintiff": pgettext_lazy("name of a period", "Send defence copy to plaintiff"),
    "jurisdiction_objection": pgettext_lazy("name of a period", "Jurisdiction objection"),
    "online_consent_link": pgettext_lazy("name of a period", "Respondent verifies identity and links case"),
    "panel_notice": pgettext_lazy("name of a period", "Tell parties the judges"),
    "recusal_decision": pgettext_lazy("name of a period", "Decide recusal request"),
    "preservation_normal": pgettext_lazy("name of a period", "Preservation ruling"),
    "mediation_post_ordinary": pgettext_lazy("name of a period", "Post-filing mediation, ordinary"),
    "mediation_post_simplified": pgettext_lazy("name of a period", "Post-filing mediation, simplified"),
    "adjournment_gap": pgettext_lazy("name of a period", "Gap between two hearings"),
    "evidence_ordinary": pgettext_lazy("name of a period", "Evidence period, ordinary first instance"),
    "evidence_simplified": pgettext_lazy("name of a period", "Evidence period, simplified"),
    "evidence_small_claims": pgettext_lazy("name of a period", "Evidence period, small claims"),
    "evidence_second_instance": pgettext_lazy("name of a period", "Evidence period, new evidence on appeal"),
    "trial_small_claims": pgettext_lazy("name of a period", "Trial limit, small claims"),
    "trial_simplified": pgettext_lazy("name of a period", "Trial limit, simplified"),
    "trial_ordinary": pgettext_lazy("name of a period", "Trial limit, ordinary"),
    "record_reading": pgettext_lazy("name of a period", "Read the hearing record"),
    "judgment_in_court_delivery": pgettext_lazy("name of a period", "Deliver judgment pronounced in court"),
    "public_notice_domestic": pgettext_lazy("name of a period", "Service by public notice"),
    "appeal_judgment": pgettext_lazy("name of a period", "Appeal a judgment"),
    "appeal_ruling": pgettext_lazy("name of a period", "Appeal a ruling"),
    "appeal_copy_to_opponent": pgettext_lazy("name of a period", "Send appeal copy"),
    "third_claim_defence": pgettext_lazy("name of a period", "Answer to a third party's claim"),
    "appeal_defence": pgettext_lazy("name of a period", "Answer to appeal"),
    "appeal_defence_copy": pgettext_lazy("name of a period", "Send the answer to the appellant"),
    "appeal_file_transfer": pgettext_lazy("name of a period", "Send file to second instance"),
    "second_instance_filing": pgettext_lazy("name of a period", "Second-instance filing"),
    "trial_appeal_judgment": pgettext_lazy("name of a period", "Appeal of judgment"),
    "trial_appeal_ruling": pgettext_lazy("name of a period", "Appeal of ruling"),
}


def period_name(rule: str) -> str:
    """What the reader calls the period with the id `rule`: English where their language has no name for it yet."""
    if rule in NAMES:
        return str(NAMES[rule])
    chinese, english = period_names(rule)
    return chinese if (get_language() or "").startswith("zh") else english


def period_effect(rule: str) -> str:
    """What the law says follows when the period is over; "" where it names nothing. Chinese, else English."""
    chinese, english = period_effects(rule)
    return chinese if (get_language() or "").startswith("zh") else english

"""The case's facts as sentences for parties; the court's own bookkeeping has no sentence and is not told."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.wording import AGENT_KINDS, PROCEDURE_ACTS, PROCEDURE_STAGES, REVIEWS, UNFITS
from tongban.courts.law import period_grounds
from tongban.courts.wording import APPROVERS, GROUNDS
from tongban.mediation.wording import OUTCOMES
from tongban.motions.wording import KINDS as MOTION_KINDS
from tongban.portal.forms.words import CHOICES, DECLINE_REASONS, STEPS

EVENTS: dict[str, object] = {
    "answer_submitted": _("The defendant answered the complaint."),
    "case_docketed": _("The court registered the case under the number %(number)s."),
    "silence_noted": _("A party did not join online in time: for it the case goes on in the usual way."),
    "consent_taken_back": _("A party wants to take the step “%(step)s” in the usual way; the judge reviews it."),
    "consent_reviewed": _("The judge decided about the step “%(step)s” of a party: %(review)s."),
    "step_moved_offline": _("The judge moved the step “%(step)s” to the usual way for everybody. Ground: %(unfit)s."),
    "authority_accepted": _("The court accepted who acts for a party: %(kind)s."),
    "authority_revoked": _("A party revoked the authority of the one who acted for it: %(kind)s."),
    "turn_taken": _("A step was taken: %(act)s."),
    "consent_given": _("A party answered for the step “%(step)s”: %(choice)s."),
    "judge_assigned": _("A judge was assigned."),
    "office_changed": _("Somebody else of the court conducts the case now."),
    "mediation_declined": _("Mediation was declined. Reason: %(reason)s."),
    "mediation_offered": _("The court offered mediation; it is voluntary."),
    "mediation_referred": _("The judge referred the case to mediation."),
    "mediator_named": _("A mediator was asked."),
    "mediator_confirmed": _("The mediator accepted; the mediation begins."),
    "mediator_declined": _("The mediator did not accept; another one is to be named."),
    "mediator_changed": _("A party asked for another mediator."),
    "relation_disclosed": _("The mediator disclosed a relation; the parties say whether they still agree."),
    "facts_confirmed": _("All parties confirmed the undisputed facts; they are on the file."),
    "mediation_prolonged": _("All parties agreed to a longer mediation."),
    "material_released": _("All parties agreed that material of the mediation is used in the trial."),
    "mediation_ended": _("The mediation ended: %(outcome)s."),
    "paper_rendered": _("A paper was added to the file."),
    "paper_signed": _("A paper was signed."),
    "party_joined": _("A party joined the case online."),
    "defence_handed_in": _("The defendant answered the complaint."),
    "exhibit_submitted": _("Evidence was handed in."),
    "chain_reported": _("The court had a report made on a chained record."),
    "chain_ruled": _("The judge ruled about a chained record."),
    "proof_checked": _("A proof from another platform was checked."),
    "capture_shown": _("A party showed where a chained record comes from."),
    "exhibit_audited": _("The court decided about the form of a piece of evidence."),
    "original_asked": _("The court asked a party for an original."),
    "original_answered": _("A party answered a request for an original."),
    "original_brought": _("The court received an original."),
    "original_cured": _("The judge held that a file counts as the original."),
    "document_compared": _("The court compared a file with its original."),
    "exhibit_examined": _("Both sides were heard on a piece of evidence."),
    "trial_closed_to_public": _("The judge ordered that the case is not tried in public."),
    "exhibit_kept_secret": _("The judge ordered that a piece of evidence be kept secret."),
    "exhibit_secrecy_lifted": _("The judge lifted the secrecy of a piece of evidence."),
    "round_opened": _("The court opened a round of questions or of evidence in writing."),
    "round_closed": _("The court closed the round."),
    "judgment_pronounced": _("The judgment was signed by the judge and sealed by the court."),
    "appeal_period_runs": _("Everybody has been served. The last day for an appeal is fixed."),
    "result_recorded": _("The court above decided about the appeal: %(act)s, %(number)s."),
    "judgment_effective": _("The judgment has taken effect."),
    "judgment_published": _("The judgment was published without personal data."),
    "record_confirmed": _("A party confirmed the record of the hearing, or the clerk noted why not."),
    "clock_met": _("A period was kept or ended: %(period)s."),
    "clock_renewed": _("A period was worked out again: %(period)s. It now ends on %(due)s."),
    "days_excluded": _("Days of a period do not count (%(ground)s): %(period)s."),
    "exclusion_ended": _("A period that stood still runs on after %(last)s (%(ground)s): %(period)s."),
    "motion_handed_in": _("A party asked the court for something: %(kind)s."),
    "motion_moved": _("About what was asked for (%(kind)s): %(target)s."),
    "measure_told": _("A measure was carried out (%(kind)s)."),
    "service_moved": _("The court took another proof of service; papers count as served from another day."),
    "ruling_period_runs": _("A ruling was served on everybody; it can be appealed until %(until)s."),
    "party_added": _("A party was brought into the case."),
    "claim_amended": _("The amount in dispute changed."),
    "extension_approved": _("A period was extended (approved by: %(approver)s): %(period)s."),
}
"""By fact. A domain adds its own lines; a fact that parties read but that stands nowhere is told by its code."""
MOVES: dict[str, object] = {
    "note_payment": _("The court fee was paid; the preparation of the case begins."),
    "lapse_unpaid": _("The fee was not paid in time; the case counts as withdrawn."),
    "set_hearing": _("The court set the day of the hearing."),
    "open_hearing": _("The hearing was opened."),
    "close_hearing": _("The hearing was closed."),
    "sign_judgment": _("The judge signed the judgment."),
    "note_all_served": _("The judgment was served on everybody; the time for appeal runs."),
    "take_effect": _("The judgment took effect."),
    "allow_withdrawal": _("The judge allowed the action to be withdrawn; the case ended."),
    "transfer": _("The case was transferred to the competent court."),
}
"""By the act that moved the case."""
_CODES: dict[str, Mapping[str, object]] = {
    "kind": {kind.value: words for kind, words in (*AGENT_KINDS.items(), *MOTION_KINDS.items())},
    "target": PROCEDURE_STAGES,
    "act": dict(PROCEDURE_ACTS),
    "step": STEPS,
    "review": {review.value: words for review, words in REVIEWS.items()},
    "choice": CHOICES,
    "reason": DECLINE_REASONS,
    "ground": {one.id: GROUNDS[one.term] for one in period_grounds()},
    "approver": {who.value: told for who, told in APPROVERS.items()},
    "outcome": {outcome.value: told for outcome, told in OUTCOMES.items()},
}
_UNFITS = {ground.value: words for ground, words in UNFITS.items()}
ROLES = {
    "party": pgettext_lazy("who acted", "a party"),
    "clerk": pgettext_lazy("who acted", "clerk"),
    "judge": pgettext_lazy("who acted", "judge"),
    "mediator": pgettext_lazy("who acted", "mediator"),
    "office": pgettext_lazy("who acted", "the court's office"),
}
FOR_PARTY = _("%(agent)s for %(for)s")


def sentence(event: str, facts: Mapping[str, str], names: Mapping[str, str]) -> str:
    """What happened, in the reader's language; `names` gives words to ids of periods."""
    pattern = MOVES.get(facts.get("act", "")) if event == "case_moved" else EVENTS.get(event)
    if pattern is None:
        return ""
    told = {key: str(_CODES[key].get(value, value)) if key in _CODES else value for key, value in facts.items()}
    told["unfit"] = str(_UNFITS.get(facts.get("ground", ""), ""))
    told["period"] = names.get(facts.get("rule", ""), facts.get("rule", ""))
    return str(pattern) % _Gaps(told)


class _Gaps(dict[str, str]):
    """A fact that an older court did not send reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"

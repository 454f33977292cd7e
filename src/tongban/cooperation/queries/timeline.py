"""What was done in a case, as its parties read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView
from tongban.evidence.queries import kept_from
from tongban.motions import queries as motions
from tongban.people.queries import disputed_entries, names_of
from tongban.register.queries import entries_of_case

_WORDS = frozenset({"reasons", "words", "decision", "where"})
"""Digests of words that may stay with the court or one party: who knows what such words mostly are would find them."""
_OF_SECRETS = frozenset({"exhibit_submitted", "exhibit_kept_secret", "exhibit_secrecy_lifted"})
"""What the other side reads of an exhibit that is kept secret: that it is there, and that it is (民诉法解释 103)."""
TOLD = frozenset(
    {
        "case_docketed",
        "case_moved",
        "turn_taken",
        "judge_assigned",
        "office_changed",
        "mediation_offered",
        "mediation_declined",
        "mediation_referred",
        "mediator_named",
        "mediator_declined",
        "mediator_confirmed",
        "mediator_changed",
        "relation_disclosed",
        "facts_confirmed",
        "material_released",
        "mediation_prolonged",
        "mediation_ended",
        "party_joined",
        "consent_given",
        "silence_noted",
        "consent_taken_back",
        "consent_reviewed",
        "step_moved_offline",
        "authority_accepted",
        "authority_revoked",
        "clock_met",
        "clock_renewed",
        "days_excluded",
        "exclusion_ended",
        "extension_approved",
        "claim_amended",
        "party_added",
        "motion_handed_in",
        "motion_moved",
        "measure_told",
        "ruling_period_runs",
        "paper_signed",
        "fee_assessed",
        "charge_paid",
        "party_served",
        "service_moved",
        "defence_handed_in",
        "proof_checked",
        "exhibit_submitted",
        "capture_shown",
        "chain_reported",
        "chain_ruled",
        "exhibit_audited",
        "exhibit_examined",
        "exhibit_kept_secret",
        "exhibit_secrecy_lifted",
        "document_compared",
        "original_asked",
        "original_answered",
        "original_brought",
        "original_cured",
        "round_opened",
        "round_closed",
        "trial_closed_to_public",
        "hearing_set",
        "hearing_opened",
        "hearing_closed",
        "record_confirmed",
        "judgment_pronounced",
        "appeal_period_runs",
        "judgment_effective",
        "result_recorded",
        "judgment_published",
    }
)
"""Facts that parties read in the case's timeline; the others are the court's own bookkeeping."""


def timeline(viewer: Viewer, case: CaseView) -> list[dict[str, Any]]:
    """What was done in the case, the oldest first; what the viewer may not know yet is not told."""
    disputed = disputed_entries(case.uid)
    hidden = motions.unseen_in(viewer, case.uid)
    secret = kept_from(viewer, case.uid)
    told = [
        entry
        for entry in entries_of_case(case.uid, TOLD)
        if not _names(entry.body, hidden if entry.event in _OF_SECRETS else hidden | secret)
    ]
    # The office notes what an agent answered in the complaint: then the fact says for whom, and nobody acted himself.
    acting = {e.uid: UUID(e.actor["person"]) for e in told if e.actor.get("represents") and e.actor.get("person")}
    agents = names_of(set(acting.values()))
    parties = {str(p.uid): p.name for p in case.everybody}
    return [
        {
            "at": entry.at.isoformat(),
            "event": entry.event,
            "law": entry.basis,
            "role": entry.actor["role"],
            "disputed": disputed.get(entry.uid, ""),
            "agent": agents.get(acting[entry.uid], "") if entry.uid in acting else "",
            "for": parties.get(entry.actor.get("represents") or "", ""),
            "facts": {key: value for key, value in entry.body.items() if isinstance(value, str) and key not in _WORDS},
        }
        for entry in told
    ]


def _names(body: Mapping[str, Any], hidden: frozenset[str]) -> bool:
    """Whether a fact tells of something that the viewer may not know yet: of one of these uids."""
    values = [one for value in body.values() for one in (value if isinstance(value, list) else [value])]
    return bool(hidden) and not hidden.isdisjoint(one for one in values if isinstance(one, str))

"""Reading evidence. What people see starts from `visible_q`."""

from tongban.evidence.queries.exhibits import contested, exhibits_of, exhibits_seen_by, kept_from
from tongban.evidence.queries.register import manifest_digest, platform_acts, platforms, proof_digest
from tongban.evidence.queries.rounds import exchange_over, exchanged, rounds_seen_by
from tongban.evidence.queries.sheet import sheet_section

__all__ = [
    "contested",
    "exchange_over",
    "exchanged",
    "exhibits_of",
    "exhibits_seen_by",
    "kept_from",
    "manifest_digest",
    "platform_acts",
    "platforms",
    "proof_digest",
    "rounds_seen_by",
    "sheet_section",
]

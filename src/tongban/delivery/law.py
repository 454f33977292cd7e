"""The law of service, asked without a platform: the ladder of ways, what may come next, what a result means."""

from tongban.delivery.rules.doubts import ends_of
from tongban.delivery.rules.elsewhere import ENTRUSTED, PRINTED, judge_result
from tongban.delivery.rules.ladder import LADDER, Rung, next_ways, rung
from tongban.delivery.rules.papers import certificate, visit_note
from tongban.delivery.rules.post import letter_number
from tongban.delivery.rules.visits import Landed

__all__ = [
    "ENTRUSTED",
    "LADDER",
    "PRINTED",
    "Landed",
    "Rung",
    "certificate",
    "ends_of",
    "judge_result",
    "letter_number",
    "next_ways",
    "rung",
    "visit_note",
]

"""The law of service, asked without a platform: the ladder of ways, and what may come next."""

from tongban.delivery.rules.ladder import LADDER, Rung, next_ways, rung
from tongban.delivery.rules.post import letter_number

__all__ = ["LADDER", "Rung", "letter_number", "next_ways", "rung"]

"""Reading what officers noted about a visit."""

from __future__ import annotations

import json
from datetime import date

from tongban.delivery.models import Attempt
from tongban.delivery.vocabulary import Channel
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd

_IN_PERSON = frozenset({Channel.DIRECT, Channel.LEFT, Channel.ENTRUSTED})


def visit_in(row: Attempt) -> Visit | None:
    """For acts: the visit that an attempt was, None for every other way and before its result is known."""
    if row.channel not in _IN_PERSON or not row.note:
        return None
    told = json.loads(row.note)
    return Visit(
        day=date.fromisoformat(told["day"]),
        place=Place(told["place"]),
        end=VisitEnd(told["end"]),
        taker=Taker(told["taker"]) if told["taker"] else None,
        taker_name=told["taker_name"],
        officers=tuple(told["officers"]),
        witnesses=tuple(told["witnesses"]),
        refusal=told["refusal"],
        recorded=told["recorded"],
    )

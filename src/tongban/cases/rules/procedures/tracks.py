"""The table of each track: every act of a running case is judged by that of its own."""

from __future__ import annotations

from enum import StrEnum

from tongban.cases.rules.procedures.administrative import ADMINISTRATIVE_FIRST_INSTANCE
from tongban.cases.rules.procedures.enforcement import ENFORCEMENT
from tongban.cases.rules.procedures.first_instance import ORDINARY, SIMPLIFIED, SMALL_CLAIMS
from tongban.cases.rules.procedures.payment_order import PAYMENT_ORDER
from tongban.cases.rules.procedures.preservation import PRE_ACTION_PRESERVATION
from tongban.cases.rules.procedures.retrial import RETRIAL_REVIEW
from tongban.cases.rules.procedures.second_instance import SECOND_INSTANCE
from tongban.cases.rules.procedures.words import At
from tongban.cases.vocabulary import Stage, Track
from tongban.kernel.moves import Procedure
from tongban.kernel.terms import Term

TRACKS: dict[Track, Procedure] = {
    Track(procedure.name): procedure
    for procedure in (
        SMALL_CLAIMS,
        SIMPLIFIED,
        ORDINARY,
        SECOND_INSTANCE,
        RETRIAL_REVIEW,
        PAYMENT_ORDER,
        PRE_ACTION_PRESERVATION,
        ENFORCEMENT,
        ADMINISTRATIVE_FIRST_INSTANCE,
    )
}
NOT_CONDUCTED = frozenset({Track.ADMINISTRATIVE})
"""Cases that are registered here and tried elsewhere: the papers of the house speak of civil actions."""
_LAST = frozenset[StrEnum]().union(*(procedure.last for procedure in TRACKS.values()))
_PASSED = frozenset[StrEnum]().union(*(frozenset(one.stages) - one.last for one in TRACKS.values()))
_GONE_UP = frozenset[StrEnum]({At.SENT_UP, At.DISMISSAL_SENT_UP})
"""The file is with the court above, which may send the case back."""
ENDED = _LAST - _PASSED - _GONE_UP
"""Stages at which a case rests for ever, whatever its track."""
OUT_OF_HAND = ENDED | _GONE_UP
"""Stages at which its court decides nothing within a case: it is over, or its file is with the court above."""


def stage_of(code: str) -> Term:
    """The stage of this code, in whatever procedure. Raises ValueError when there is none."""
    return Stage(code) if code in set(Stage) else At(code)

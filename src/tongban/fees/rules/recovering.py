"""How fees that a loser does not pay come to enforcement: the judge hands them over, the registry opens the case.

Nobody applies for it: the court itself is owed the money (SI 207(2); CPL 247(1): 审判员移送执行员执行).
"""

from __future__ import annotations

from tongban.fees.vocabulary.recovery import RecoveryAct, RecoveryState
from tongban.kernel.money import Money
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

LAW = "SI 207(2); CPL 247(1)"
LONGEST = 2000
"""Characters of what is known of the debtor's property; house rule."""
_S, _A = RecoveryState, RecoveryAct
_OWED = frozenset({"still_owed"})

RECOVERING = Procedure(
    name="recovery",
    first=_S.PROPOSED,
    last=frozenset({_S.REGISTERED}),
    moves=(
        Move(_A.HAND_OVER, _S.PROPOSED, _S.HANDED_OVER, roles("judge"), LAW, needs=_OWED),
        Move(_A.SEND_BACK, _S.HANDED_OVER, _S.PROPOSED, roles("clerk", "judge"), "SI 461"),
        Move(_A.REGISTER, _S.HANDED_OVER, _S.REGISTERED, roles("clerk", "judge"), "SI 461; CPL 235(1)", needs=_OWED),
    ),
)


def holds(owed: Money) -> list[str]:
    """Which conditions of the table hold."""
    return ["still_owed"] if owed.minor > 0 else []


def property_flaws(told: str) -> list[Refusal]:
    """What is wrong in what is told of the debtor's property; it may be empty: the court looks for it itself."""
    if len(told.strip()) <= LONGEST:
        return []
    return [Refusal("fees.property_long", "CPL 252, 253", ("property_told",), (("most", str(LONGEST)),))]

"""A third party sues both sides of a pending case for what they dispute (CPL 59(1), 143; SI 81, 232, 236, 237).

It is a party with a plaintiff's rights once its claim is taken up. Small claims are converted first (SI 278): whoever
takes it up is told so.
"""

from __future__ import annotations

from tongban.cases.rules.procedures.words import By, Do, If, all_of
from tongban.cases.vocabulary import Stage
from tongban.kernel.moves import Move, roles, stay

_ASKED_AT = (Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING)
_TAKEN_UP_AT = _ASKED_AT[1:]
_PENDING = (*_TAKEN_UP_AT, Stage.DELIBERATION)
_JUDGE = roles(By.JUDGE)

THIRD_CLAIM: tuple[Move, ...] = (
    *stay(
        _ASKED_AT,
        Do.SUE_AS_THIRD_PARTY,
        roles(By.OUTSIDER, By.THIRD_PARTY),
        "CPL 59(1); SI 81, 232",
        needs=all_of(If.BEFORE_DEBATE_ENDS),
    ),
    # The defendant has the complaint first; until the plaintiff has paid, nobody was served.
    *stay(
        _TAKEN_UP_AT,
        Do.TAKE_UP_THIRD_CLAIM,
        _JUDGE,
        "CPL 59(1), 143; SI 81, 232",
        needs=all_of(If.OWN_RIGHT, If.HEARD_TOGETHER),
        starts=("third_claim_defence",),
    ),
    *stay(
        _PENDING,
        Do.ANSWER_THIRD_CLAIM,
        roles(By.FACED),
        "CPL 128(1)",
        needs=all_of(If.WITHIN_PERIOD),
        ends=("third_claim_defence",),
    ),
    *stay(_PENDING, Do.ASK_THIRD_WITHDRAWAL, roles(By.CLAIMANT), "CPL 54, 148(1)"),
    *stay(_PENDING, Do.ALLOW_THIRD_WITHDRAWAL, _JUDGE, "CPL 148(1)", needs=all_of(If.ASKED, If.RULING)),
    *stay(
        _PENDING, Do.LAPSE_THIRD_CLAIM, _JUDGE, "SI 213; 交纳办法 20, 22", needs=all_of(If.FEE_PERIOD_OVER, If.RULING)
    ),
    *stay(
        (Stage.HEARING,),
        Do.DEEM_THIRD_WITHDRAWN,
        _JUDGE,
        "CPL 146; SI 236",
        needs=all_of(If.SUMMONED, If.NO_GOOD_REASON, If.RULING),
    ),
)
"""What is done about such a claim, by which act of whom, while the case stays where it stands."""

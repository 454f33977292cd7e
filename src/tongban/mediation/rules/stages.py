"""How the mediation of a registered case moves (在线调解规则 10-25; 特邀调解 11-27)."""

from __future__ import annotations

from tongban.kernel.moves import Move, Procedure, each, roles, stay
from tongban.mediation.vocabulary import If, MediationAct, Stage

_PARTY = roles("party")
_COURT = roles("judge", "clerk")
_MEDIATOR = roles("mediator")
_OFFICE = roles("office")
_NAMED = frozenset({If.LEFT_TO_COURT})
_OPEN = (Stage.CHOOSING, Stage.INVITED, Stage.MEDIATING)
_FRANK = frozenset({If.NO_OPEN_DISCLOSURE})
_ANSWER = ("mediator_acceptance",)
_CHOICE = ("mediator_choice",)

MEDIATION = Procedure(
    name="mediation",
    first=Stage.CHOOSING,
    last=frozenset({Stage.ENDED}),
    moves=(
        *stay((Stage.CHOOSING,), MediationAct.CHOOSE, _PARTY, "在线调解规则 10(2)"),
        Move(
            MediationAct.NAME_JOINTLY,
            Stage.CHOOSING,
            Stage.INVITED,
            _PARTY,
            "在线调解规则 10(2); 特邀调解 12",
            frozenset({If.CHOSEN_BY_ALL}),
            starts=_ANSWER,
            ends=_CHOICE,
        ),
        Move(
            MediationAct.APPOINT,
            Stage.CHOOSING,
            Stage.INVITED,
            _COURT,
            "在线调解规则 10(2); 特邀调解 12",
            _NAMED,
            starts=_ANSWER,
            ends=_CHOICE,
        ),
        Move(MediationAct.CONFIRM, Stage.INVITED, Stage.MEDIATING, _MEDIATOR, "在线调解规则 12, 24(2)", ends=_ANSWER),
        Move(MediationAct.DECLINE, Stage.INVITED, Stage.CHOOSING, _MEDIATOR, "在线调解规则 12", ends=_ANSWER),
        Move(
            MediationAct.NOTE_SILENCE,
            Stage.INVITED,
            Stage.CHOOSING,
            _OFFICE,
            "在线调解规则 12(2)",
            frozenset({If.TIME_OVER}),
            ends=_ANSWER,
        ),
        *stay((Stage.MEDIATING,), MediationAct.SPEAK, _PARTY, "在线调解规则 18"),
        *stay((Stage.MEDIATING,), MediationAct.PROPOSE, _MEDIATOR, "特邀调解 17", needs=_FRANK),
        *stay((Stage.MEDIATING,), MediationAct.DISCLOSE, _MEDIATOR, "在线调解规则 13(1); 特邀调解 15"),
        *stay((Stage.MEDIATING,), MediationAct.PUT_TEXT, _MEDIATOR, "在线调解规则 19, 22, 24", needs=_FRANK),
        *stay((Stage.MEDIATING,), MediationAct.AGREE, _PARTY, "在线调解规则 13(2), 19, 22, 24"),
        Move(
            MediationAct.CONCLUDE,
            Stage.MEDIATING,
            Stage.ENDED,
            _PARTY,
            "在线调解规则 19(2), 25(1)",
            frozenset({If.SIGNED_BY_ALL}),
        ),
        *stay((Stage.MEDIATING, Stage.ENDED), MediationAct.ASK_RELEASE, _PARTY, "在线调解规则 18; 特邀调解 22"),
        *stay((Stage.MEDIATING, Stage.ENDED), MediationAct.AGREE_RELEASE, _PARTY, "在线调解规则 18; 特邀调解 22"),
        Move(MediationAct.CHANGE, Stage.MEDIATING, Stage.CHOOSING, _PARTY, "在线调解规则 14", starts=_CHOICE),
        *each(_OPEN, MediationAct.LEAVE, Stage.ENDED, _PARTY, "在线调解规则 14, 25(2), 25(4)"),
        Move(MediationAct.CLOSE, Stage.MEDIATING, Stage.ENDED, _MEDIATOR, "在线调解规则 21, 25; 特邀调解 26"),
        Move(
            MediationAct.NOTE_TIME_UP,
            Stage.MEDIATING,
            Stage.ENDED,
            _OFFICE,
            "在线调解规则 24, 25(6)",
            frozenset({If.TIME_OVER}),
        ),
    ),
)
"""After a disclosure the mediator does nothing until all parties agreed to go on with this mediator (13(2))."""

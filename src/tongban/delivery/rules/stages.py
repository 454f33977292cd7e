"""How the service of papers on one party moves (CPL 87-95; 在线诉讼规则 29-33)."""

from __future__ import annotations

from tongban.delivery.vocabulary import OVER, DispatchAct, DispatchState
from tongban.kernel.moves import Move, Procedure, roles

_STAFF = ("clerk", "judge")
_ANY = roles("office", "party", *_STAFF)

_STARTS = tuple(
    Move(act, source, DispatchState.UNDER_WAY, by, law)
    for act, by, law in (
        (DispatchAct.ADD_CHANNEL, roles("office"), "在线诉讼规则 29"),
        (DispatchAct.VISIT, roles(*_STAFF), "CPL 88, 89"),
        (DispatchAct.ENTRUST, roles(*_STAFF), "CPL 91; SI 134"),
        (DispatchAct.HAND_ON, roles(*_STAFF), "CPL 92, 93"),
        (DispatchAct.PUBLISH, roles("judge"), "CPL 95"),
    )
    for source in (DispatchState.UNDER_WAY, DispatchState.UNDELIVERED)
)
"""A further way is taken."""
_ARRIVALS = tuple(
    Move(DispatchAct.NOTE_ARRIVAL, source, DispatchState.SERVED, _ANY, law)
    for source, law in (
        (DispatchState.UNDER_WAY, "CPL 87, 90, 91"),
        (DispatchState.UNDELIVERED, "CPL 87, 90, 91"),
        (DispatchState.SERVED, "在线诉讼规则 31(4)"),
    )
)
_CONFIRMATIONS = tuple(
    Move(DispatchAct.CONFIRM_RECEIPT, state, state, roles("party"), "在线诉讼规则 33")
    for state in (DispatchState.UNDER_WAY, DispatchState.UNDELIVERED, DispatchState.SERVED)
)
SERVICE = Procedure(
    name="service",
    first=DispatchState.WAITING,
    last=OVER | {DispatchState.SERVED},
    moves=(
        Move(DispatchAct.SEND, DispatchState.WAITING, DispatchState.UNDER_WAY, roles("office"), "CPL 87, 90, 91"),
        *_STARTS,
        *_ARRIVALS,
        Move(
            DispatchAct.NOTE_FAILURE,
            DispatchState.UNDER_WAY,
            DispatchState.UNDELIVERED,
            roles("office", *_STAFF),
            "邮寄送达 9",
        ),
        Move(DispatchAct.SEND_AGAIN, DispatchState.UNDELIVERED, DispatchState.UNDER_WAY, roles(*_STAFF), "CPL 91"),
        *_CONFIRMATIONS,
        Move(DispatchAct.NOTE_DEATH, DispatchState.SERVED, DispatchState.UNDER_WAY, roles("office"), "SI 55"),
        *(
            Move(DispatchAct.LEAVE_TO_HEIRS, source, DispatchState.LEFT, roles("office"), "SI 55")
            for source in (DispatchState.WAITING, DispatchState.UNDER_WAY, DispatchState.UNDELIVERED)
        ),
        *(
            Move(DispatchAct.TAKE_BACK, source, DispatchState.TAKEN_BACK, roles("office", *_STAFF), "CPL 139")
            for source in (DispatchState.WAITING, DispatchState.UNDER_WAY, DispatchState.UNDELIVERED)
        ),
        Move(
            DispatchAct.TAKE_PROOF,
            DispatchState.SERVED,
            DispatchState.SERVED,
            roles(*_STAFF),
            "在线诉讼规则 31(4); SI 135(2)",
        ),
        Move(
            DispatchAct.LET_FALL,
            DispatchState.SERVED,
            DispatchState.FALLEN,
            roles("judge"),
            "SI 135(2); 邮寄送达 11(2)",
        ),
    ),
)

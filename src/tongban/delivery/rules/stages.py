"""How the service of papers on one party moves (CPL 87-95; 在线诉讼规则 29-33)."""

from __future__ import annotations

from tongban.delivery.vocabulary import DispatchAct, DispatchState
from tongban.kernel.moves import Move, Procedure, roles

_STAFF = ("clerk", "judge")
_ANY = roles("office", "party", *_STAFF)

SERVICE = Procedure(
    name="service",
    first=DispatchState.WAITING,
    last=frozenset({DispatchState.SERVED}),
    moves=(
        Move(DispatchAct.SEND, DispatchState.WAITING, DispatchState.UNDER_WAY, roles("office"), "CPL 87, 90, 91"),
        Move(
            DispatchAct.ADD_CHANNEL,
            DispatchState.UNDER_WAY,
            DispatchState.UNDER_WAY,
            roles("office"),
            "在线诉讼规则 29",
        ),
        Move(
            DispatchAct.ADD_CHANNEL,
            DispatchState.UNDELIVERED,
            DispatchState.UNDER_WAY,
            roles("office"),
            "在线诉讼规则 29",
        ),
        Move(DispatchAct.NOTE_ARRIVAL, DispatchState.UNDER_WAY, DispatchState.SERVED, _ANY, "CPL 87, 90, 91"),
        Move(DispatchAct.NOTE_ARRIVAL, DispatchState.UNDELIVERED, DispatchState.SERVED, _ANY, "CPL 87, 90, 91"),
        Move(DispatchAct.NOTE_ARRIVAL, DispatchState.SERVED, DispatchState.SERVED, _ANY, "在线诉讼规则 31(4)"),
        Move(
            DispatchAct.NOTE_FAILURE,
            DispatchState.UNDER_WAY,
            DispatchState.UNDELIVERED,
            roles("office", *_STAFF),
            "邮寄送达 9",
        ),
        Move(DispatchAct.SEND_AGAIN, DispatchState.UNDELIVERED, DispatchState.UNDER_WAY, roles(*_STAFF), "CPL 91"),
        Move(
            DispatchAct.CONFIRM_RECEIPT,
            DispatchState.UNDER_WAY,
            DispatchState.UNDER_WAY,
            roles("party"),
            "在线诉讼规则 33",
        ),
        Move(
            DispatchAct.CONFIRM_RECEIPT,
            DispatchState.UNDELIVERED,
            DispatchState.UNDELIVERED,
            roles("party"),
            "在线诉讼规则 33",
        ),
        Move(
            DispatchAct.CONFIRM_RECEIPT, DispatchState.SERVED, DispatchState.SERVED, roles("party"), "在线诉讼规则 33"
        ),
    ),
)

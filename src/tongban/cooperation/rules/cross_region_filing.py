"""Cross-region filing (跨域立案): the competent court keeps its jurisdiction; the cooperating court only receives,
checks, sends on, prints and tells, also when the competent court asks for corrections (SPC announcement of 2019-12-25;
Sichuan-Chongqing agreement of 2020-09-15).
"""

from __future__ import annotations

from tongban.cooperation.vocabulary import MatterAct, MatterStage
from tongban.kernel.moves import Move, Procedure, roles

_SPC = "跨域立案公告 2019"
_AGREEMENT = "川渝跨域立案协议 2020"
_COUNTER = roles("clerk", "liaison")
_OFFICE = roles("office")
_PARTY = roles("party")
_ONLINE = "在线诉讼规则 9(2)"
_ONCE = frozenset({"not_asked_before"})
_IN_TIME = frozenset({"in_time"})

AT_COOPERATING_COURT = Procedure(
    name="cooperating",
    first=MatterStage.HANDED_IN,
    last=frozenset({MatterStage.ANSWERED, MatterStage.TAKEN_BACK}),
    moves=(
        # Nothing has left yet; no message takes back what has.
        Move(MatterAct.TAKE_BACK, MatterStage.HANDED_IN, MatterStage.TAKEN_BACK, _PARTY, "CPL 13(2)"),
        Move(MatterAct.TAKE_BACK, MatterStage.CHECKED, MatterStage.TAKEN_BACK, _PARTY, "CPL 13(2)"),
        Move(MatterAct.CHECK, MatterStage.HANDED_IN, MatterStage.CHECKED, _COUNTER, _SPC),
        Move(MatterAct.SEND, MatterStage.CHECKED, MatterStage.SENT, _COUNTER, _SPC),
        Move(MatterAct.NOTE_RECEIPT, MatterStage.SENT, MatterStage.RECEIVED, _OFFICE, _AGREEMENT),
        Move(MatterAct.TAKE_ANSWER, MatterStage.SENT, MatterStage.ANSWERED, _OFFICE, _AGREEMENT),
        Move(MatterAct.TAKE_ANSWER, MatterStage.RECEIVED, MatterStage.ANSWERED, _OFFICE, _AGREEMENT),
        Move(MatterAct.TAKE_REQUEST, MatterStage.SENT, MatterStage.CORRECTION, _OFFICE, _ONLINE, _ONCE),
        Move(MatterAct.TAKE_REQUEST, MatterStage.RECEIVED, MatterStage.CORRECTION, _OFFICE, _ONLINE, _ONCE),
        Move(MatterAct.HAND_IN_CORRECTION, MatterStage.CORRECTION, MatterStage.SENT, _PARTY, _ONLINE, _IN_TIME),
        Move(MatterAct.REOPEN_CORRECTION, MatterStage.SENT, MatterStage.CORRECTION, _OFFICE, _ONLINE),
        Move(MatterAct.REOPEN_CORRECTION, MatterStage.RECEIVED, MatterStage.CORRECTION, _OFFICE, _ONLINE),
        Move(MatterAct.TAKE_ANSWER, MatterStage.CORRECTION, MatterStage.ANSWERED, _OFFICE, _AGREEMENT),
    ),
)

AT_COMPETENT_COURT = Procedure(
    name="competent",
    first=MatterStage.RECEIVED,
    last=frozenset({MatterStage.ANSWERED}),
    moves=(
        Move(MatterAct.ANSWER, MatterStage.RECEIVED, MatterStage.ANSWERED, _OFFICE, _AGREEMENT),
        Move(MatterAct.ASK_CORRECTION, MatterStage.RECEIVED, MatterStage.CORRECTION, _OFFICE, _ONLINE),
        # Whether it is in time is judged on the filing itself (`filing/rules/scrutiny.py`).
        Move(MatterAct.HAND_IN_CORRECTION, MatterStage.CORRECTION, MatterStage.RECEIVED, _PARTY, _ONLINE),
        Move(MatterAct.ANSWER, MatterStage.CORRECTION, MatterStage.ANSWERED, _OFFICE, _AGREEMENT),
    ),
)

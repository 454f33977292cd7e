"""委托送达: the court in whose case papers are served asks, another serves in time and sends the return slip back
(CPL 91; SI 134). A letter may only be printed there (远程打印; Sichuan-Chongqing agreement of 2020-09-15).
"""

from __future__ import annotations

from tongban.cooperation.vocabulary.service import ErrandAct, ErrandStage
from tongban.kernel.moves import Move, Procedure, roles, stay

PERIOD = "entrusted_service"
"""Within which the asked court serves, from the day on which it has the papers; a row of the table of periods."""
_LAW = "CPL 91; SI 134"
_COUNTER = roles("clerk", "liaison")
_OFFICE = roles("office")
_OF_THE_CASE = roles("clerk", "judge")
_S, _A = ErrandStage, ErrandAct

AT_ENTRUSTING_COURT = Procedure(
    name="entrusting",
    first=_S.PREPARED,
    last=frozenset({_S.ANSWERED}),
    moves=(
        Move(_A.SEND, _S.PREPARED, _S.SENT, _OFFICE, _LAW),
        Move(_A.CALL_BACK, _S.PREPARED, _S.ANSWERED, _OF_THE_CASE, _LAW),
        *stay((_S.SENT, _S.RECEIVED), _A.CALL_BACK, _OF_THE_CASE, _LAW),
        Move(_A.NOTE_RECEIPT, _S.SENT, _S.RECEIVED, _OFFICE, _LAW),
        Move(_A.TAKE_ANSWER, _S.SENT, _S.ANSWERED, _OFFICE, _LAW),
        Move(_A.TAKE_ANSWER, _S.RECEIVED, _S.ANSWERED, _OFFICE, _LAW),
    ),
)

AT_ENTRUSTED_COURT = Procedure(
    name="entrusted",
    first=_S.RECEIVED,
    last=frozenset({_S.ANSWERED}),
    moves=(
        Move(_A.PRINT, _S.RECEIVED, _S.RECEIVED, _COUNTER, _LAW),
        Move(_A.POST, _S.RECEIVED, _S.RECEIVED, _COUNTER, _LAW),
        Move(_A.NOTE_RESULT, _S.RECEIVED, _S.NOTED, _COUNTER, _LAW),
        Move(_A.GIVE_BACK, _S.RECEIVED, _S.NOTED, _OFFICE, _LAW),
        Move(_A.ANSWER, _S.NOTED, _S.ANSWERED, _OFFICE, _LAW),
    ),
)

"""Words of what courts do for each other in the service of papers: 委托送达, and printing at another court."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tongban.cooperation.vocabulary import LogLine
from tongban.delivery.vocabulary.elsewhere import ServiceResult
from tongban.kernel.terms import Term


class ErrandKind(Term):
    """What one court asks of another."""

    SERVICE = "service", "委托送达"
    PRINTING = "printing", "远程打印"


class ErrandStage(StrEnum):
    """Where it stands; the same words at both courts."""

    PREPARED = "prepared"
    """委托函制作中"""
    SENT = "sent"
    """已发送受托法院"""
    RECEIVED = "received"
    """受托法院已收到"""
    NOTED = "noted"
    """受托法院已办结，送达回证制作中"""
    ANSWERED = "answered"
    """已回复委托法院"""


class ErrandAct(StrEnum):
    """What moves it."""

    SEND = "send"
    NOTE_RECEIPT = "note_receipt"
    TAKE_ANSWER = "take_answer"
    PRINT = "print"
    POST = "post"
    NOTE_RESULT = "note_result"
    ANSWER = "answer"
    CALL_BACK = "call_back"
    """委托法院撤回委托"""
    GIVE_BACK = "give_back"
    """受托法院退回委托"""


@dataclass(frozen=True, slots=True)
class ErrandView:
    """What one court does for another, as pages read it; `uid` is this court's row, `errand` the number of both.

    `package` tells whom to serve with what, `files` every file of it by digest. `due`: the day until which the asked
    court serves, None where no law sets one.
    """

    uid: UUID
    errand: UUID
    kind: ErrandKind
    stage: ErrandStage
    outgoing: bool
    from_court: str
    to_court: str
    case: UUID | None
    attempt: UUID
    package: Mapping[str, Any]
    files: Mapping[str, Mapping[str, Any]]
    asked_at: datetime
    due: date | None
    printed_at: datetime | None
    posted_on: date | None
    number: str
    result: ServiceResult | None
    answered_at: datetime | None
    called_back_at: datetime | None
    log: tuple[LogLine, ...] = ()

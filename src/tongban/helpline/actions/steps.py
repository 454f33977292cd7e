"""Steps that several acts on tickets take."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.frame.acts import Recording, locked
from tongban.helpline.models import Remark, Ticket
from tongban.helpline.rules.tickets import answer_period, decide
from tongban.helpline.vocabulary import HOTLINE_LAW, Act, Category, Condition, Said, Stage
from tongban.kernel.refusal import Refusal, Refused


def until(court: str, category: Category, at: datetime) -> date:
    """The last day on which the court answers in time."""
    answer = due(answer_period(category), timezone.localtime(at).date(), calendar(), readings=readings(court))
    if isinstance(answer, Refusal):
        raise Refused(answer)
    assert not isinstance(answer.due, datetime)  # noqa: S101 - these periods are counted in days
    return answer.due


def held(record: Recording, uid: UUID) -> Ticket:
    """The ticket, locked, for who may act on it: who asked, the judge who has it, the staff of its function."""
    row = locked(Ticket.objects.filter(uid=uid)).first()
    if row is None or not _may_act(record, row):
        raise Refused(Refusal("helpline.no_such_ticket", HOTLINE_LAW))
    return row


def _may_act(record: Recording, row: Ticket) -> bool:
    by = record.by
    if by.role == "party":
        return row.holder is not None and row.holder == by.person
    if by.court != row.court:
        return False
    if by.role == "judge":
        return row.case is not None and case_by_uid(row.case).judge == by.person
    return by.role == "president" or row.layer == Layer.HELPLINE


def moved(record: Recording, row: Ticket, what: Act, *, holds: Collection[Condition] = ()) -> None:
    """Take the row of the table for `what`, or refuse; the caller saves."""
    move = decide(row.stage, what, role=record.by.role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = Stage(move.target)


def say(record: Recording, row: Ticket, kind: Said, words: str, *, by: UUID | None) -> str:
    """Keep what was said; returns its SHA-256 for the register."""
    Remark.objects.create(of_ticket=row, kind=kind, words=words.strip(), by=by, at=record.at)
    return hashlib.sha256(words.strip().encode()).hexdigest()

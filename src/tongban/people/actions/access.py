"""What happens to a person's access: ways to sign in that come and go, and the end of all sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.events import AccessChanged, SessionsEnded
from tongban.people.models import Account

_LAW = "在线诉讼规则 7(2)"


def note_access_change(change: str, *, by: Actor, at: datetime) -> None:
    """Keep in the register that a way to sign in changed: it speaks for or against a person who disputes an act."""
    assert by.person is not None  # noqa: S101 - the account's own person
    with act(by=by, at=at) as record:
        record(AccessChanged(person=by.person, change=change), under=_LAW)


def end_sessions(*, by: Actor, at: datetime) -> None:
    """Sign the acting person out everywhere; tokens of programs die, too."""
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", _LAW))
    with act(by=by, at=at) as record:
        sessions_end(record, by.person)


def sessions_end(record: Recording, person: UUID) -> None:
    """A step: all that was signed in with the person's account is signed out."""
    Account.objects.filter(person__uid=person).update(generation=F("generation") + 1)
    record(SessionsEnded(person=person), under=_LAW)

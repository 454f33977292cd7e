"""Makes one entry with its due work and its seal: the recorder behind every act."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.frame.acts import Recording
from tongban.kernel.facts import Fact, canonical, plain
from tongban.register.actions.seal import measure, seal
from tongban.register.models import Due, Entry
from tongban.register.queries import canonical_form
from tongban.register.vocabulary import SealKind

Reactions = Callable[[str, dict[str, Any], datetime], Iterable[tuple[str, datetime]]]
"""(event, body, at) -> the reactions due, each with the business time from which it may be done."""

_reactions: Reactions | None = None


class AlreadyDone(RuntimeError):  # noqa: N818 - the worker reads it as good news
    """The due work that this act would fulfil has been done by another worker."""


def install_reactions(reactions: Reactions) -> None:
    """Called once by the reactions floor."""
    global _reactions  # noqa: PLW0603 - the one port between two floors, set at start
    _reactions = reactions


def write_entry(recording: Recording, fact: Fact, *, under: str, case: UUID | None) -> None:
    """Record `fact`: entry, due work and seal in the transaction of the open act."""
    if recording.fulfils and not recording.facts:
        _mark_done(recording)
    body, actor = fact.body(), plain(recording.by)
    entry = Entry(
        at=recording.at,
        actor=canonical(actor).decode(),
        person=recording.by.person,
        court=recording.by.court,
        event=fact.NAME,
        version=fact.VERSION,
        body=canonical(body).decode(),
        basis=under,
        case=case,
        caused_by_id=recording.fulfils.entry_id if recording.fulfils else None,
    )
    content = canonical_form(entry, actor=actor, body=body)
    measured = measure(content)
    entry.digest = measured.digests.sha256.hex()
    recording.later(entry)
    if _reactions is not None:
        due = _reactions(fact.NAME, body, recording.at)
        recording.later(*(Due(entry=entry, reaction=name, not_before=not_before) for name, not_before in due))
    seal(recording, SealKind.ENTRY, entry.uid, measured)


def _mark_done(recording: Recording) -> None:
    assert recording.fulfils is not None  # noqa: S101 - narrowed by the caller
    done = Due.objects.filter(id=recording.fulfils.id, done_at__isnull=True).update(
        done_at=recording.at, claimed_until=None, last_error=""
    )
    if not done:
        message = f"due work {recording.fulfils.id}"
        raise AlreadyDone(message)


def body_of(entry: Entry) -> dict[str, Any]:
    """The fact's body as JSON values."""
    return json.loads(entry.body)

"""What is to be kept no longer is erased by the office clock, as the table of periods says (个人信息保护法 19)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from tongban.documents.actions.content import drop_loose, loose_content
from tongban.filing.actions.draft import erase_drafts_before
from tongban.frame.acts import NothingToDo, act
from tongban.helpline.actions.keeping import erase_news_before, erase_questions_before
from tongban.kernel.actor import Actor
from tongban.people.actions.erase import erase_sessions_before
from tongban.privacy.events import RetentionEnded
from tongban.privacy.rules.retention import kept_since
from tongban.privacy.vocabulary import Held

RULE = "个人信息保护法 19: keep no longer than the table of periods says"
LAW = "个人信息保护法 19, 47"
EVERY = timedelta(days=1)
"""How often it is looked whether something is due."""


class BothClocks(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...

    def wall(self) -> datetime:
        """The machine's time."""
        ...


def end_retention(at: datetime, wall: datetime) -> dict[str, int]:
    """Erase some of what is due; returns how many rows of each part, nothing when nothing was due.

    Drafts, questions and news are dated by business time `at`, sessions and files by the machine's, `wall`. Files go
    after the entry that counts them: killed between the two, the next call finds and counts them again.
    """
    on = timezone.localtime(at).date()
    untouched = kept_since(Held.LOOSE_FILES, wall, on)
    loose = loose_content(untouched) if untouched else ()
    sweeps = {
        Held.DRAFTS: (erase_drafts_before, at),
        Held.QUESTIONS: (erase_questions_before, at),
        Held.NEWS: (erase_news_before, at),
        Held.SESSIONS: (erase_sessions_before, wall),
    }
    rows = {Held.LOOSE_FILES.value: len(loose)} if loose else {}
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=at) as record:
        for item, (sweep, now) in sweeps.items():
            before = kept_since(item, now, on)
            done = sweep(record, before) if before else 0
            rows |= {item.value: done} if done else {}
        if not rows:
            raise NothingToDo
        record(RetentionEnded(rows=rows), under=LAW)
    if untouched:
        drop_loose(loose, untouched)
    return rows


class Retention:
    """The worker's part: looks once a day, and goes on at once while something was due."""

    def __init__(self, clock: BothClocks) -> None:
        self._clock, self._again = clock, clock.wall()

    def __call__(self) -> bool:
        """One pass; False when nothing was erased."""
        wall = self._clock.wall()
        if wall < self._again:
            return False
        done = end_retention(self._clock.now(), wall)
        if not done:
            self._again = wall + EVERY
        return bool(done)

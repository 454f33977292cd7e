"""Claiming and finishing due work. Lease times are wall time; `not_before` is business time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from tongban.register.models import Due
from tongban.register.queries import entry_view
from tongban.register.vocabulary import DueWork

LEASE = timedelta(minutes=2)
"""How long a worker may hold a piece of work before another takes it."""

FIRST_RETRY = timedelta(seconds=1)
LAST_RETRY = timedelta(minutes=10)


def claim(*, now: datetime, wall: datetime, without: frozenset[str] = frozenset()) -> DueWork | None:
    """Take the oldest ready piece of work, leaving out the reactions in `without`, or None."""
    ready = (
        Due.objects.exclude(reaction__in=without)
        .filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lt=wall),
            Q(retry_at__isnull=True) | Q(retry_at__lte=wall),
            done_at__isnull=True,
            not_before__lte=now,
        )
        .order_by("not_before", "id")
    )
    if not ready.exists():
        return None
    with transaction.atomic():
        rows = ready.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",))
        due = (rows if connection.features.has_select_for_update_of else ready).first()
        if due is None:
            return None
        Due.objects.filter(id=due.id).update(claimed_until=wall + LEASE, attempts=F("attempts") + 1)
    return DueWork(id=due.id, entry_id=due.entry_id, reaction=due.reaction, entry=entry_view(due.entry), now=now)


def finish(work: DueWork) -> None:
    """Mark work whose reaction needed no act as done."""
    Due.objects.filter(id=work.id, done_at__isnull=True).update(done_at=work.now, claimed_until=None, last_error="")


def release_claims() -> int:
    """Free what a worker held when it was killed; called by a worker that starts alone. Returns how many it were."""
    held = Due.objects.filter(done_at__isnull=True, claimed_until__isnull=False)
    return held.update(claimed_until=None)


def fail(work: DueWork, error: str, *, wall: datetime) -> None:
    """Keep the error for people, and try again later with doubling pauses."""
    due = Due.objects.get(id=work.id)
    pause = min(LAST_RETRY, FIRST_RETRY * 2 ** min(due.attempts - 1, 12))
    still_open = Due.objects.filter(id=work.id, done_at__isnull=True)
    still_open.update(claimed_until=None, retry_at=wall + pause, last_error=error[:2000])


def retry_at_once(reaction: str, about: str) -> int:
    """Make failing work of `reaction` ready whose entry holds `about` (a piece of canonical JSON); gives how much.

    For what the outside world shows to work again: the pauses begin anew.
    """
    failing = Due.objects.filter(
        reaction=reaction, done_at__isnull=True, claimed_until__isnull=True, retry_at__isnull=False
    )
    found = failing.filter(entry__body__contains=about)
    return found.update(retry_at=None, attempts=0) if found.exists() else 0

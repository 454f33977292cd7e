"""Reading the register."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from tongban.kernel.facts import canonical
from tongban.register.events import LedgerAudited
from tongban.register.models import Due, Entry, Seal
from tongban.register.vocabulary import EntryView, SealView


def canonical_entry(entry: Entry) -> bytes:
    """The bytes of an entry that are digested and sealed."""
    return canonical_form(entry, actor=json.loads(entry.actor), body=json.loads(entry.body))


def canonical_form(entry: Entry, *, actor: dict[str, Any], body: dict[str, Any]) -> bytes:
    """The same, with what `entry.actor` and `entry.body` hold as plain values."""
    return canonical(
        {
            "uid": entry.uid,
            "at": entry.at,
            "actor": actor,
            "event": entry.event,
            "version": entry.version,
            "body": body,
            "basis": entry.basis,
            "case": entry.case,
        }
    )


def entry_view(entry: Entry) -> EntryView:
    """The entry as other floors read it."""
    return EntryView(
        id=entry.id,
        uid=entry.uid,
        at=entry.at,
        actor=json.loads(entry.actor),
        event=entry.event,
        version=entry.version,
        body=json.loads(entry.body),
        basis=entry.basis,
        case=entry.case,
    )


def entries_of_case(case: UUID, events: Collection[str] = ()) -> list[EntryView]:
    """What is recorded about a case, or only `events` of it, oldest first. The caller has checked who may see it."""
    rows = Entry.objects.filter(case=case)
    if events:
        rows = rows.filter(event__in=events)
    return [entry_view(entry) for entry in rows.order_by("at", "id")]


def newest_of_case(
    case: UUID, *, without: Collection[str] = (), limit: int | None = None
) -> tuple[list[EntryView], int]:
    """What is recorded about a case save the events `without`, the newest first, and how many entries are left out.

    The caller has checked who may see it.
    """
    rows = Entry.objects.filter(case=case)
    found = [entry_view(entry) for entry in rows.exclude(event__in=without).order_by("-at", "-id")[:limit]]
    return found, rows.count() - len(found)


def entries_after(last_id: int, limit: int = 500) -> list[EntryView]:
    """Entries with a larger id: for the register page only, never a work queue (ids do not commit in order)."""
    return [entry_view(entry) for entry in Entry.objects.filter(id__gt=last_id).order_by("id")[:limit]]


def seals_of(subjects: list[UUID]) -> dict[UUID, SealView]:
    """Where the deposits of `subjects` stand."""
    rows = Seal.objects.filter(subject__in=subjects)
    return {
        row.subject: SealView(row.subject, row.kind, row.sha256, row.position, bool(row.promise), row.proven_at)
        for row in rows
    }


def counts() -> dict[str, int]:
    """Entries, deposits and work in hand, for the operations page and the demo's summary."""
    last = Seal.objects.aggregate(last=Max("position"))["last"]
    return {
        "entries": Entry.objects.count(),
        "sealed": Seal.objects.filter(position__isnull=False).count(),
        "to_seal": Seal.objects.filter(proven_at__isnull=True).count(),
        "ledger_size": 0 if last is None else last + 1,
        "due": Due.objects.filter(done_at__isnull=True).count(),
    }


def failing_work(min_attempts: int = 3) -> list[Due]:
    """Due work that keeps failing: a task for a person."""
    return list(Due.objects.filter(done_at__isnull=True, attempts__gte=min_attempts).exclude(last_error=""))


def kind_of_error(error: str) -> str:
    """What failed, without the words about it: they may tell of a case. The operator reads them by `tongban check`."""
    found = re.match(r"(?:refused: )?[\w.]+", error)
    return found[0] if found else ""


def latest_entries(
    court: str, cases: QuerySet[Any] | Collection[UUID], *, before: int = 0, limit: int = 50
) -> list[EntryView]:
    """The newest entries made in the name of `court` or about one of `cases`; `before`: only smaller ids, for paging.

    For the register page only. The caller has checked who may see the register of the court.
    """
    rows = Entry.objects.filter(Q(court=court) | Q(case__in=cases))
    rows = rows.filter(id__lt=before) if before else rows
    return [entry_view(entry) for entry in rows.order_by("-id")[:limit]]


def acted_in(cases: Collection[UUID]) -> set[tuple[str, str]]:
    """Who has done some act in which of `cases`: (person, case), as texts. For the list of odd reads only."""
    rows = Entry.objects.filter(case__in=cases, person__isnull=False).values_list("person", "case").distinct()
    return {(str(person), str(case)) for person, case in rows}


def newest_of_event(event: str, limit: int) -> list[EntryView]:
    """The newest entries of one kind, the newest first."""
    return [entry_view(entry) for entry in Entry.objects.filter(event=event).order_by("-id")[:limit]]


def entry_by_uid(uid: UUID) -> tuple[EntryView, str, str] | None:
    """An entry with its canonical form, which the ledger seals, and the SHA-256 kept beside it; None when unknown."""
    row = Entry.objects.filter(uid=uid).first()
    return None if row is None else (entry_view(row), canonical_entry(row).decode(), row.digest)


def newest_audit() -> EntryView | None:
    """The newest comparison of platform and ledger, None before the first."""
    row = Entry.objects.filter(event=LedgerAudited.NAME).order_by("id").last()
    return None if row is None else entry_view(row)

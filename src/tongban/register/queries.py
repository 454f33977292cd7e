"""Reading the register."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from tongban.kernel.facts import canonical
from tongban.register.events import LedgerAudited
from tongban.register.models import Alarm, Due, Entry, Seal
from tongban.register.vocabulary import AlarmKind, AlarmView, EntryView, SealView

KEEPS_FAILING = 3
"""Attempts after which work that fails is shown to people."""


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


def acts_of(person: UUID, events: Collection[str], limit: int = 100) -> list[EntryView]:
    """What is entered in a person's name, the newest first. The caller has checked that it is the person who looks."""
    rows = Entry.objects.filter(person=person, event__in=events).order_by("-at", "-id")
    return [entry_view(entry) for entry in rows[:limit]]


def acts_by(person: UUID) -> list[EntryView]:
    """All that is entered in a person's name, the newest first. The caller has checked who asks."""
    return [entry_view(entry) for entry in Entry.objects.filter(person=person).order_by("-at", "-id")]


def caused_by(entry: UUID, limit: int = 100) -> list[EntryView]:
    """What an entry brought about, step by step, the oldest first. The caller has checked who may see it."""
    found: list[Entry] = []
    level = list(Entry.objects.filter(caused_by__uid=entry).order_by("id")[:limit])
    while level and len(found) < limit:
        found += level
        level = list(Entry.objects.filter(caused_by__in=level).order_by("id")[:limit])
    return [entry_view(row) for row in found[:limit]]


def entries_naming(event: str, uid: UUID) -> list[EntryView]:
    """Entries of one kind of fact whose body names this uid, the oldest first, for what the office does."""
    rows = Entry.objects.filter(event=event, body__contains=str(uid)).order_by("id")
    return [entry_view(entry) for entry in rows]


def entries_since(events: Collection[str], begin: datetime, end: datetime | None = None) -> list[EntryView]:
    """Entries of these kinds of facts from `begin` on, or until `end`, the oldest first, for what the office does."""
    rows = Entry.objects.filter(event__in=list(events), at__gte=begin)
    rows = rows.filter(at__lt=end) if end else rows
    return [entry_view(entry) for entry in rows.order_by("id")]


def brought_about(causes: Collection[str], events: Collection[str], since: datetime) -> set[int]:
    """The entries of these `causes` from `since` on, by id, to which a reaction recorded one of `events`."""
    rows = Entry.objects.filter(event__in=list(events), caused_by__event__in=list(causes), caused_by__at__gte=since)
    return {cause for cause in rows.values_list("caused_by", flat=True) if cause}


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


def failing_work() -> list[Due]:
    """Due work of the whole platform that keeps failing, for its operator: a task for a person."""
    return list(_failing())


def failing_work_at(court: str, cases: QuerySet[Any] | Collection[UUID]) -> list[Due]:
    """The same of what was done in the name of `court`, about one of `cases`, or by the platform's office for all.

    An error can hold words of a case. The caller has checked who may see the register of the court.
    """
    for_all = Q(entry__court="", entry__case__isnull=True, entry__person__isnull=True)
    return list(_failing().filter(Q(entry__court=court) | Q(entry__case__in=cases) | for_all))


def _failing() -> QuerySet[Due]:
    return Due.objects.filter(done_at__isnull=True, attempts__gte=KEEPS_FAILING).exclude(last_error="").order_by("id")


def kind_of_error(error: str) -> str:
    """What failed, without the words about it: they may tell of a case. The operator reads them by `tongban check`."""
    found = re.match(r"(?:refused: )?[\w.]+", error)
    return found[0] if found else ""


def latest_entries(
    court: str,
    cases: QuerySet[Any] | Collection[UUID],
    *,
    without: Collection[UUID] = (),
    before: int = 0,
    limit: int = 50,
) -> list[EntryView]:
    """The newest entries made in the name of `court` or about one of `cases`, none about those in `without`.

    `before`: only smaller ids, for paging.

    For the register page only. The caller has checked who may see the register of the court.
    """
    rows = Entry.objects.filter(Q(court=court) | Q(case__in=cases))
    rows = rows.exclude(case__in=without) if without else rows
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


def alarms(limit: int = 20) -> list[AlarmView]:
    """The newest alarms about ledgers, the open ones first."""
    rows = Alarm.objects.order_by(F("closed_at").desc(nulls_first=True), "-id")
    return [_alarm_view(row) for row in rows[:limit]]


def alarm_evidence(alarm: UUID) -> tuple[str, bytes] | None:
    """The evidence file of an alarm with its name, None when there is no such alarm; it is anybody's to read."""
    row = Alarm.objects.filter(uid=alarm).first()
    return None if row is None else (f"{row.sha256[:16]}.conflict.json", row.evidence.encode())


def _alarm_view(row: Alarm) -> AlarmView:
    told = json.loads(row.evidence)
    heads = (told["first"], told["second"])
    return AlarmView(
        uid=row.uid,
        kind=AlarmKind(row.kind),
        origin=row.origin,
        sizes=(int(heads[0]["note"].split("\n")[1]), int(heads[1]["note"].split("\n")[1])),
        found_at=row.found_at,
        sha256=row.sha256,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        court=row.court,
        reason=row.reason,
    )

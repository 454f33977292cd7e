"""Files that staff who do not conduct the case have opened for a stated task."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.cases.models import (
    Case,
    ClockIncident,
    FileOpening,
    OfficeChange,
    Party,
    Recusal,
    Representation,
    Witness,
)
from tongban.cases.rules.opening import OPEN_FOR, OPENERS
from tongban.cases.rules.procedures import ENDED
from tongban.cases.vocabulary import IncidentState, OpeningView
from tongban.cases.vocabulary.offices import ChangeGround, ChangeState, Decider, RecusalState
from tongban.people.queries import id_numbers_of, number_as_kept
from tongban.people.vocabulary import Role


def cases_opened_by(person: UUID, roles: Mapping[str, frozenset[str]], at: datetime) -> frozenset[UUID]:
    """Cases in which `person` has stated a task; for a president also those where an extension, a change of judge or
    clerk or a recusal waits for an answer, and those where the president has just decided one that was asked for.

    `roles`: the courts of each function. An opening counts at the court where the function is still held.
    """
    held = [Q(role=role, court__in=roles[role]) for role in OPENERS if role in roles]
    if not held:
        return frozenset()
    openings = reduce(or_, held)
    found = set(FileOpening.objects.filter(openings, holder=person, ends_at__gt=at).values_list("case", flat=True))
    if courts := roles.get(Role.PRESIDENT):
        decided = Q(decided_by=person, decided_at__gt=at - OPEN_FOR)
        extensions = ClockIncident.objects.filter(Q(state=IncidentState.ASKED) | decided, court__in=courts)
        answered = decided & Q(asked_by__isnull=False)
        changes = OfficeChange.objects.filter(Q(state=ChangeState.ASKED) | answered, court__in=courts)
        waits = Q(state__in=[RecusalState.ASIDE, RecusalState.REVIEWED]) & ~Q(of_case__stage__in=ENDED)
        recusals = Recusal.objects.filter(waits | decided, court__in=courts).exclude(decides=Decider.PRESIDING)
        asked = (extensions, changes, recusals)
        found |= {case for rows in asked for case in rows.values_list("case", flat=True)}
    known = {case for case in found if case is not None}
    return frozenset(known - not_for(person, known))


def not_for(person: UUID, cases: Collection[UUID]) -> frozenset[UUID]:
    """For acts: in which of these cases `person` has no function: a party, an agent or a witness of it, or who withdrew
    from it (CPL 47, 48).
    """
    if not cases:
        return frozenset()
    withdrew = OfficeChange.objects.filter(before=person, ground=ChangeGround.RECUSAL, state=ChangeState.GRANTED)
    rows: tuple[QuerySet[Any], ...] = (
        Party.objects.filter(person=person),
        Representation.objects.filter(agent=person),
        Witness.objects.filter(person=person),
        Recusal.objects.filter(person=person, state=RecusalState.LEFT),
        withdrew,
    )
    return frozenset(case for found in rows for case in found.filter(case__in=cases).values_list("case", flat=True))


def is_named_in(person: UUID, case: UUID) -> bool:
    """For acts: whether a party of the case, joined or not, has the identity number of this person."""
    own = id_numbers_of({person})
    return bool(own) and any(
        row.id_number and number_as_kept(row.id_number) in own for row in Party.objects.filter(case=case)
    )


def meet(one: UUID, other: UUID) -> bool:
    """For acts: whether `one` is a party, an agent or a witness of a case in which `other` is a party or an agent."""
    of_one: tuple[QuerySet[Any], ...] = (
        Party.objects.filter(person=one),
        Representation.objects.filter(agent=one),
        Witness.objects.filter(person=one),
    )
    cases = {case for rows in of_one for case in rows.values_list("case", flat=True) if case is not None}
    if not cases:
        return False
    of_other: tuple[QuerySet[Any], ...] = (
        Party.objects.filter(person=other),
        Representation.objects.filter(agent=other),
    )
    return any(rows.filter(case__in=cases).exists() for rows in of_other)


def openings_at(court: str, since: datetime) -> list[OpeningView]:
    """For the president: who opened which file of `court` for which task since then, the newest first."""
    rows = FileOpening.objects.filter(court=court, opened_at__gte=since).select_related("of_case").order_by("-id")
    return [
        OpeningView(row.of_case.uid, row.of_case.number, row.holder, row.role, row.reason, row.opened_at, row.ends_at)
        for row in rows
    ]


def case_numbered(court: str, number: str) -> UUID | None:
    """For acts: the uid of the case of `court` with this number; None when it has none."""
    return Case.objects.filter(number=number.strip(), court=court).values_list("uid", flat=True).first()


def number_to_open(court: str, text: str) -> str:
    """The number of the case of `court` whose uid `text` is, for whoever may open its file; "" when there is none."""
    try:
        uid = UUID(text)
    except ValueError:
        return ""
    return Case.objects.filter(uid=uid, court=court).values_list("number", flat=True).first() or ""

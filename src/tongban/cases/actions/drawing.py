"""Giving an office in a case to somebody by chance, so that it can be checked (`rules/drawing.py`)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac

from tongban.access.vocabulary import Layer
from tongban.cases.events.offices import OfficeDrawn
from tongban.cases.models import Assignment, Case, DrawSeries
from tongban.cases.queries.offices import candidates_at
from tongban.cases.rules.drawing import chosen, pool_of, promise_of, tolerance_of
from tongban.cases.vocabulary.offices import ChangeGround, Draw, Office, Pool, Way
from tongban.courts.law import cause_line
from tongban.frame.acts import Recording, locked
from tongban.kernel.facts import canonical, plain


@dataclass(frozen=True, slots=True)
class Given:
    """To whom an office goes, in which way; `draw` and `pool` when chance decided; `weighed`: digest of the loads."""

    person: UUID
    office: Office
    division: str
    way: Way
    draw: Draw | None = None
    pool: Pool | None = None
    weighed: str = ""


def draw_office(
    record: Recording,
    office: Office,
    *,
    court: str,
    number: str,
    division: str,
    cause: str,
    barred: Collection[UUID] = (),
) -> Given | None:
    """A step: chance decides; None when nobody at the court may get the case.

    The secret comes from the key of this installation: no row holds it before it is told. After a change of that key
    one draw stands without a promise, and says so.
    """
    today = timezone.localtime(record.at).date()
    candidates = candidates_at(court, office, record.at, barred)
    pool = pool_of(candidates, division, cause_line(cause, today), tolerance=tolerance_of(court, today))
    if not pool.persons:
        return None
    series = _series(court)
    turn = series.turn + 1
    secret = _secret(court, turn)
    promise = series.promise if promise_of(secret) == series.promise else ""
    person = chosen(court, turn, number, office, pool.persons, secret)
    series.turn, series.promise = turn, promise_of(_secret(court, turn + 1))
    series.save(update_fields=["turn", "promise"])
    draw = Draw(court, turn, number, office, pool.persons, secret, promise, series.promise, person)
    weighed = hashlib.sha256(canonical(candidates)).hexdigest()
    return Given(person, office, division, Way.DRAWN, draw, pool, weighed)


def keep_assignment(record: Recording, case: Case, given: Given, ground: ChangeGround | None = None) -> None:
    """A step: keep how the office was given, for the parties to read, and record a draw as it can be checked."""
    draw = given.draw
    Assignment.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=case,
        office=given.office,
        person=given.person,
        division=given.division,
        way=given.way,
        ground=ground or "",
        draw=plain(draw),
        left_out=[[str(person), why.value] for person, why in given.pool.left_out] if given.pool else [],
        at=record.at,
    )
    if draw:
        fact = OfficeDrawn(
            case=case.uid,
            office=given.office,
            turn=draw.turn,
            number=draw.number,
            pool=draw.pool,
            secret=draw.secret,
            promise=draw.promise,
            following=draw.following,
            weighed=given.weighed,
            person=given.person,
        )
        record(fact, under="法发〔2018〕23号", case=case.uid)


def _series(court: str) -> DrawSeries:
    """The court's series, held until the act ends: no two draws take one turn."""
    rows = locked(DrawSeries.objects.filter(court=court))
    found = rows.first()
    if found is None:  # the first draw of the court; another act may be at it, too
        DrawSeries.objects.bulk_create([DrawSeries(court=court)], ignore_conflicts=True)
        found = rows.get()
    return found


def _secret(court: str, turn: int) -> str:
    return salted_hmac("tongban.cases.drawing", f"{court}:{turn}", algorithm="sha256").hexdigest()
